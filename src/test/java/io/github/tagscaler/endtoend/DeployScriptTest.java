package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.engine.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** The script of {@code docs/deploys.md}, run as it stands there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script needs bash")
class DeployScriptTest {
  @RegisterExtension static final World world = new World();

  private static final Pattern BASH_BLOCK = Pattern.compile("(?ms)^( *)```bash\n(.*?)^ *```$");
  private static final Pattern RECONCILE = Pattern.compile("(?ms)^reconcile\\(\\) \\{\n.*?^}\n");

  private static final String BLUE = "endpoint/chat/variant/blue";
  private static final String GREEN = "endpoint/chat/variant/green";

  /** After that the script that sends events looks whether scaling is back. */
  private static final Duration ONE_LOOK = Duration.ofSeconds(10);

  @TempDir Path folder;

  @BeforeEach
  void configs_with_another_instance_type_are_ready() {
    config("bigger", "blue", "ml.g5.2xlarge");
    config("renamed", "green", "ml.g5.xlarge");
    config("bigger-blue", "blue", "ml.g5.2xlarge", "green", "ml.g5.xlarge");
  }

  @Test
  void another_instance_type_is_deployed_and_scaling_comes_back() throws Exception {
    scales("blue", "policy=default", "max=6");

    var ended = pipeline().run(script(), "chat", "bigger");

    assertThat(ended).isEqualTo(new Pipeline.Ended(0, ""));
    assertThat(runs()).isEqualTo("bigger");
    assertThat(world.held(BLUE).bounds()).isEqualTo("1-6");
    assertThat(tags()).isEqualTo(Map.of("autoscaling:policy", "default", "autoscaling:max", "6"));
  }

  @Test
  void a_registered_variant_gives_way_to_another_one() throws Exception {
    scales("blue", "policy=default");

    var ended = pipeline().run(script(), "chat", "renamed");

    assertThat(ended).isEqualTo(new Pipeline.Ended(0, ""));
    assertThat(runs()).isEqualTo("renamed");
    assertThat(registered()).containsExactly(GREEN);
  }

  @Test
  void one_variant_changes_while_the_other_one_goes_on_scaling() throws Exception {
    scales("blue green", "policy=default");
    var during = new ArrayList<String>();

    var ended =
        pipeline()
            .onWait(() -> during.addAll(registered()))
            .run(script(), "chat", "bigger-blue", "blue");

    assertThat(ended).isEqualTo(new Pipeline.Ended(0, ""));
    assertThat(during).containsExactly(GREEN);
    assertThat(registered()).containsExactly(BLUE, GREEN);
    assertThat(tags()).isEqualTo(Map.of("autoscaling:policy", "default"));
  }

  @Test
  void an_endpoint_that_does_not_scale_is_deployed_and_does_not_scale() throws Exception {
    scales("blue", "owner:team=search");

    var ended = pipeline().run(script(), "chat", "renamed");

    assertThat(ended).isEqualTo(new Pipeline.Ended(0, ""));
    assertThat(runs()).isEqualTo("renamed");
    assertThat(registered()).isEmpty();
    assertThat(tags()).doesNotContainKey("autoscaling:policy");
  }

  @Test
  void a_stack_with_a_prefix_of_its_own_is_obeyed() throws Exception {
    var function = world.function(Map.of("TAGSCALER_TAG_PREFIX", "scale:"));
    scales(function, "blue", "scale:policy=default");

    var ended =
        new Pipeline(world, function, folder)
            .run(script().replace("prefix=autoscaling:", "prefix=scale:"), "chat", "bigger");

    assertThat(ended).isEqualTo(new Pipeline.Ended(0, ""));
    assertThat(runs()).isEqualTo("bigger");
    assertThat(tags()).isEqualTo(Map.of("scale:policy", "default"));
  }

  @Test
  void what_fails_while_aws_is_busy_is_asked_again() throws Exception {
    scales("blue", "policy=default", "schedule=Mon-Fri 06:00-20:00 2-4 else 1-2");
    var schedule = world.held(BLUE).schedule();
    var busy = Fault.error(400, "ThrottlingException", "Rate exceeded").times(3);
    world.fault(busy.on("DeregisterScalableTarget"));
    world.fault(busy.on("PutScheduledAction"));

    var ended = pipeline().run(script(), "chat", "bigger");

    assertThat(ended).isEqualTo(new Pipeline.Ended(0, ""));
    assertThat(runs()).isEqualTo("bigger");
    assertThat(schedule).isNotEmpty();
    assertThat(world.held(BLUE).schedule()).isEqualTo(schedule);
  }

  @Test
  void a_refused_update_fails_and_scaling_comes_back() throws Exception {
    scales("blue", "policy=default");

    var ended = pipeline().run(script(), "chat", "no-such-config");

    assertThat(ended.status()).isEqualTo(254);
    assertThat(ended.errors()).contains("UpdateEndpoint").doesNotContain("not as before");
    assertThat(registered()).containsExactly(BLUE);
    assertThat(tags()).isEqualTo(Map.of("autoscaling:policy", "default"));
  }

  @Test
  void a_rolled_back_deploy_fails_and_scaling_comes_back() throws Exception {
    scales("blue", "policy=default");

    var ended =
        pipeline()
            .onWait(() -> {
              world.advance(Duration.ofMinutes(5));
              world.somebody.sageMaker.updateEndpoint(
                  call -> call.endpointName("chat").endpointConfigName("chat-config"));
            })
            .run(script(), "chat", "bigger");

    assertThat(ended)
        .isEqualTo(
            new Pipeline.Ended(
                1, "The deploy was rolled back: chat runs chat-config, not bigger.\n"));
    assertThat(registered()).containsExactly(BLUE);
  }

  @Test
  void scaling_that_does_not_come_back_fails_a_deploy_that_went_well() throws Exception {
    scales("blue", "policy=default");

    var ended =
        pipeline()
            .onWait(() -> world.somebody.tag("endpoint/chat", "max=lots"))
            .run(script(), "chat", "bigger");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("\"outcome\":\"Rejected\"", "BadValue")
        .endsWith(
            "Scaling of chat is not as before. Should scale: blue. Look at the tag"
                + " autoscaling:policy.\n");
    assertThat(runs()).isEqualTo("bigger");
  }

  @Test
  void a_variant_that_takes_the_place_of_another_one_has_to_scale_too() throws Exception {
    scales("blue", "policy=default");

    var ended =
        pipeline()
            .onWait(() -> world.somebody.tag("endpoint/chat", "max=lots"))
            .run(script(), "chat", "renamed");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors()).contains("Should scale: green.");
  }

  @Test
  void a_target_without_its_policy_does_not_scale() throws Exception {
    scales("blue", "policy=default");
    world.fault(Fault.error(400, "AccessDeniedException", "No.").on("PutScalingPolicy").always());

    var ended = pipeline().run(script(), "chat", "bigger");

    assertThat(registered()).containsExactly(BLUE);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors()).contains("\"outcome\":\"Rejected\"", "Should scale: blue.");
  }

  @Test
  void the_first_thing_to_go_wrong_gives_the_status() throws Exception {
    scales("blue", "policy=default");
    world.fault(Fault.error(400, "AccessDeniedException", "No.").on("UpdateEndpoint").always());
    world.fault(
        Fault.error(400, "AccessDeniedException", "No.").on("RegisterScalableTarget").always());

    var ended = pipeline().run(script(), "chat", "bigger");

    assertThat(ended.status()).isEqualTo(254);
    assertThat(ended.errors()).contains("UpdateEndpoint", "AccessDenied", "Should scale: blue.");
  }

  @Test
  void a_target_of_somebody_elses_stops_the_deploy() throws Exception {
    scales("blue", "owner:team=search");
    world.somebody.register(BLUE, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 1, 2);
    world.advance(Duration.ofMinutes(5));

    var ended = pipeline().run(script(), "chat", "bigger");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("\"code\":\"Off\"")
        .endsWith("Nothing was deployed. Still registered: blue.\n");
    assertThat(runs()).isEqualTo("chat-config");
    assertThat(world.held(BLUE).bounds()).isEqualTo("1-2");
    assertThat(tags()).isEqualTo(Map.of("owner:team", "search"));
  }

  @Test
  void a_variant_with_a_policy_of_its_own_stops_the_deploy() throws Exception {
    scales("blue", "policy=default", "policy@blue=default");

    var ended = pipeline().run(script(), "chat", "bigger");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors()).endsWith("Nothing was deployed. Still registered: blue.\n");
    assertThat(registered()).containsExactly(BLUE);
  }

  @Test
  void who_may_not_invoke_the_function_sends_an_event() throws Exception {
    scales("blue", "policy=default");

    var ended = pipeline().run(scriptWithEvents(), "chat", "bigger");

    assertThat(ended).isEqualTo(new Pipeline.Ended(0, ""));
    assertThat(runs()).isEqualTo("bigger");
    assertThat(registered()).containsExactly(BLUE);
  }

  @Test
  void an_event_that_the_bus_does_not_take_stops_the_deploy() throws Exception {
    scales("blue", "policy=default");
    world.fault(Fault.failedEntries(1).on("PutEvents").at(1));
    var began = world.aws().now();

    var ended = pipeline().run(scriptWithEvents(), "chat", "bigger");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors()).endsWith("Nothing was deployed. Still registered: blue.\n");
    assertThat(runs()).isEqualTo("chat-config");
    assertThat(tags()).isEqualTo(Map.of("autoscaling:policy", "default"));
    assertThat(Duration.between(began, world.aws().now())).isEqualTo(ONE_LOOK);
  }

  @Test
  void an_event_that_comes_to_nothing_is_waited_for_five_minutes() throws Exception {
    scales("blue", "policy=default", "policy@blue=default");
    var began = world.aws().now();

    var ended = pipeline().run(scriptWithEvents(), "chat", "bigger");

    assertThat(ended)
        .isEqualTo(new Pipeline.Ended(1, "Nothing was deployed. Still registered: blue.\n"));
    assertThat(Duration.between(began, world.aws().now()))
        .isEqualTo(Duration.ofMinutes(5).plus(ONE_LOOK));
  }

  private Pipeline pipeline() {
    return new Pipeline(world, world.function(), folder);
  }

  /** An endpoint with these variants, and what its tags make of them. */
  private static void scales(String variants, String... tags) {
    scales(world.function(), variants, tags);
  }

  private static void scales(Function function, String variants, String... tags) {
    var list =
        Pattern.compile(" ")
            .splitAsStream(variants)
            .map("{\"name\": \"%s\", \"instanceType\": \"ml.g5.xlarge\"}"::formatted)
            .toList();
    world.endpointOf("chat", list.toString(), tags);
    function.on(News.inService("chat"));
    world.advance(Duration.ofMinutes(5));
  }

  private static void config(String name, String... variantsAndTypes) {
    var variants = new ArrayList<String>();
    for (int i = 0; i < variantsAndTypes.length; i += 2) {
      variants.add(
          """
          {"VariantName": "%s", "ModelName": "m", "InitialInstanceCount": 1, "InstanceType": "%s"}
          """
              .formatted(variantsAndTypes[i], variantsAndTypes[i + 1]));
    }
    world.seed(
        "{\"configs\": [{\"EndpointConfigName\": \"%s\", \"ProductionVariants\": %s}]}"
            .formatted(name, variants));
  }

  /** The config that the endpoint runs. */
  private static String runs() {
    return world
        .somebody
        .sageMaker
        .describeEndpoint(call -> call.endpointName("chat"))
        .endpointConfigName();
  }

  private static List<String> registered() {
    return world.held().stream().map(Held::resourceId).sorted().toList();
  }

  private static Map<String, String> tags() {
    return world
        .somebody
        .sageMaker
        .listTags(call -> call.resourceArn(Somebody.arnOf("endpoint/chat")))
        .tags()
        .stream()
        .collect(Collectors.toUnmodifiableMap(tag -> tag.key(), tag -> tag.value()));
  }

  private static String script() throws IOException {
    return blocks().getFirst();
  }

  /** The script for those who may not invoke the function. */
  private static String scriptWithEvents() throws IOException {
    var blocks = blocks();
    assertThat(blocks).hasSize(2);
    var script = RECONCILE.matcher(blocks.getFirst());
    assertThat(script.results()).hasSize(1);
    return script.replaceFirst(Matcher.quoteReplacement(blocks.getLast()));
  }

  /** The blocks in bash, without the indentation that they have in a list. */
  private static List<String> blocks() throws IOException {
    return BASH_BLOCK
        .matcher(Files.readString(Path.of("docs/deploys.md")))
        .results()
        .map(DeployScriptTest::unindented)
        .toList();
  }

  private static String unindented(MatchResult block) {
    return block.group(2).replaceAll("(?m)^" + block.group(1), "");
  }
}

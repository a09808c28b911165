package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.engine.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** {@code scripts/update-endpoint}, run against the stand-in. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script needs bash")
class DeployScriptTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final Path SCRIPT = Path.of("scripts/update-endpoint");

  private static final String BLUE = "endpoint/chat/variant/blue";
  private static final String GREEN = "endpoint/chat/variant/green";

  /** The time after which the script first checks what its event achieved. */
  private static final Duration FIRST_CHECK = Duration.ofSeconds(10);

  @TempDir Path folder;

  @BeforeEach
  void seed_the_endpoint_configs() {
    config("bigger", "blue", "ml.g5.2xlarge");
    config("renamed", "green", "ml.g5.xlarge");
    config("bigger-blue", "blue", "ml.g5.2xlarge", "green", "ml.g5.xlarge");
  }

  @Test
  void another_instance_type_is_deployed_and_scaling_is_restored() throws Exception {
    scales("blue", "policy=default", "max=6");

    var ended = scriptRunner().run(SCRIPT, "chat", "bigger");

    assertThat(ended).isEqualTo(new ScriptRunner.Ended(0, ""));
    assertThat(runningConfig()).isEqualTo("bigger");
    assertThat(account.target(BLUE).bounds()).isEqualTo("1-6");
    assertThat(tags()).isEqualTo(Map.of("autoscaling:policy", "default", "autoscaling:max", "6"));
  }

  @Test
  void a_registered_variant_is_replaced_by_another() throws Exception {
    scales("blue", "policy=default");

    var ended = scriptRunner().run(SCRIPT, "chat", "renamed");

    assertThat(ended).isEqualTo(new ScriptRunner.Ended(0, ""));
    assertThat(runningConfig()).isEqualTo("renamed");
    assertThat(registered()).containsExactly(GREEN);
  }

  @Test
  void one_variant_changes_while_the_other_keeps_scaling() throws Exception {
    scales("blue green", "policy=default");
    var during = new ArrayList<String>();

    var ended =
        scriptRunner()
            .onWait(() -> during.addAll(registered()))
            .run(SCRIPT, "chat", "bigger-blue", "blue");

    assertThat(ended).isEqualTo(new ScriptRunner.Ended(0, ""));
    assertThat(during).containsExactly(GREEN);
    assertThat(registered()).containsExactly(BLUE, GREEN);
    assertThat(tags()).isEqualTo(Map.of("autoscaling:policy", "default"));
  }

  @Test
  void an_endpoint_without_autoscaling_is_deployed_and_stays_without() throws Exception {
    scales("blue", "owner:team=search");

    var ended = scriptRunner().run(SCRIPT, "chat", "renamed");

    assertThat(ended).isEqualTo(new ScriptRunner.Ended(0, ""));
    assertThat(runningConfig()).isEqualTo("renamed");
    assertThat(registered()).isEmpty();
    assertThat(tags()).doesNotContainKey("autoscaling:policy");
  }

  @Test
  void another_tag_prefix_can_be_set() throws Exception {
    var function = account.function(Map.of("TAGSCALER_TAG_PREFIX", "scale:"));
    scales(function, "blue", "scale:policy=default");

    var ended =
        new ScriptRunner(account, function, folder)
            .with("FUNCTION", "tagscaler")
            .with("TAG_PREFIX", "scale:")
            .run(SCRIPT, "chat", "bigger");

    assertThat(ended).isEqualTo(new ScriptRunner.Ended(0, ""));
    assertThat(runningConfig()).isEqualTo("bigger");
    assertThat(tags()).isEqualTo(Map.of("scale:policy", "default"));
  }

  @Test
  void throttled_calls_are_retried() throws Exception {
    scales("blue", "policy=default", "schedule=Mon-Fri 06:00-20:00 2-4 else 1-2");
    var schedule = account.target(BLUE).schedule();
    var busy = Fault.error(400, "ThrottlingException", "Rate exceeded").times(3);
    account.fault(busy.on("DeregisterScalableTarget"));
    account.fault(busy.on("PutScheduledAction"));

    var ended = scriptRunner().run(SCRIPT, "chat", "bigger");

    assertThat(ended).isEqualTo(new ScriptRunner.Ended(0, ""));
    assertThat(runningConfig()).isEqualTo("bigger");
    assertThat(schedule).isNotEmpty();
    assertThat(account.target(BLUE).schedule()).isEqualTo(schedule);
  }

  @Test
  void a_refused_update_fails_and_scaling_is_restored() throws Exception {
    scales("blue", "policy=default");

    var ended = scriptRunner().run(SCRIPT, "chat", "no-such-config");

    assertThat(ended.status()).isEqualTo(254);
    assertThat(ended.errors()).contains("UpdateEndpoint").doesNotContain("not restored");
    assertThat(registered()).containsExactly(BLUE);
    assertThat(tags()).isEqualTo(Map.of("autoscaling:policy", "default"));
  }

  @Test
  void a_rolled_back_deploy_fails_and_scaling_is_restored() throws Exception {
    scales("blue", "policy=default");

    var ended =
        scriptRunner()
            .onWait(() -> {
              account.advance(Duration.ofMinutes(5));
              account.user.sageMaker.updateEndpoint(
                  call -> call.endpointName("chat").endpointConfigName("chat-config"));
            })
            .run(SCRIPT, "chat", "bigger");

    assertThat(ended)
        .isEqualTo(
            new ScriptRunner.Ended(
                1, "The deploy was rolled back: chat runs chat-config, not bigger.\n"));
    assertThat(registered()).containsExactly(BLUE);
  }

  @Test
  void scaling_that_is_not_restored_fails_a_successful_deploy() throws Exception {
    scales("blue", "policy=default");

    var ended =
        scriptRunner()
            .onWait(() -> account.user.tag("endpoint/chat", "max=many"))
            .run(SCRIPT, "chat", "bigger");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("\"outcome\":\"Rejected\"", "BadValue")
        .endsWith(
            "Scaling of chat was not restored. Variants that should scale: blue. Check the tag"
                + " autoscaling:policy.\n");
    assertThat(runningConfig()).isEqualTo("bigger");
  }

  @Test
  void a_variant_that_replaces_another_must_scale_too() throws Exception {
    scales("blue", "policy=default");

    var ended =
        scriptRunner()
            .onWait(() -> account.user.tag("endpoint/chat", "max=many"))
            .run(SCRIPT, "chat", "renamed");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors()).contains("Variants that should scale: green.");
  }

  @Test
  void a_target_without_a_policy_does_not_count_as_scaling() throws Exception {
    scales("blue", "policy=default");
    account.fault(Fault.error(400, "AccessDeniedException", "No.").on("PutScalingPolicy").always());

    var ended = scriptRunner().run(SCRIPT, "chat", "bigger");

    assertThat(registered()).containsExactly(BLUE);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("\"outcome\":\"Rejected\"", "Variants that should scale: blue.");
  }

  @Test
  void the_first_failure_sets_the_exit_status() throws Exception {
    scales("blue", "policy=default");
    account.fault(Fault.error(400, "AccessDeniedException", "No.").on("UpdateEndpoint").always());
    account.fault(
        Fault.error(400, "AccessDeniedException", "No.").on("RegisterScalableTarget").always());

    var ended = scriptRunner().run(SCRIPT, "chat", "bigger");

    assertThat(ended.status()).isEqualTo(254);
    assertThat(ended.errors())
        .contains("UpdateEndpoint", "AccessDenied", "Variants that should scale: blue.");
  }

  @Test
  void a_target_of_another_tool_stops_the_deploy() throws Exception {
    scales("blue", "owner:team=search");
    account.user.register(BLUE, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 1, 2);
    account.advance(Duration.ofMinutes(5));

    var ended = scriptRunner().run(SCRIPT, "chat", "bigger");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("\"code\":\"Off\"")
        .endsWith("Nothing was deployed. Still registered: blue.\n");
    assertThat(runningConfig()).isEqualTo("chat-config");
    assertThat(account.target(BLUE).bounds()).isEqualTo("1-2");
    assertThat(tags()).isEqualTo(Map.of("owner:team", "search"));
  }

  @Test
  void a_variant_with_its_own_policy_stops_the_deploy() throws Exception {
    scales("blue", "policy=default", "policy@blue=default");

    var ended = scriptRunner().run(SCRIPT, "chat", "bigger");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors()).endsWith("Nothing was deployed. Still registered: blue.\n");
    assertThat(registered()).containsExactly(BLUE);
  }

  @Test
  void without_arguments_it_prints_its_usage() throws Exception {
    var ended = scriptRunner().run(SCRIPT);

    assertThat(ended.status()).isEqualTo(64);
    assertThat(ended.errors()).startsWith("usage: FUNCTION=name update-endpoint ENDPOINT");
  }

  @Test
  void without_the_function_name_it_sends_an_event() throws Exception {
    scales("blue", "policy=default");

    var ended = scriptRunnerWithEvents().run(SCRIPT, "chat", "bigger");

    assertThat(ended).isEqualTo(new ScriptRunner.Ended(0, ""));
    assertThat(runningConfig()).isEqualTo("bigger");
    assertThat(registered()).containsExactly(BLUE);
  }

  @Test
  void an_event_that_cannot_be_sent_stops_the_deploy() throws Exception {
    scales("blue", "policy=default");
    account.fault(Fault.failedEntries(1).on("PutEvents").at(1));
    var began = account.aws().now();

    var ended = scriptRunnerWithEvents().run(SCRIPT, "chat", "bigger");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors()).endsWith("Nothing was deployed. Still registered: blue.\n");
    assertThat(runningConfig()).isEqualTo("chat-config");
    assertThat(tags()).isEqualTo(Map.of("autoscaling:policy", "default"));
    assertThat(Duration.between(began, account.aws().now())).isEqualTo(FIRST_CHECK);
  }

  @Test
  void an_event_without_effect_is_waited_for_five_minutes() throws Exception {
    scales("blue", "policy=default", "policy@blue=default");
    var began = account.aws().now();

    var ended = scriptRunnerWithEvents().run(SCRIPT, "chat", "bigger");

    assertThat(ended)
        .isEqualTo(new ScriptRunner.Ended(1, "Nothing was deployed. Still registered: blue.\n"));
    assertThat(Duration.between(began, account.aws().now()))
        .isEqualTo(Duration.ofMinutes(5).plus(FIRST_CHECK));
  }

  private ScriptRunner scriptRunner() {
    return new ScriptRunner(account, account.function(), folder).with("FUNCTION", "tagscaler");
  }

  /** A pipeline whose role may send events, and may not invoke the function. */
  private ScriptRunner scriptRunnerWithEvents() {
    return new ScriptRunner(account, account.function(), folder).with("EVENT_BUS", "default");
  }

  /** Creates an endpoint with these variants and tags, and lets Tagscaler scale it. */
  private static void scales(String variants, String... tags) {
    scales(account.function(), variants, tags);
  }

  private static void scales(DeployedFunction function, String variants, String... tags) {
    var list =
        Pattern.compile(" ")
            .splitAsStream(variants)
            .map("{\"name\": \"%s\", \"instanceType\": \"ml.g5.xlarge\"}"::formatted)
            .toList();
    account.endpointOf("chat", list.toString(), tags);
    function.invoke(SampleEvents.inService("chat"));
    account.advance(Duration.ofMinutes(5));
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
    account.seed(
        "{\"configs\": [{\"EndpointConfigName\": \"%s\", \"ProductionVariants\": %s}]}"
            .formatted(name, variants));
  }

  /** The endpoint config in use. */
  private static String runningConfig() {
    return account
        .user
        .sageMaker
        .describeEndpoint(call -> call.endpointName("chat"))
        .endpointConfigName();
  }

  private static List<String> registered() {
    return account.targets().stream().map(RegisteredTarget::resourceId).sorted().toList();
  }

  private static Map<String, String> tags() {
    return account
        .user
        .sageMaker
        .listTags(call -> call.resourceArn(AccountUser.arnOf("endpoint/chat")))
        .tags()
        .stream()
        .collect(Collectors.toUnmodifiableMap(tag -> tag.key(), tag -> tag.value()));
  }
}

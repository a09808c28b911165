package io.github.tagscaler.endtoend;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.tagscaler.endtoend.ScriptRunner.Answer;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.template.LogFilter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/**
 * {@code docs/rollout.md}: its {@code bash} blocks run in one session, and print what the {@code
 * text} blocks after them show. Thirty endpoints: 12 are tagged, 13 are not, five are wrong.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands need bash")
class RolloutDocTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final Path PAGE = Path.of("docs/rollout.md");
  private static final Path OPERATIONS = Path.of("docs/operations.md");

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```bash\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?");
  private static final Pattern AT_HAND = Pattern.compile("(?ms)^```sh\n(STACK=.*?)^```$");
  private static final String NEXT_BLOCK = "=== next block ===\n";

  private static final String CATALOG = "/tagscaler/catalog";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "DryRun", "TAGSCALER_DRY_RUN",
          "CatalogPath", "TAGSCALER_CATALOG_PATH",
          "ReleaseAll", "TAGSCALER_RELEASE_ALL");

  @TempDir Path folder;

  private final Map<String, String> settings = new TreeMap<>();
  private final List<Json> log = new ArrayList<>();

  @BeforeEach
  void thirty_endpoints() {
    account.seed(
        """
        {"parameters":
          {"%s/_platform":
            "version: 1\\nguardrails:\\n  - { tags: { environment: prod }, max: 5 }\\n"}}
        """
            .formatted(CATALOG));
    endpoint("search-1", 3, Map.of("autoscaling:policy", "default"));
    for (int i = 2; i <= 12; i++) {
      endpoint("search-" + i, 1, Map.of("autoscaling:policy", "default"));
    }
    for (int i = 1; i <= 13; i++) {
      endpoint("ads-" + i, 1, Map.of());
    }
    endpoint("search-13", 1, Map.of("autoscaling:policy", "defualt"));
    endpoint("search-14", 1, Map.of("autoscaling:maxx", "9"));
    endpoint("ads-14", 1, Map.of("autoscale:policy", "default"));
    endpoint("pay-1", 1, Map.of("autoscaling:max", "9", "environment", "prod"));
    endpoint("pay-2", 1, Map.of("autoscaling:policy", "default"));
    account.user.register(
        "endpoint/pay-2/variant/AllTraffic",
        ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT,
        1,
        3);
    account.user.putTrackingPolicy(
        "endpoint/pay-2/variant/AllTraffic",
        "terraform",
        MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE,
        100);
    account.advanceMoreThanADay();
    settings.put("TAGSCALER_QUEUE_URL", account.queueUrl());
  }

  /** An endpoint of the team that its name begins with. */
  private static void endpoint(String name, int instances, Map<String, String> tags) {
    var all = new LinkedHashMap<>(tags);
    all.put("team", name.substring(0, name.indexOf('-')));
    account.seed(
        """
        {"endpoints": [{"name": "%s", "tags": %s,
          "variants": [{"instanceType": "ml.g5.xlarge", "count": %d}]}]}
        """
            .formatted(name, Json.ofStrings(all).write(), instances));
  }

  @Test
  void its_commands_print_what_it_shows() throws Exception {
    assumeThat(jqIsInstalled()).as("the commands need jq").isTrue();
    var blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
    var runner =
        new ScriptRunner(account, account.function(Map.copyOf(settings)), folder)
            .onInvocation(run -> log.addAll(run.log()))
            .onSleep(this::handleMessages);
    replaceCommands(runner);

    var running = account.capacities();

    var ended = runner.run(session(blocks));

    assertThat(ended).isEqualTo(new ScriptRunner.Ended(0, ""));
    var printed = List.of(runner.output().split(NEXT_BLOCK, -1));
    assertThat(shown(blocks, printed)).isEqualTo(shown(blocks, expected(blocks)));
    assertThat(account.capacities()).as("what keeps running").isEqualTo(running);
  }

  @Test
  void the_hold_works_without_other_tags_where_there_is_a_default_policy() {
    var function = account.function(Map.of("TAGSCALER_DEFAULT_POLICY", "default"));
    account.user.tag("endpoint/ads-1", "dry-run=on");

    var held = function.invoke(SampleEvents.requested("ads-1"));
    account.user.tag("endpoint/ads-1", "dry-run=off");
    var released = function.invoke(SampleEvents.requested("ads-1"));

    assertThat(held.outcome().ending()).isEqualTo("Planned");
    assertThat(released.outcome().ending()).isEqualTo("Applied");
  }

  private static boolean jqIsInstalled() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getenv("PATH"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "jq")));
  }

  /** The blocks as one script, after the commands that are at hand. */
  private Path session(List<MatchResult> blocks) throws IOException {
    var atHand = AT_HAND.matcher(Files.readString(OPERATIONS));
    assertThat(atHand.find()).isTrue();
    var script = folder.resolve("session");
    Files.writeString(
        script,
        "#!/usr/bin/env bash\nset -euo pipefail\n"
            + atHand.group(1)
            + blocks.stream()
                .map(block -> block.group(1))
                .collect(joining("printf '%s'\n".formatted(NEXT_BLOCK.replace("\n", "\\n")))));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private static List<String> expected(List<MatchResult> blocks) {
    return blocks.stream().map(block -> block.group(2) == null ? "" : block.group(2)).toList();
  }

  /** Each block with what it printed, in the form of the page. */
  private static String shown(List<MatchResult> blocks, List<String> printed) {
    assertThat(printed).hasSameSizeAs(blocks);
    return IntStream.range(0, blocks.size())
        .mapToObj(i -> "%s---\n%s\n".formatted(blocks.get(i).group(1), printed.get(i)))
        .collect(joining());
  }

  private void replaceCommands(ScriptRunner runner) {
    runner
        .replace("sam", words -> deploy(runner, words))
        .replace("date", _ -> new Answer(0, account.aws().now().getEpochSecond() + "\n"))
        .replace("cloudformation describe-stacks", RolloutDocTest::output)
        .replace("cloudformation describe-stack-resource", _ -> new Answer(0, "mapping\n"))
        .replace(
            "cloudtrail describe-trails",
            _ ->
                new Answer(
                    0,
                    "{\"trailList\": [{\"Name\": \"management\", \"IsMultiRegionTrail\": true}]}"))
        .replace("iam get-role", RolloutDocTest::role)
        .replace("logs filter-log-events", this::filter)
        .replace("resourcegroupstaggingapi tag-resources", RolloutDocTest::tag);
  }

  /** {@code sam deploy}: parameters that are not named keep their values. */
  private Answer deploy(ScriptRunner runner, List<String> words) {
    ScriptRunner.options(words)
        .getOrDefault("parameter-overrides", List.of())
        .forEach(parameter -> {
          var parts = parameter.split("=", 2);
          if (!parts[0].equals("AlarmEmail")) {
            assertThat(SETTINGS).containsKey(parts[0]);
            settings.put(SETTINGS.get(parts[0]), parts[1]);
          }
        });
    runner.deploy(account.function(Map.copyOf(settings)));
    return Answer.NOTHING;
  }

  private static Answer output(List<String> words) {
    var query = String.join(" ", words);
    return new Answer(
        0, query.contains("'FunctionName'") ? "tagscaler\n" : "/tagscaler/tagscaler/1a2b3c4d\n");
  }

  private static Answer role(List<String> words) {
    return new Answer(
        0, "{\"Role\": {\"RoleName\": \"%s\"}}".formatted(words.get(words.size() - 1)));
  }

  /** The lines of the function's log that match the pattern, from the start time on. */
  private Answer filter(List<String> words) {
    var options = ScriptRunner.options(words);
    long start = Long.parseLong(options.getOrDefault("start-time", List.of()).getFirst());
    var pattern = new LogFilter(options.getOrDefault("filter-pattern", List.of()).getFirst());
    var events =
        log.stream()
            .filter(line ->
                Instant.parse(line.get("timestamp").text().orElseThrow()).toEpochMilli() >= start)
            .filter(pattern::matches)
            .<Json>map(line -> Json.object().put("message", line.write()).build())
            .toList();
    return new Answer(0, Json.object().put("events", new Json.Arr(events)).build().write());
  }

  /** Sets tags, and sends the event about each resource. */
  private static Answer tag(List<String> words) {
    var options = ScriptRunner.options(words);
    var arns = options.getOrDefault("resource-arn-list", List.of());
    assertThat(arns).as("as many as AWS accepts").hasSizeBetween(1, 20);
    for (var arn : arns) {
      var resource = arn.substring(arn.lastIndexOf(':') + 1);
      account.user.tag(resource, options.getOrDefault("tags", List.of()).getFirst().split(",", -1));
      account.enqueue(SampleEvents.tagChange(resource));
    }
    return new Answer(0, "{\"FailedResourcesMap\": {}}");
  }

  /** Handles the messages that have become visible. */
  private void handleMessages() {
    Invocation run;
    do {
      run = account.poll(account.function(Map.copyOf(settings)));
      log.addAll(run.log());
    } while (!run.log().isEmpty());
  }
}

package io.github.tagscaler.command.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.setting.PolicyKey;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tag policy of AWS Organizations, made from a catalog. */
class TagPolicyTest {
  private static final String PAY = "version: 1\npolicies:\n  chat: { extends: llm, max: 6 }\n";

  @TempDir private Path directory;
  private CatalogFiles files;

  @BeforeEach
  void files() {
    files = new CatalogFiles(directory);
  }

  private CommandRun run(String... args) {
    return files.shell().run(args);
  }

  private static List<String> values(Json policy, String key) {
    return policy.get("tags").get(key).get("tag_value").get("@@assign").stream()
        .map(value -> value.text().orElseThrow())
        .toList();
  }

  @Test
  void it_allows_the_policies_of_the_catalog_alone_and_joined() {
    files.file("catalog/pay.yaml", PAY);

    assertThat(run("lint", "--tag-policy", "catalog"))
        .isEqualTo(
            new CommandRun(
                0,
                """
                {"tags":{\
                "autoscaling:policy":{"tag_key":{"@@assign":"autoscaling:policy"},"tag_value":{"@@assign":["on","off","ignore",\
                "batch","batch+*","cpu-model","cpu-model+*","default","default+*","ha","ha+*","llm","llm+*",\
                "office-hours","office-hours+*","office-hours-zero","office-hours-zero+*","pay/chat","pay/chat+*",\
                "scale-out-only","scale-out-only+*","scale-to-zero","scale-to-zero+*"]}},\
                "autoscaling:metric":{"tag_key":{"@@assign":"autoscaling:metric"},"tag_value":{"@@assign":\
                ["invocations","concurrency","utilization","backlog","cpu","gpu"]}},\
                "autoscaling:scale-in":{"tag_key":{"@@assign":"autoscaling:scale-in"},"tag_value":{"@@assign":["on","off"]}},\
                "autoscaling:wake":{"tag_key":{"@@assign":"autoscaling:wake"},"tag_value":{"@@assign":["on","off"]}},\
                "autoscaling:restore":{"tag_key":{"@@assign":"autoscaling:restore"},"tag_value":{"@@assign":["on","off"]}},\
                "autoscaling:adopt":{"tag_key":{"@@assign":"autoscaling:adopt"},"tag_value":{"@@assign":["on","replace","off"]}},\
                "autoscaling:dry-run":{"tag_key":{"@@assign":"autoscaling:dry-run"},"tag_value":{"@@assign":["on","off"]}}}}
                """,
                ""));
  }

  @Test
  void without_a_catalog_it_allows_the_presets() {
    assertThat(values(run("lint", "--tag-policy").json(), "autoscaling:policy"))
        .contains("llm", "scale-to-zero")
        .doesNotContain("pay/chat");
  }

  @Test
  void every_value_without_a_wildcard_is_valid() {
    files.file("catalog/pay.yaml", PAY);
    var policy = run("lint", "--tag-policy", "catalog").json();

    var tags =
        Stream.of("policy", "scale-in", "wake", "restore", "adopt", "dry-run")
            .flatMap(key ->
                values(policy, "autoscaling:" + key).stream()
                    .filter(value -> !value.endsWith("*"))
                    .flatMap(value ->
                        Stream.of(
                            "--tags", key + "=" + value + (key.equals("policy") ? "" : ",max=6"))))
            .toList();

    var command = Stream.concat(Stream.of("lint", "catalog", "--kind", "component"), tags.stream());
    assertThat(run(command.toArray(String[]::new)).out().lines())
        .filteredOn(line -> line.contains("  error  "))
        // Some policies are for other kinds.
        .allMatch(line -> line.contains("PolicyNotApplicable: "))
        .hasSize(2);
  }

  @Test
  void wildcards_are_at_the_end_only() {
    assertThat(values(run("lint", "--tag-policy").json(), "autoscaling:policy"))
        .allSatisfy(value -> assertThat(value).matches("[^*]+\\*?"));
  }

  @Test
  void keys_have_the_prefix_of_the_stack() {
    assertThat(run("lint", "--tag-policy", "--set", "TagPrefix=acme/").out())
        .startsWith("{\"tags\":{\"acme/policy\":{\"tag_key\":{\"@@assign\":\"acme/policy\"}");
  }

  @Test
  void AWS_refuses_other_values_only_where_that_is_asked_for() {
    assertThat(run("lint", "--tag-policy").out()).doesNotContain("enforced_for");
    var tags = run("lint", "--tag-policy", "--enforce").json().get("tags");
    for (var key : List.of("policy", "metric", "adopt")) {
      assertThat(tags.get("autoscaling:" + key).get("enforced_for").write())
          .isEqualTo("{\"@@assign\":[\"sagemaker:endpoint\",\"sagemaker:inference-component\"]}");
    }
  }

  @Test
  void a_catalog_with_errors_has_none() {
    files.file("catalog/pay.yaml", PAY.replace("max: 6", "maxx: 6"));

    var run = run("lint", "--tag-policy", "catalog");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("Unknown key \"maxx\"").doesNotContain("@@assign");
  }

  @Test
  void a_policy_that_is_too_long_for_AWS_is_not_printed() {
    var many = new StringBuilder("version: 1\npolicies:\n");
    IntStream.range(0, 100)
        .forEach(i -> many.append("  policy-%03d: { extends: llm }\n".formatted(i)));
    for (var team : List.of("pay", "ads", "search", "vision")) {
      files.file("catalog/" + team + ".yaml", many.toString());
    }

    var run = run("lint", "--tag-policy", "catalog");

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .matches(
            "error: The tag policy has 1\\d,\\d{3} characters, and AWS Organizations accepts 10,000\\. Name a directory with fewer policies\\.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--enforce | --enforce is an option of --tag-policy. Add that.",
        "--tag-policy --tags max=6 | A tag policy describes one catalog. Name one directory, and no --tags.",
      })
  void bad_input_is_one_sentence(String args, String sentence) {
    assertThat(run(("lint " + args).split(" ")))
        .isEqualTo(new CommandRun(64, "", "error: " + sentence + "\n"));
  }

  /** A new key needs a decision here: whether its values can be listed. */
  @Test
  void keys_without_a_list_of_values_are_not_in_it() {
    var text = new TagPolicy("", CatalogReader.read(List.of()), false).text();

    assertThat(Stream.of(PolicyKey.values()).map(PolicyKey::wire))
        .filteredOn(key -> !text.contains("\"" + key + "\":"))
        .containsExactly(
            "min",
            "max",
            "target",
            "max-rps",
            "scale-in-cooldown",
            "scale-out-cooldown",
            "schedule",
            "paused");
  }
}

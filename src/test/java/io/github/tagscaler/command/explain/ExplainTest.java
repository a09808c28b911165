package io.github.tagscaler.command.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.json.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
  private final ExplainedAccount account = new ExplainedAccount();

  @AfterEach
  void close() {
    account.close();
  }

  /** Each state of a target: the sentence about it, and the exit code. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'autoscaling:policy': 'default', right, Scaled as its tags ask., 0",
        "'team': 'x', left-alone, Not tagged: nothing asks Tagscaler to scale it., 0",
        "'autoscale:policy': 'default', wrong, `Not scaled: the prefix of its tags is misspelled, so they are not read.`, 1",
        "'autoscaling:policy': 'off', left-alone, The variant is not autoscaled because autoscaling:policy = off. There was nothing to remove., 0",
        "'autoscaling:policy': 'ignore', left-alone, The variant is ignored because autoscaling:policy = ignore. Tagscaler changed nothing., 0",
        "'autoscaling:max': 'four', wrong, Its tags cannot be applied., 1",
        "`'autoscaling:max': 'four', 'autoscaling:minn': '2'`, wrong, Its tags cannot be applied: 2 problems., 1",
        "`'autoscaling:policy': 'default', 'autoscaling:paused': 'true'`, left-alone, `Paused, and nothing is registered.`, 0",
      })
  void the_state_of_a_target(String tags, String verdict, String sentence, int exit) {
    account.endpoint("chat", tags).reconcile();

    assertState(verdict, sentence, exit);
  }

  @Test
  void not_registered_yet() {
    account.endpoint("chat", "'autoscaling:policy': 'default'");

    assertState("waiting", "Not registered yet.", 0);
  }

  @Test
  void not_yet_as_its_tags_ask() {
    account
        .endpoint("chat", "'autoscaling:policy': 'default'")
        .reconcile()
        .seed("{'tags': {'endpoint/chat': {'autoscaling:max': '7'}}}");

    assertState("waiting", "Registered, but not as its tags ask.", 0);
    assertThat(account.run("chat").out()).contains("  differs     ~ scalable target: max 4 → 7\n");
  }

  @Test
  void changed_by_hand() {
    account
        .endpoint("chat", "'autoscaling:policy': 'default'")
        .reconcile()
        .seed(
            "{'targets': [{'resourceId': 'endpoint/chat/variant/AllTraffic', 'min': 1, 'max': 9}]}");

    assertState("attention", "Changed outside Tagscaler.", 0);
  }

  @Test
  void registered_by_another_tool() {
    account
        .endpoint("chat", "'autoscaling:policy': 'default'")
        .seed(
            "{'targets': [{'resourceId': 'endpoint/chat/variant/AllTraffic', 'min': 1, 'max': 9, 'tags': {'ManagedBy': 'terraform'}}]}");

    assertState("wrong", "Registered by Terraform, so Tagscaler changes nothing.", 1);
  }

  @Test
  void adopted_next() {
    account
        .endpoint(
            "chat",
            "'autoscaling:policy': 'default', 'autoscaling:max': '9', 'autoscaling:adopt': 'true'")
        .seed(
            "{'targets': [{'resourceId': 'endpoint/chat/variant/AllTraffic', 'min': 1, 'max': 9}]}");

    assertState("waiting", "About to be taken over.", 0);
  }

  @Test
  void its_tags_are_gone() {
    account.seed(
        """
        {'endpoints': [{'name': 'chat'}],
         'targets': [{'resourceId': 'endpoint/chat/variant/AllTraffic', 'min': 1, 'max': 4, 'tags': {'tagscaler:stack': 'tagscaler'}}]}
        """);

    assertState(
        "attention",
        "About to be deregistered because it has no autoscaling: tag any more that turns autoscaling on.",
        0);
  }

  private void assertState(String verdict, String sentence, int exit) {
    var run = account.run("chat", "--format", "json");
    ExplainedAccount.check(run);
    var target = run.json().get("targets").stream().findFirst().orElseThrow();
    assertThat(target.get("sentence").text()).contains(sentence);
    assertThat(target.get("verdict").text()).contains(verdict);
    assertThat(run.exit()).isEqualTo(exit);
  }

  @Test
  void each_value_has_its_origin() {
    account
        .seed(
            """
            {'parameters': {
              '/tagscaler/catalog/_platform': 'version: 1\\nguardrails:\\n  - { max: 8 }\\ndefaults: { scale-in-cooldown: 20m }\\n',
              '/tagscaler/catalog/pay': 'version: 1\\npolicies:\\n  chat:\\n    max: 10\\n    metric: concurrency\\n    target: 8\\n'},
             'endpoints': [{'name': 'models', 'tags': {'autoscaling:policy': 'pay/chat', 'autoscaling:min': '2'},
               'variants': [{'instanceType': 'ml.g5.12xlarge', 'managedScaling': {'min': 1, 'max': 4}}]}],
             'components': [{'name': 'llama', 'endpoint': 'models', 'tags': {'autoscaling:scale-in': 'off'}}]}
            """)
        .with("TAGSCALER_CATALOG_PATH", "/tagscaler/catalog");

    assertThat(account.run("llama").out())
        .contains(
            """
              asks for    2-8 copies, 8 concurrent requests per copy
                          min                 2                tag autoscaling:min on endpoint/models
                          max                 8                guardrail max: 8, _platform:3:5
                          target              8 (concurrency)  policy pay/chat, pay:6:13 (tag autoscaling:policy
                                                               on endpoint/models)
                          scale-in-cooldown   20m              the platform's defaults, _platform:4:32
                          scale-out-cooldown  1m               built-in default
                          scale-in            off              tag autoscaling:scale-in
            """);
  }

  @Test
  void what_scales_to_zero_shows_what_wakes_it() {
    account.seed(
        """
        {'endpoints': [
          {'name': 'jobs', 'async': true, 'tags': {'autoscaling:policy': 'batch'}, 'variants': [{'instanceType': 'ml.g5.xlarge', 'count': 1}]},
          {'name': 'more', 'async': true, 'tags': {'autoscaling:policy': 'batch', 'autoscaling:wake': 'off'}, 'variants': [{'instanceType': 'ml.g5.xlarge', 'count': 1}]},
          {'name': 'chat', 'tags': {'autoscaling:policy': 'default'}, 'variants': [{'instanceType': 'ml.g5.xlarge', 'count': 1}]}]}
        """);

    assertThat(wake("jobs")).containsExactly("wake on built-in default");
    assertThat(wake("more")).containsExactly("wake off tag autoscaling:wake");
    assertThat(wake("chat")).isEmpty();
  }

  private List<String> wake(String name) {
    return account
        .run(name)
        .out()
        .lines()
        .map(line -> line.strip().replaceAll(" +", " "))
        .filter(line -> line.startsWith("wake "))
        .toList();
  }

  @Test
  void an_endpoint_is_explained_by_variant_and_with_its_components() {
    account.seed(
        """
        {'endpoints': [
          {'name': 'ranking', 'variants': [{'name': 'blue'}, {'name': 'green'}]},
          {'name': 'models', 'variants': [{'managedScaling': {'min': 1, 'max': 4}}]}],
         'components': [{'name': 'llama', 'endpoint': 'models'}]}
        """);

    var run = account.run("RANKING", "models", "--format", "json");

    ExplainedAccount.check(run);
    assertThat(run.json().get("targets").stream().map(target -> target.get("resourceId")))
        .containsExactly(
            Json.of("endpoint/ranking/variant/blue"),
            Json.of("endpoint/ranking/variant/green"),
            Json.of("endpoint/models/variant/AllTraffic"),
            Json.of("inference-component/llama"));
  }

  @Test
  void one_variant_alone_by_its_path() {
    account.seed(
        "{'endpoints': [{'name': 'ranking', 'variants': [{'name': 'blue'}, {'name': 'green'}]}]}");

    assertThat(account.run("endpoint/ranking/variant/green").out())
        .startsWith("endpoint/ranking/variant/green  InService")
        .doesNotContain("blue");
  }

  @Test
  void a_problem_exits_with_1_also_beside_a_target_that_is_right() {
    account
        .endpoint("chat", "'autoscaling:policy': 'default'")
        .endpoint("search", "'autoscaling:policy': 'defualt'")
        .reconcile();

    assertThat(account.run("chat").exit()).isZero();
    assertThat(account.run("chat", "search").exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                          | TARGET is missing.",
        "nope                      | No endpoint or inference component \"nope\"",
        "chatt                     | Did you mean \"chat\"?",
        "endpoint/chat/variant/x   | endpoint/chat has no variant \"x\". Variants: AllTraffic.",
        "a/b/c                     | \"a/b/c\" does not name a target.",
        "chat --timeout soon       | --timeout is \"soon\", but it must be a time such as 90s, 10m or 1h.",
        "chat --timeout 0s         | --timeout is \"0s\", but it must be a time such as 90s, 10m or 1h.",
        "chat --wait --as-of 2026-01-01 | --wait cannot be combined with --as-of: no time passes at a named time.",
        "chat --format xml         | --format accepts text or json, not \"xml\".",
      })
  void a_command_line_that_cannot_be_used(String line, String message) {
    account.endpoint("chat", "");

    var run = account.run(line == null ? new String[0] : line.split("\\s+"));

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"60", "80", "100", "140"})
  void lines_fit_the_width_but_for_commands_to_copy(int width) {
    account
        .endpoint(
            "chat",
            "'autoscaling:policy': 'llm+office-hours', 'autoscaling:min': '2', 'autoscaling:max': '8'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 9)
        .activity("chat", "PT6H", "'description': 'Setting desired instance count to 8.'");

    var lines = run(width).out().lines().filter(line -> !line.contains(" aws ")).toList();

    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
  }

  private CommandRun run(int width) {
    return account.shell().wide(width).run("explain", "chat");
  }
}

package io.github.tagscaler.command.tags;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people register by Terraform and the console, and the tags for it. */
class TagsVerbTest {
  private static SeededAccount account;
  private static CommandRun all;
  private static Map<String, Json> answers;

  @BeforeAll
  static void furnish() {
    account = SeededAccount.after("seed registered.json");
    all = Shell.on(account.aws()).run("tags", "--all", "--format", "json");
    answers = new TreeMap<>();
    all.json().get("targets").stream()
        .forEach(each -> answers.put(each.get("resourceId").text().orElseThrow(), each));
  }

  @AfterAll
  static void close() {
    account.close();
  }

  private static Json answer(String resource) {
    return Objects.requireNonNull(answers.get(resource), resource);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          endpoint/search/variant/AllTraffic     | metric=invocations target=70 scale-in-cooldown=10m scale-out-cooldown=2m adopt=replace
          endpoint/chat/variant/AllTraffic       | policy=default max=8 adopt=replace
          endpoint/fraud/variant/AllTraffic      | min=2 max=6 metric=cpu target=70 scale-out-cooldown=5m scale-in=off adopt=replace
          endpoint/ads/variant/blue              | min@blue=2 max@blue=6 metric@blue=invocations target@blue=900 adopt@blue=replace
          endpoint/office/variant/AllTraffic     | metric=invocations target=600 scale-out-cooldown=5m schedule=Mon-Fri 08:00-20:00 2-8 else 1-2 UTC adopt=replace
          endpoint/campaign/variant/AllTraffic   | policy=adopted/campaign adopt=replace
          endpoint/embed/variant/AllTraffic      | policy=default adopt=replace
          endpoint/transcribe/variant/AllTraffic | min=0 max=5 metric=backlog scale-in-cooldown=10m adopt=replace
          endpoint/queue/variant/AllTraffic      | policy=adopted/queue adopt=replace
          endpoint/bare/variant/AllTraffic       | policy=adopted/bare min=2 max=5 adopt=true
          inference-component/llama              | policy=adopted/llama min=0 wake=off adopt=replace
          """)
  void tags_reproduce_what_is_registered(String resource, String tags) {
    assertThat(answer(resource).get("identical")).isEqualTo(new Json.Bool(true));
    assertThat(tags(answer(resource))).isEqualTo(tags);
  }

  private static String tags(Json answer) {
    return ((Json.Obj) answer.get("tags"))
        .members().entrySet().stream()
            .map(tag ->
                tag.getKey().replace("autoscaling:", "")
                    + "="
                    + tag.getValue().text().orElseThrow())
            .collect(Collectors.joining(" "));
  }

  @Test
  void policies_that_tags_cannot_replace_are_one_document() {
    assertThat(all.json().get("document").get("name").text()).hasValue("adopted");
    assertThat(all.json().get("document").get("text").text().orElseThrow())
        .isEqualTo(
            """
            version: 1
            policies:
              bare:
                kinds: [real-time]
                track: []
              campaign:
                kinds: [real-time]
                track: [{ metric: invocations, target: 600 }]
                actions:
                  - { name: month-end, cron: "0 6 28 * ? *", timezone: Europe/Berlin, min: 4, max: 12 }
                  - { name: back, cron: "0 6 2 * ? *", timezone: Europe/Berlin, min: 1, max: 4 }
                  - { name: launch, at: "2026-12-24 18:00:00", timezone: UTC, min: 4, max: 12 }
              queue:
                kinds: [real-time]
                track:
                  - { metric: concurrency, target: 5, scale-in-cooldown: 10m }
                  - name: kv-cache
                    target: 80
                    custom:
                      Namespace: MyApp
                      MetricName: KvCacheUse
                      Dimensions:
                        - { Name: EndpointName, Value: "{endpoint}" }
                      Statistic: Average
              surge:
                kinds: [real-time]
                step:
                  - name: scale-in
                    metric: invocations
                    statistic: sum
                    periods: 15
                    steps: [{ to: 200, by: -1 }]
                  - name: scale-out
                    metric: invocations
                    statistic: sum
                    periods: 2
                    missing: not-breaching
                    cooldown: 1m
                    steps:
                      - { from: 1000, to: 1500, by: 1 }
                      - { from: 1500, by: 3 }
              llama:
                kinds: [component]
                track:
                  - { metric: invocations, target: 4, scale-out-cooldown: 5m }
                step:
                  - name: scale-from-zero
                    period: 30s
                    cooldown: 1m
                    steps: [{ from: 1, by: 1 }]
                    custom:
                      Namespace: AWS/SageMaker
                      MetricName: NoCapacityInvocationFailures
                      Dimensions:
                        - { Name: InferenceComponentName, Value: "{component}" }
                      Statistic: Maximum
            """);
  }

  @Test
  void what_would_differ_is_shown_with_the_reason() {
    var surge = answer("endpoint/surge/variant/AllTraffic");

    assertThat(surge.get("state").text()).hasValue("notMovable");
    assertThat(surge.get("differences").write())
        .isEqualTo(
            """
            [{"what":"steps of \\"scale-in\\"",\
            "before":"-1 from any to 0; cooldown 300s, aggregation Average; alarm AWS/SageMaker InvocationsPerInstance Sum < 200, 15 of 15 of 60s, missing data missing",\
            "after":"-1 from any to 0; cooldown 300s, aggregation Average; alarm AWS/SageMaker InvocationsPerInstance Sum <= 200, 15 of 15 of 60s, missing data missing"}]\
            """);
    assertThat(surge.get("obstacles").write())
        .isEqualTo(
            """
            [{"reason":"Comparison","message":"The alarm \\"surge-low\\" acts below 200; the alarm of a step entry acts at it, too. A threshold a little lower comes as near as you want."}]\
            """);
  }

  @Test
  void what_a_guardrail_forbids_is_rejected_before_anybody_tries() {
    var muted = answer("endpoint/muted/variant/AllTraffic");

    assertThat(muted.get("problems").stream().map(each -> each.get("code").text().orElseThrow()))
        .containsExactly("GuardrailExceeded");
    assertThat(muted.get("obstacles").stream().map(each -> each.get("reason").text().orElseThrow()))
        .containsExactly("Rate");
  }

  @Test
  void the_answer_has_the_form_of_its_schema() throws IOException {
    try (var in = TagsCommand.class.getResourceAsStream("/schema/command/tags.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(
                  new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
      assertThat(schema.validate(all.out(), InputFormat.JSON)).isEmpty();
      assertThat(
              schema.validate(
                  Shell.on(account.aws()).run("tags", "plain", "models", "--format", "json").out(),
                  InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void a_fleet_begins_with_what_cannot_be_moved_and_counts_the_reasons() {
    var run = Shell.on(account.aws()).run("tags", "--all");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .startsWith(
            """
            13 scalable targets registered outside Tagscaler in us-east-1: 11 can be moved unchanged, 2 cannot

            Cannot be moved unchanged (2)
                 1 It has a scheduled action with a rate() expression.
                   endpoint/muted/variant/AllTraffic
                 1 It has an alarm that acts above or below its threshold; those of Tagscaler act at it, too.
                   endpoint/surge/variant/AllTraffic
                 1 Its tags would be rejected: GuardrailExceeded (autoscaling:max).
                   endpoint/muted/variant/AllTraffic

            Can be moved: nothing but names and the owner changes (11)
            """);
  }

  @Test
  void one_target_has_its_tags_the_proof_and_the_steps() {
    var run = Shell.on(account.aws()).run("tags", "chat");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            endpoint/chat/variant/AllTraffic
              real-time, registered outside Tagscaler: 1-8, policy "concurrency"

            Tags
              autoscaling:policy  default
              autoscaling:max     8
              autoscaling:adopt   replace

            Proof: identical. Only names and the owner change.
              - policy "concurrency"
              ~ owner: the stack tagscaler
              + policy "tagscaler-track-concurrency"

            Steps
              1. Deploy the stack tagscaler with AllowAdopt=replace: it replaces the policies and scheduled
                 actions that are there. Without it Tagscaler answers NotOwned and changes nothing.
              2. Terraform: put these blocks in place of the resources and apply; it must say "0 to destroy".
                 The addresses are guesses: terraform state list | grep -E 'appautoscaling|metric_alarm'.
                 CloudFormation or CDK: deploy DeletionPolicy: Retain on them, then remove them.
                 removed {
                   from = aws_appautoscaling_policy.concurrency # concurrency
                   lifecycle {
                     destroy = false
                   }
                 }

                 removed {
                   from = aws_appautoscaling_target.chat # endpoint/chat/variant/AllTraffic
                   lifecycle {
                     destroy = false
                   }
                 }
              3. Set the tags, or write them into the configuration of the resource if a tool manages its tags.
                 aws sagemaker add-tags --resource-arn arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat --tags \\
                   Key=autoscaling:policy,Value=default \\
                   Key=autoscaling:max,Value=8 \\
                   Key=autoscaling:adopt,Value=replace
              4. After the outcome Applied, clean up.
                 aws sagemaker delete-tags --resource-arn arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat --tag-keys autoscaling:adopt
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tags                          | 64 | Name a target, such as tagscaler tags chat, or all of them: tagscaler tags --all
          tags --all chat               | 64 | Name targets or --all, not both.
          tags nope                     | 64 | No endpoint or inference component "nope" in 111122223333/us-east-1.
          tags chat --document Pay      | 64 | --document is "Pay", but a document's name has lower-case letters, digits, dots, hyphens and underscores.
          tags chat --catalog nowhere   | 64 | There is no directory nowhere.
          tags chat --format xml        | 64 | --format accepts text or json, not "xml".
          """)
  void bad_input_is_one_sentence(String line, int exit, String message) {
    var run = Shell.on(account.aws()).run(line.split(" ", -1));

    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.err()).contains("error: " + message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void a_target_with_nothing_registered_has_nothing_to_move() {
    var run = Shell.on(account.aws()).run("tags", "plain", "models");

    assertThat(run.exit()).isZero();
    assertThat(List.of(run.out().split("\n\n", -1)))
        .first()
        .isEqualTo(
            """
            endpoint/plain/variant/AllTraffic
              Nothing is registered for it, so there is nothing to move. To scale it, set autoscaling:policy =
              default; to see what that does: tagscaler plan endpoint/plain/variant/AllTraffic --tags
              policy=default\
            """);
  }
}

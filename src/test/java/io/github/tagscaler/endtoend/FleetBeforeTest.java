package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/**
 * Thirty endpoints that were tagged before Tagscaler came, five of which cannot be scaled as
 * tagged.
 */
class FleetBeforeTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final String GUARDRAIL =
      "version: 1\nguardrails:\n  - { tags: { environment: prod }, max: 5 }\n";

  private static final Map<String, String> WRONG =
      Map.of(
          "endpoint/typo1/variant/AllTraffic", "Rejected UnknownPolicy",
          "endpoint/typo2/variant/AllTraffic", "Rejected UnknownKey",
          "endpoint/typo3/variant/AllTraffic", "Skipped NotTagged",
          "endpoint/prod/variant/AllTraffic", "Rejected GuardrailExceeded",
          "endpoint/theirs/variant/AllTraffic", "Rejected NotOwned");

  private static Json scheduled() {
    return JsonReader.read(
        """
        {"id": "s", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {},
         "time": "%s"}
        """
            .formatted(account.aws().now()));
  }

  @BeforeEach
  void thirtyEndpoints() {
    account.document("_platform", GUARDRAIL);
    for (int i = 0; i < 25; i++) {
      account.endpoint("right" + i, "policy=default");
    }
    account.endpoint("typo1", "policy=defualt");
    account.endpoint("typo2", "maxx=9");
    account.seed(
        """
        {"endpoints": [
          {"name": "typo3", "tags": {"autoscale:policy": "default"},
           "variants": [{"instanceType": "ml.g5.xlarge"}]},
          {"name": "prod", "tags": {"autoscaling:max": "9", "environment": "prod"},
           "variants": [{"instanceType": "ml.g5.xlarge"}]}]}
        """);
    account.endpoint("theirs", "policy=default");
    account.user.register(
        "endpoint/theirs/variant/AllTraffic",
        ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT,
        1,
        3);
    account.user.putTrackingPolicy(
        "endpoint/theirs/variant/AllTraffic",
        "terraform",
        MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE,
        100);
    account.advance(Duration.ofHours(30));
  }

  private static DeployedFunction function() {
    return account.function(
        Map.of(
            "TAGSCALER_QUEUE_URL",
            account.queueUrl(),
            "TAGSCALER_CATALOG_PATH",
            TestAccount.CATALOG));
  }

  private static DeployedFunction dryRun() {
    return account.function(
        Map.of("TAGSCALER_DRY_RUN", "true", "TAGSCALER_CATALOG_PATH", TestAccount.CATALOG));
  }

  @Nested
  class The_first_sweep_on_request {
    @Test
    void names_all_that_is_wrong_in_its_answer_the_log_and_the_metrics_and_plans_the_rest() {
      var sweep = function().invoke(JsonReader.read("{\"all\": true, \"dryRun\": true}"));

      assertThat(sweep.endings()).containsAllEntriesOf(WRONG).hasSize(30);
      assertThat(sweep.endings().values()).filteredOn("Planned"::equals).hasSize(25);
      assertThat(sweep.answer().get("complete").isNull()).isTrue();
      assertThat(states(sweep))
          .containsEntry("Pending", 25)
          .containsEntry("Rejected", 3)
          .containsEntry("NotOwned", 1)
          .containsEntry("Untagged", 1)
          .containsEntry("Scaled", 0);
      assertThat(account.publishedTypes()).filteredOn("Scaling Rejected"::equals).hasSize(4);
      assertThat(account.publishedTypes()).filteredOn("Scaling Skipped"::equals).hasSize(1);
      assertThat(account.queued()).isEmpty();
    }

    @Test
    void begins_with_what_is_worst() {
      var answer = function().invoke(JsonReader.read("{\"all\": true}")).answer();

      assertThat(
              answer.get("outcomes").stream()
                  .map(outcome -> outcome.get("outcome").text().orElse(""))
                  .distinct())
          .containsExactly("Rejected", "Planned", "Skipped");
    }
  }

  @Nested
  class Scheduled_sweeps {
    @Test
    void publish_each_of_them_once_a_day_and_say_that_it_is_a_reminder() {
      var function = dryRun();
      for (int day = 1; day <= 2; day++) {
        for (int sweep = 0; sweep < 4 * 24; sweep++) {
          function.invoke(scheduled());
          account.advance(Duration.ofMinutes(15));
        }
        assertThat(reminded()).hasSize(5 * day);
        assertThat(new TreeSet<>(reminded())).isEqualTo(new TreeSet<>(WRONG.keySet()));
      }
    }

    private List<String> reminded() {
      return account.published().stream()
          .map(event -> event.get("Detail"))
          .filter(detail -> detail.get("reminder").equals(Json.of(true)))
          .filter(detail -> !detail.get("outcome").equals(Json.of("Planned")))
          .flatMap(detail -> detail.get("resourceId").text().stream())
          .toList();
    }
  }

  private static Map<String, Integer> states(Invocation sweep) {
    return sweep.log().stream()
        .filter(line -> line.get("event").equals(Json.of("Sweep")))
        .flatMap(line ->
            line.get("states") instanceof Json.Obj(var members)
                ? members.entrySet().stream()
                : Stream.empty())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> Integer.parseInt(entry.getValue().write())));
  }
}

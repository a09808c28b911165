package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sweep reports what Application Auto Scaling cannot scale. */
class ScalingFailingTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final String QUOTA =
      "The account-level service limit 'ml.g5.xlarge for endpoint usage' is 4 Instances.";

  @BeforeEach
  void two_scaled_endpoints() {
    account.restartFunctions();
    account.clock("2026-06-03T10:00:00Z");
    account.endpoint("chat", "policy=default");
    account.endpoint("other", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.invoke(SampleEvents.inService("other"));
    account.advance(Duration.ofMinutes(60));
  }

  private static void fails(String minutesAgo) {
    account.seed(
        """
        {"activities": [{"resourceId": "%s", "description": "Setting desired instance count to 6.",
          "cause": "alarm", "ago": "%s", "failure": "%s"}]}
        """
            .formatted(ON_CHAT, minutesAgo, QUOTA));
  }

  private static void atMax(String minutesAgo) {
    account.seed(
        """
        {"activities": [{"resourceId": "%s", "description": "Attempting to scale due to alarm",
          "cause": "alarm", "ago": "%s",
          "notScaled": [{"Code": "AlreadyAtMaxCapacity", "MaxCapacity": 4}]}]}
        """
            .formatted(ON_CHAT, minutesAgo));
  }

  /** A scheduled sweep, sent at the time of the account's clock. */
  private static Invocation sweep() {
    return sweep(account.aws().now());
  }

  private static Invocation sweep(Instant sent) {
    return account.invoke(
        JsonReader.read(
            """
            {"id": "s", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {},
             "time": "%s", "account": "111122223333", "region": "us-east-1", "resources": []}
            """
                .formatted(sent)));
  }

  private static List<Json> failing() {
    return account.published().stream()
        .filter(event -> event.get("DetailType").text().orElse("").equals("Scaling Failing"))
        .map(event -> event.get("Detail"))
        .toList();
  }

  @Test
  void a_target_whose_scaling_failed_is_published_once_with_the_reason_and_the_remedy() {
    fails("PT10M");

    sweep();

    assertThat(failing()).hasSize(1);
    var detail = failing().getFirst();
    assertThat(detail.get("resourceId").text()).contains(ON_CHAT);
    assertThat(detail.get("outcome").text()).contains("Unchanged");
    assertThat(detail.get("message").text().orElse(""))
        .contains(QUOTA)
        .contains("Request a higher quota \"ml.g5.xlarge for endpoint usage\"");
    account.advance(Duration.ofMinutes(15));
    fails("PT5M");
    sweep();
    account.restartFunctions();
    account.advance(Duration.ofMinutes(15));
    fails("PT5M");
    sweep();
    assertThat(failing()).hasSize(1);
  }

  /** A requested sweep that began after its event publishes no spell: it has no interval. */
  @Test
  void it_is_published_although_a_requested_sweep_overtook_the_scheduled_one() {
    fails("PT10M");
    var sent = account.aws().now();
    account.advance(Duration.ofMinutes(1));
    account.invoke(JsonReader.read("{\"all\": true}"));

    sweep(sent);

    assertThat(failing()).hasSize(1);
  }

  @Test
  void a_target_that_is_updating_while_the_sweep_runs_is_published_as_well() {
    fails("PT10M");
    account.user.setInstances("chat", 2);

    assertThat(states(sweep())).contains("NotReady 1");

    assertThat(failing()).hasSize(1);
    assertThat(failing().getFirst().get("outcome").text()).contains("Skipped");
    assertThat(failing().getFirst().get("message").text().orElse("")).contains(QUOTA);
    account.advance(Duration.ofMinutes(15));
    assertThat(states(sweep())).contains("Failing 1");
    assertThat(failing()).hasSize(1);
  }

  @Test
  void a_target_that_wants_more_than_its_max_is_published_once() {
    atMax("PT10M");

    sweep();

    assertThat(failing()).hasSize(1);
    assertThat(failing().getFirst().get("message").text().orElse(""))
        .contains("raise autoscaling:max");
  }

  @Test
  void the_metric_counts_them_as_long_as_it_lasts() {
    fails("PT10M");
    assertThat(states(sweep())).contains("Failing 1", "Scaled 1", "AtMax 0");
    account.advance(Duration.ofMinutes(15));
    assertThat(states(sweep())).contains("Failing 1", "Scaled 1");
    account.advance(Duration.ofMinutes(15));
    account.seed(
        """
        {"activities": [{"resourceId": "%s", "description": "Setting desired instance count to 3.",
          "cause": "alarm", "ago": "PT2M"}]}
        """
            .formatted(ON_CHAT));

    assertThat(states(sweep())).contains("Failing 0", "Scaled 2");
  }

  private static List<String> states(Invocation sweep) {
    return sweep.log().stream()
        .filter(line -> line.get("event").text().orElse("").equals("SweepState"))
        .map(line -> line.get("State").text().orElse("") + " " + line.get("Resources").write())
        .toList();
  }

  @Test
  void without_the_permission_the_sweep_does_everything_else_and_logs_it() {
    account.fault(
        Fault.error(400, "AccessDeniedException", "is not authorized to perform")
            .on("DescribeScalingActivities")
            .always());
    fails("PT10M");

    var sweep = sweep();

    assertThat(sweep.raised()).isFalse();
    assertThat(failing()).isEmpty();
    assertThat(sweep.loggedEvents()).contains("Failed", "Sweep");
  }

  @Test
  void fifty_activities_cost_one_call() {
    assertThat(sweep().calls("DescribeScalingActivities")).hasSize(1);
    for (int i = 0; i < 60; i++) {
      fails("PT5M");
    }
    account.advance(Duration.ofMinutes(1));

    // Two pages, and the history of the one target that fails.
    assertThat(sweep().calls("DescribeScalingActivities")).hasSize(3);
  }
}

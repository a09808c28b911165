package io.github.tagscaler.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SageMaker developer guide, Scale to zero instances; Autoscale an asynchronous endpoint. */
class WakingTest {

  private static String policy(String aggregation, int cooldown, String alarm) {
    return """
    {'PolicyName': 'wake', 'PolicyType': 'StepScaling',
     'StepScalingPolicyConfiguration': {
       'AdjustmentType': 'ChangeInCapacity', 'MetricAggregationType': '%s', 'Cooldown': %d,
       'StepAdjustments': [{'MetricIntervalLowerBound': 0, 'ScalingAdjustment': 1}]}%s}
    """
        .formatted(aggregation, cooldown, alarm);
  }

  private static String alarm(
      String metric, String dimension, String name, String statistic, int periods) {
    return """
    , 'alarm': {'AlarmName': '%s', 'Namespace': 'AWS/SageMaker', 'MetricName': '%s',
     'Dimensions': [{'Name': '%s', 'Value': '%s'}], 'Statistic': '%s', 'Period': 60,
     'EvaluationPeriods': %d, 'Threshold': 1,
     'ComparisonOperator': 'GreaterThanOrEqualToThreshold'}
    """
        .formatted(name, metric, dimension, name, statistic, periods);
  }

  private static final String COMPONENT_ALARM =
      alarm("NoCapacityInvocationFailures", "InferenceComponentName", "llama", "Sum", 1);
  private static final String ASYNC_ALARM =
      alarm("HasBacklogWithoutCapacity", "EndpointName", "Documents", "Average", 2);

  private Caller aws = seeded(COMPONENT_ALARM, ASYNC_ALARM);

  private static Caller seeded(String componentAlarm, String asyncAlarm) {
    return Caller.seeded(
        """
        {
          'endpoints': [
            {'name': 'Chat'},
            {'name': 'Documents', 'async': true, 'variants': [{'count': 0}]},
            {'name': 'Models', 'variants': [{'managedScaling': {'min': 0, 'max': 4}}]}
          ],
          'components': [
            {'name': 'llama', 'endpoint': 'Models', 'copies': 0},
            {'name': 'adapter', 'endpoint': 'Models', 'base': 'llama'},
            {'name': 'awake', 'endpoint': 'Models'}
          ],
          'targets': [
            {'resourceId': 'inference-component/llama', 'min': 0, 'max': 3, 'policies': [%s]},
            {'resourceId': 'endpoint/Documents/variant/AllTraffic', 'min': 0, 'max': 3,
             'policies': [%s]}
          ]
        }
        """
            .formatted(policy("Maximum", 60, componentAlarm), policy("Average", 300, asyncAlarm)));
  }

  /** No alarm or policy was set up to wake it. */
  private void withoutAlarms() {
    aws.close();
    aws = seeded("", "");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private HttpResponse<String> invoke(String endpoint, String component) {
    return aws.post(
        "/endpoints/" + endpoint + "/invocations",
        component.isEmpty()
            ? Map.of("Content-Type", "application/json")
            : Map.of(
                "Content-Type",
                "application/json",
                "X-Amzn-SageMaker-Inference-Component",
                component),
        "{\"inputs\": \"hello\"}");
  }

  private HttpResponse<String> invokeAsync() {
    return aws.post(
        "/endpoints/Documents/async-invocations",
        Map.of("X-Amzn-SageMaker-InputLocation", "s3://bucket/in.json"),
        "");
  }

  private void minutes(int minutes) {
    aws.standIn().advance(Duration.ofMinutes(minutes));
  }

  private List<JsonObject> activities() {
    return aws.state().objects("scalingActivities");
  }

  private int copies() {
    return aws.state().objects("inferenceComponents").stream()
        .filter(component -> component.text("InferenceComponentName").equals("llama"))
        .map(component -> component.object("RuntimeConfig").whole("CurrentCopyCount"))
        .findFirst()
        .orElseThrow();
  }

  private JsonObject documents() {
    return aws.state().objects("endpoints").stream()
        .filter(endpoint -> endpoint.text("EndpointName").equals("Documents"))
        .findFirst()
        .orElseThrow();
  }

  private int instances() {
    return documents().objects("ProductionVariants").getFirst().whole("CurrentInstanceCount");
  }

  @Nested
  class A_component_without_copies {

    @Test
    void wakes_up_when_it_is_called() {
      HttpResponse<String> refused = invoke("Models", "llama");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.headers().firstValue("x-amzn-ErrorType")).contains("ValidationError");
      assertThat(refused.body()).contains("\"Message\":\"Inference Component has no capacity");

      minutes(1);
      assertThat(copies()).isZero();
      assertThat(invoke("Models", "llama").statusCode()).isEqualTo(400);
      minutes(1);

      assertThat(copies()).isEqualTo(1);
      assertThat(invoke("Models", "llama").statusCode()).isEqualTo(200);
      minutes(60);
      assertThat(copies()).isEqualTo(1);
    }

    @Test
    void stays_at_zero_without_requests() {
      minutes(60);

      assertThat(copies()).isZero();
      assertThat(activities()).isEmpty();
    }

    @Test
    void sleeps_on_without_an_alarm() {
      withoutAlarms();
      for (int i = 0; i < 5; i++) {
        invoke("Models", "llama");
        minutes(1);
      }

      assertThat(copies()).isZero();
    }

    @Test
    void sleeps_on_with_an_alarm_that_watches_another_component() {
      withoutAlarms();
      aws.close();
      aws = seeded(COMPONENT_ALARM.replace("'llama'", "'awake'"), "");

      invoke("Models", "llama");
      minutes(5);

      assertThat(copies()).isZero();
    }

    @Test
    void serves_its_adapters_once_it_is_awake() {
      assertThat(invoke("Models", "adapter").body()).contains("has no capacity");
      invoke("Models", "llama");
      minutes(2);

      assertThat(invoke("Models", "adapter").statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class An_asynchronous_variant_without_instances {

    @Test
    void wakes_up_for_its_backlog_and_works_it_off() {
      for (int i = 0; i < 25; i++) {
        HttpResponse<String> queued = invokeAsync();
        assertThat(queued.statusCode()).isEqualTo(202);
        assertThat(queued.body()).contains("InferenceId");
        assertThat(queued.headers().firstValue("X-Amzn-SageMaker-OutputLocation"))
            .hasValueSatisfying(
                location -> assertThat(location).startsWith("s3://example-bucket/Documents"));
      }
      assertThat(documents().whole("Backlog")).isEqualTo(25);

      minutes(1);
      assertThat(activities()).isEmpty();
      minutes(1);
      assertThat(activities()).hasSize(1);
      assertThat(instances()).isZero();
      minutes(1);
      assertThat(instances()).isEqualTo(1);
      assertThat(documents().whole("Backlog")).isEqualTo(15);
      minutes(2);
      assertThat(documents().whole("Backlog")).isZero();
      minutes(60);
      assertThat(activities()).hasSize(1);
    }

    @Test
    void sleeps_on_while_nothing_waits() {
      minutes(60);

      assertThat(activities()).isEmpty();
    }

    @Test
    void sleeps_on_without_an_alarm() {
      withoutAlarms();
      invokeAsync();
      minutes(60);

      assertThat(instances()).isZero();
      assertThat(documents().whole("Backlog")).isEqualTo(1);
    }
  }

  @Test
  void an_endpoint_with_capacity_answers() {
    HttpResponse<String> answer = invoke("Chat", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"inputs\": \"hello\"}");
    assertThat(answer.headers().firstValue("x-Amzn-Invoked-Production-Variant"))
        .contains("AllTraffic");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(invoke("Models", "awake").statusCode()).isEqualTo(200);
    assertThat(aws.standIn().calls().getFirst().operation()).isEqualTo("InvokeEndpoint");
  }

  /** Curl sends this type by default; it must not pass for CloudWatch's query protocol. */
  @Test
  void a_body_may_look_like_a_form() {
    HttpResponse<String> answer =
        aws.post(
            "/endpoints/Chat/invocations",
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            "Action=Nothing");

    assertThat(answer.body()).isEqualTo("Action=Nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "Nothing | '' | Endpoint Nothing of account 111122223333 not found.",
        "Models | '' | Inference Component Name header is required",
        "Models | none | Inference component none not found",
        "Chat | awake | Inference component awake not found on Chat",
        "Documents | '' | is asynchronous",
        "a_b | '' | regular expression pattern"
      })
  void an_endpoint_that_cannot_answer_rejects_calls(
      String endpoint, String component, String message) {
    HttpResponse<String> answer = invoke(endpoint, component);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ValidationError");
    assertThat(answer.body()).contains(message);
  }
}

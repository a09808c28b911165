package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.admin.AdminException;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminTest {

  private final Caller aws = new Caller(StandIn.start());

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void everything_that_java_can_do_works_over_http() {
    assertThat(aws.admin("POST", "seed", "{'endpoints': [{'name': 'e'}]}").status()).isEqualTo(200);
    assertThat(aws.admin("GET", "state", "").body()).isEqualTo(aws.state());
    aws.ok(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'e'}");
    assertThat(aws.admin("GET", "calls", "").body().objects("calls")).hasSize(1);
    assertThat(aws.admin("DELETE", "calls", "").status()).isEqualTo(200);
    assertThat(aws.standIn().calls()).isEmpty();
    assertThat(aws.admin("POST", "clock", "{'advance': 'PT1H'}").body().text("clock"))
        .isEqualTo("2026-01-05T09:00:00Z");
    assertThat(
            aws.admin(
                    "POST",
                    "metrics",
                    "{'namespace': 'AWS/SageMaker', 'metric': 'M', 'dimensions': {'EndpointName':"
                        + " 'e'}, 'value': 1}")
                .status())
        .isEqualTo(200);
    aws.admin("POST", "faults", "{'effect': 'throttle', 'times': 'always'}");
    aws.refused(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'e'}");
    aws.admin("DELETE", "faults", "");
    aws.ok(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'e'}");
    assertThat(aws.admin("POST", "consistency", "{'puts': 1}").status()).isEqualTo(200);
    aws.admin("POST", "hold", "{'operations': ['ListTags']}");
    assertThat(aws.admin("GET", "hold", "").body().whole("waiting")).isZero();
    assertThat(aws.admin("POST", "interleave", "{'seed': 3}").status()).isEqualTo(200);
    assertThat(aws.admin("POST", "release", "{'seed': 3}").status()).isEqualTo(200);
    aws.admin("POST", "reset", "");
    assertThat(aws.state().objects("endpoints")).isEmpty();
    assertThat(aws.standIn().now()).isEqualTo(Instant.parse("2026-01-05T08:00:00Z"));
  }

  @Test
  void a_seed_can_add_tags_to_what_exists() {
    aws.standIn()
        .seed("{\"endpoints\": [{\"name\": \"Chat\", \"tags\": {\"a\": \"1\", \"b\": \"1\"}}]}");

    aws.standIn().seed("{\"tags\": {\"endpoint/Chat\": {\"b\": \"2\", \"c\": \"3\"}}}");

    assertThat(aws.state().objects("endpoints").getFirst().textMap("Tags"))
        .isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed | { | cannot be read",
        "seed | {'endpoint': []} | seed has unknown members [endpoint]; known are clock, settling",
        "seed | {'endpoints': [{}]} | seed.endpoints[0] needs \"name\"",
        "seed | {'endpoints': [{'name': 'e', 'variants': [{'instances': 2}]}]} | variants[0] has unknown members",
        "seed | {'endpoints': [{'name': 'a_b'}]} | seed.endpoints[0] is refused by CreateEndpoint",
        "seed | {'endpoints': [{'name': 'e', 'tags': {'k': '*'}}]} | regular expression",
        "seed | {'clock': 'tomorrow'} | must be a time such as",
        "clock | {} | clock needs \"advance\"",
        "clock | {'advance': '1h'} | must be a duration such as PT30S",
        "clock | {'advance': 'PT-1H'} | time only goes forward",
        "faults | {'effect': 'explode'} | must be throttle, throttledAlarms, serverError",
        "faults | {'effect': 'throttle', 'at': 0} | a fault starts at call 1 or later",
        "nothing | {} | here; GET /_standin/ lists the requests"
      })
  void an_error_names_its_place(String path, String body, String message) {
    Answer answer = aws.admin("POST", path, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains(message);
  }

  @Test
  void a_seed_that_is_refused_is_an_exception_in_java() {
    assertThatThrownBy(() -> aws.standIn().seed("{\"endpoints\": [{\"name\": \"-\"}]}"))
        .isInstanceOf(AdminException.class);
  }

  @Test
  void the_same_state_is_the_same_text() {
    String seed = AllKinds.SEED;
    aws.admin("POST", "seed", seed);
    String first = aws.standIn().state();
    aws.standIn().reset();
    aws.admin("POST", "seed", seed);

    assertThat(aws.standIn().state()).isEqualTo(first);
  }

  @Test
  void a_seeded_status_stays_even_with_a_seeded_target() {
    aws.admin(
        "POST",
        "seed",
        """
        {
          'endpoints': [{'name': 'e', 'status': 'Failed', 'failureReason': 'no capacity'}],
          'targets': [{'resourceId': 'endpoint/e/variant/AllTraffic', 'min': 1, 'max': 3}]
        }
        """);
    aws.standIn().advance(Duration.ofHours(1));

    JsonObject endpoint = aws.ok(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'e'}");
    assertThat(endpoint.text("EndpointStatus")).isEqualTo("Failed");
    assertThat(endpoint.text("FailureReason")).isEqualTo("no capacity");
    assertThat(
            aws.ok(AUTO_SCALING, "DescribeScalableTargets", "{'ServiceNamespace': 'sagemaker'}")
                .objects("ScalableTargets"))
        .hasSize(1);
  }

  @Test
  void a_variant_with_pools_has_several_types_and_none_of_its_own() {
    aws.admin(
        "POST",
        "seed",
        "{'endpoints': [{'name': 'e', 'variants': [{'pools': ['ml.g5.xlarge', 'ml.g6.xlarge']}]}]}");

    JsonObject config =
        aws.ok(SAGEMAKER, "DescribeEndpointConfig", "{'EndpointConfigName': 'e-config'}");

    JsonObject variant = config.objects("ProductionVariants").getFirst();
    assertThat(variant.has("InstanceType")).isFalse();
    assertThat(variant.objects("InstancePools")).hasSize(2);
  }

  @Test
  void a_ticking_clock_moves_by_itself_and_an_endpoint_settles_with_it() throws Exception {
    try (var ticking =
        new Caller(
            StandIn.start(
                StandInOptions.defaults().withTicking(true).withSettling(Duration.ofMillis(20))))) {
      ticking.admin("POST", "seed", "{'endpoints': [{'name': 'e'}]}");
      ticking.ok(
          SAGEMAKER, "CreateEndpoint", "{'EndpointName': 'f', 'EndpointConfigName': 'e-config'}");

      Thread.sleep(50);

      assertThat(
              ticking
                  .ok(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'f'}")
                  .text("EndpointStatus"))
          .isEqualTo("InService");
    }
  }
}

package io.github.tagscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.template.IamPolicy.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the function's role allows with {@code StrictRole}, and without. */
class StrictRoleTest {
  private static final String ALARMS = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:";

  private static final String ENDPOINT = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";

  private final IamPolicy strict = role(true);
  private final IamPolicy normal = role(false);

  @ParameterizedTest
  @CsvSource({
    "tagscaler/tagscaler/wake-chat,   true",
    "tagscaler/tagscaler-2/wake-chat, false",
    "tagscaler-SweepAlarm-1A2B3C,     false",
    "TargetTracking-endpoint/chat,    false",
    "root-login,                      false"
  })
  void it_changes_alarms_of_its_own_only(String alarm, boolean allowed) {
    for (String call : List.of("cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms")) {
      assertThat(strict.allows(direct(call, ALARMS + alarm))).isEqualTo(allowed);
      assertThat(normal.allows(direct(call, ALARMS + alarm))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sagemaker:UpdateEndpointWeightsAndCapacities",
    "sagemaker:UpdateInferenceComponentRuntimeConfig"
  })
  void it_never_changes_capacity_itself(String call) {
    assertThat(strict.allows(direct(call, ENDPOINT))).isFalse();
    assertThat(normal.allows(direct(call, ENDPOINT))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "cloudwatch:PutMetricAlarm",
    "cloudwatch:DeleteAlarms",
    "cloudwatch:DescribeAlarms",
    "sagemaker:UpdateEndpointWeightsAndCapacities",
    "sagemaker:UpdateInferenceComponentRuntimeConfig"
  })
  void a_service_that_tries_with_its_permissions_is_allowed(String call) {
    assertThat(strict.allows(viaService(call, ALARMS + "probe"))).isTrue();
    assertThat(normal.allows(viaService(call, ALARMS + "probe"))).isTrue();
  }

  @Test
  void reading_alarms_stays_allowed() {
    assertThat(strict.allows(direct("cloudwatch:DescribeAlarms", "*"))).isTrue();
  }

  private static IamPolicy role(boolean strict) {
    return new IamPolicy(
        new Template()
            .properties("FunctionRole").get("Policies").stream()
                .flatMap(each -> each.get("PolicyDocument").get("Statement").stream())
                .filter(each -> strict || !isOfStrictRole(each))
                .map(each ->
                    each.get("Fn::If").isNull()
                        ? each
                        : each.get("Fn::If").stream().toList().get(1))
                .filter(each ->
                    each.get("Resource").equals(Json.of("*")) || !each.get("NotResource").isNull())
                .map(Template::filled));
  }

  private static boolean isOfStrictRole(Json statement) {
    return statement.get("Fn::If").stream().findFirst().equals(Optional.of(Json.of("IsStrict")));
  }

  private static Request direct(String action, String resource) {
    return new Request(action, resource, Map.of("aws:ViaAWSService", List.of("false")));
  }

  private static Request viaService(String action, String resource) {
    return new Request(action, resource, Map.of("aws:ViaAWSService", List.of("true")));
  }
}

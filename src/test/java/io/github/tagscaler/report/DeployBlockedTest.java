package io.github.tagscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DeployBlockedTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ANN = "arn:aws:iam::111122223333:user/ann";

  private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";

  private final DeployBlocked deploys = new DeployBlocked("models", "scale/");

  @Test
  void an_event_says_who_was_refused_what_and_why() {
    var event =
        deploys.event(blocked("UpdateEndpoint"), Optional.of(ARN), Map.of("team", "search"));

    assertThat(event.detailType()).isEqualTo("Deploy Blocked");
    assertThat(event.resources()).containsExactly(ARN);
    assertThat(event.detail())
        .isEqualTo(
            Json.object()
                .put("version", 1)
                .put("endpointName", "chat")
                .put("call", "UpdateEndpoint")
                .put("errorCode", "ValidationException")
                .put("errorMessage", "A scalable\ntarget is registered.")
                .put("principal", ANN)
                .put(
                    "message",
                    "endpoint/chat: UpdateEndpoint by "
                        + ANN
                        + " failed with ValidationException: A scalable\\ntarget is registered.")
                .put("remedy", deploys.remedy(blocked("UpdateEndpoint")))
                .put("stack", "models")
                .put(
                    "trigger",
                    Json.object()
                        .put("type", "endpoint")
                        .put("eventId", "7bf7")
                        .put("detailType", "AWS API Call via CloudTrail")
                        .put("principal", ANN)
                        .build())
                .put("tags", Json.ofStrings(Map.of("team", "search")))
                .build());
  }

  @Test
  void an_event_is_published_even_if_the_record_says_little() {
    var event = event(blocked(Optional.empty(), "DeleteEndpoint", null));

    assertThat(event.resources()).isEmpty();
    assertThat(event.detail().get("endpointName").isNull()).isTrue();
    assertThat(event.detail().get("message").text())
        .hasValue(
            "an endpoint: DeleteEndpoint by an unknown caller failed with ValidationException:"
                + " A scalable\\ntarget is registered.");
  }

  @Test
  void an_update_has_to_wait_until_the_target_is_released() {
    assertThat(deploys.remedy(blocked("UpdateEndpoint")))
        .contains("scale/policy = off", "Released", "set the tag back", "ask whoever did")
        .doesNotContain("DeregisterScalableTarget");
  }

  @Test
  void a_delete_needs_a_permission_or_the_target_released() {
    assertThat(deploys.remedy(blocked("DeleteEndpoint")))
        .contains(
            "application-autoscaling:DeregisterScalableTarget",
            "application-autoscaling:DescribeScalableTargets",
            "scale/policy = off",
            "Released",
            "ask whoever did");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UpdateEndpoint", "DeleteEndpoint"})
  void what_is_published_is_by_the_schema(String call) throws IOException {
    assertThat(errors(event(blocked(call)).detail().write())).isEmpty();
    assertThat(errors(event(blocked(Optional.empty(), call, null)).detail().write())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          version      | 2
          endpointName | "chat/blue"
          call         | "AddTags"
          errorCode    | null
          errorMessage | null
          principal    | 7
          message      | "two\\nlines"
          remedy       | "two\\nlines"
          tags         | {"team": 1}
          team         | 1
          notice       | {"title": "a \\"quoted\\" word", "text": "a", "remedy": "a", "resource": "a", "console": "a"}
          stack        | ""
          trigger      | {"type": "tag", "eventId": null, "detailType": null, "principal": null}
          more         | 1
          """)
  void the_schema_refuses_what_is_wrong(String member, String value) throws IOException {
    var detail = (ObjectNode) JSON.readTree(event(blocked("UpdateEndpoint")).detail().write());

    detail.set(member, JSON.readTree(value));

    assertThat(errors(detail.toString())).isNotEmpty();
  }

  private static Command.Blocked blocked(String call) {
    return blocked(Optional.of("chat"), call, ANN);
  }

  private static Command.Blocked blocked(
      Optional<String> endpoint, String call, @Nullable String principal) {
    return new Command.Blocked(
        endpoint,
        call,
        "ValidationException",
        "A scalable\ntarget is registered.",
        new Trigger(Trigger.Type.ENDPOINT, "7bf7", "AWS API Call via CloudTrail", principal));
  }

  private static List<String> errors(String detail) throws IOException {
    return schema().validate(detail, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static Schema schema() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            DeployBlocked.class.getResourceAsStream("deploy-blocked.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** With its notice, of an endpoint that cannot be read. */
  private OutcomeEvent event(Command.Blocked blocked) {
    return new Notices("team", "us-east-1")
        .addTo(deploys.event(blocked, Optional.empty(), Map.of()));
  }
}

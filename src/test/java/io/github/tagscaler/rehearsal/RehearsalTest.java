package io.github.tagscaler.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.demo.StandInClient;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AWS's events and the sweep start the function, and so does who invokes it. */
class RehearsalTest {
  private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";

  private static final String FUNCTION = "tagscaler-TagscalerFunction-1A2B3C";

  private final HttpClient http = HttpClient.newHttpClient();
  private Rehearsal account;

  @BeforeEach
  void open() throws IOException {
    account =
        Rehearsal.open(
            0, 1, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    account
        .aws()
        .seed(
            """
            {"endpoints": [{"name": "chat", "variants": [
              {"name": "v", "instanceType": "ml.m5.large", "count": 1}]}]}
            """);
  }

  @AfterEach
  void close() {
    account.close();
  }

  private void sageMaker(String operation, String body) {
    new StandInClient(URI.create(account.endpoint()))
        .call("SageMaker." + operation, JsonReader.read(body));
  }

  private List<String> registered() {
    return JsonReader.read(account.aws().state()).get("scalableTargets").stream()
        .map(target -> target.get("ResourceId").text().orElseThrow())
        .toList();
  }

  private void tagAndWait() {
    sageMaker(
        "AddTags",
        "{\"ResourceArn\": \"%s\", \"Tags\": [{\"Key\": \"autoscaling:max\", \"Value\": \"3\"}]}"
            .formatted(ARN));

    account.pass(Duration.ofMinutes(1));
  }

  @Test
  void a_tag_is_followed_within_a_minute() {
    tagAndWait();

    assertThat(registered()).containsExactly("endpoint/chat/variant/v");
  }

  @Test
  void a_target_whose_tags_are_gone_is_released_by_a_sweep_and_its_delayed_message() {
    tagAndWait();

    sageMaker(
        "DeleteTags",
        "{\"ResourceArn\": \"%s\", \"TagKeys\": [\"autoscaling:max\"]}".formatted(ARN));
    account.pass(Duration.ofMinutes(1));
    assertThat(registered()).containsExactly("endpoint/chat/variant/v");
    for (int minute = 0; minute < 35; minute++) {
      account.pass(Duration.ofMinutes(1));
    }

    assertThat(registered()).isEmpty();
    assertThat(JsonReader.read(account.aws().state()).get("endpoints").stream().toList())
        .extracting(endpoint -> endpoint.get("EndpointStatus"))
        .containsExactly(Json.of("InService"));
  }

  private HttpResponse<String> invoke(String function, String payload) throws Exception {
    var address = account.endpoint() + "/2015-03-31/functions/" + function + "/invocations";
    return http.send(
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.ofString(payload))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void the_function_answers_who_invokes_it() throws Exception {
    var answer = invoke(FUNCTION, "{\"endpointName\": \"chat\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
    assertThat(JsonReader.read(answer.body()).get("outcomes").stream())
        .extracting(outcome -> outcome.get("code"))
        .containsExactly(Json.of("NotTagged"));
  }

  @Test
  void a_request_that_the_function_refuses_is_an_error_of_the_function() throws Exception {
    var answer = invoke(FUNCTION, "{\"All\": true}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
    assertThat(JsonReader.read(answer.body()).get("errorMessage").text().orElseThrow())
        .contains("all");
  }

  @Test
  void a_function_that_the_account_does_not_have_cannot_be_invoked() throws Exception {
    assertThat(invoke("another", "{}").statusCode()).isEqualTo(404);
  }
}

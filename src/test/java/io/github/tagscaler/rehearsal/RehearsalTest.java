package io.github.tagscaler.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.StandInClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody calls the function here: AWS's events and the sweep do. */
class RehearsalTest {
  private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";

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
}

package io.github.tagscaler.rehearsal;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls the SQS of a stand-in. */
final class StandInClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  StandInClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Calls an operation of SQS.
   *
   * @throws UncheckedIOException if the stand-in refuses the call or cannot be reached
   */
  Json sqs(String operation, Json body) {
    var request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body.write()))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(operation + " was refused: " + answer.body());
      }
      return answer.body().isEmpty() ? Json.object().build() : JsonReader.read(answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(operation + " was interrupted"));
    }
  }
}

package io.github.tagscaler.demo;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls a stand-in in the JSON of AWS, without the SDK and without a signature. */
public final class StandInClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  /** Calls the stand-in at that address. */
  public StandInClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Calls an operation, such as {@code SageMaker.AddTags}.
   *
   * @return the answer; an empty object if it has no text
   * @throws UncheckedIOException if the stand-in refuses the call or cannot be reached
   */
  public Json call(String operation, Json body) {
    boolean sqs = operation.startsWith("AmazonSQS.");
    var answer =
        send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-" + (sqs ? "1.0" : "1.1"))
                .header("X-Amz-Target", operation)
                .POST(HttpRequest.BodyPublishers.ofString(body.write()))
                .build());
    if (answer.statusCode() != 200) {
      throw new UncheckedIOException(new IOException(operation + " was refused: " + answer.body()));
    }
    return answer.body().isEmpty() ? Json.object().build() : JsonReader.read(answer.body());
  }

  /**
   * Posts something to a path, with one header.
   *
   * @return the HTTP status
   * @throws UncheckedIOException if the stand-in cannot be reached
   */
  public int post(String path, String header, String value, String body) {
    return send(HttpRequest.newBuilder(endpoint.resolve(path))
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build())
        .statusCode();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new IOException(request.uri() + " was interrupted", interrupted));
    }
  }
}

package io.github.tagscaler.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Calls a stand-in over plain HTTP. In JSON, ' is the double quote. */
final class Caller implements AutoCloseable {

  static final String AUTO_SCALING = "AnyScaleFrontendService";
  static final String SAGEMAKER = "SageMaker";
  static final String SQS = "AmazonSQS";
  static final String SSM = "AmazonSSM";
  static final String EVENTS = "AWSEvents";
  static final String CLOUDWATCH = "GraniteServiceVersion20100801";
  static final String TAGGING = "ResourceGroupsTaggingAPI_20170126";

  /** An answer that may be an error. */
  record Answer(int status, JsonObject body) {

    String errorType() {
      return body.findText("__type").orElse("none");
    }

    String message() {
      return body.findText("message").orElse("none");
    }
  }

  private final StandIn standIn;
  private final HttpClient http = HttpClient.newHttpClient();

  Caller(StandIn standIn) {
    this.standIn = standIn;
  }

  /** Start a stand-in with this seed. */
  static Caller seeded(String seed) {
    var standIn = StandIn.start();
    standIn.seed(json(seed));
    return new Caller(standIn);
  }

  StandIn standIn() {
    return standIn;
  }

  static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  /** The answer of a call that must succeed. */
  JsonObject ok(String service, String operation, String request) {
    Answer answer = call(service, operation, request);
    assertThat(answer.status()).as("%s: %s", operation, answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** The answer of a call that must be refused. */
  Answer refused(String service, String operation, String request) {
    Answer answer = call(service, operation, request);
    assertThat(answer.status()).as("%s: %s", operation, answer.body()).isEqualTo(400);
    return answer;
  }

  Answer call(String service, String operation, String request) {
    String version = service.equals(SQS) || service.equals(CLOUDWATCH) ? "1.0" : "1.1";
    HttpResponse<String> response =
        post(
            "/",
            Map.of(
                "X-Amz-Target", service + "." + operation,
                "Content-Type", "application/x-amz-json-" + version),
            json(request));
    return answer(response);
  }

  /** Send a request to the stand-in itself. */
  Answer admin(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/_standin/" + path))
            .method(method, BodyPublishers.ofString(json(body)));
    return answer(send(request.build()));
  }

  HttpResponse<String> post(String path, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  /** Everything in the account. */
  JsonObject state() {
    return JsonReader.object(standIn.state());
  }

  private URI uri(String path) {
    return standIn.endpoint().resolve(path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    String body = response.body();
    return new Answer(
        response.statusCode(), body.startsWith("{") ? JsonReader.object(body) : JsonObject.EMPTY);
  }

  @Override
  public void close() {
    http.close();
    standIn.close();
  }
}

package io.github.tagscaler.demo;

import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** Edits tags and calls models through SageMaker's API, as owners and clients of endpoints do. */
final class SageMakerUser {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  SageMakerUser(URI endpoint) {
    this.endpoint = endpoint;
  }

  void addTags(String resource, Map<String, String> tags) throws IOException {
    var list =
        new TreeMap<>(tags)
            .entrySet().stream()
                .<Json>map(tag ->
                    Json.object().put("Key", tag.getKey()).put("Value", tag.getValue()).build())
                .toList();
    send(
        "AddTags",
        Json.object()
            .put("ResourceArn", "arn:aws:sagemaker:us-east-1:111122223333:" + resource)
            .put("Tags", new Json.Arr(list))
            .build());
  }

  /** Sets the number of copies of a component. */
  void run(String component, int copies) throws IOException {
    send(
        "UpdateInferenceComponentRuntimeConfig",
        Json.object()
            .put("InferenceComponentName", component)
            .put("DesiredRuntimeConfig", Json.object().put("CopyCount", copies).build())
            .build());
  }

  /** Calls a component, and returns the HTTP status. */
  int invoke(String endpointName, String component) throws IOException {
    return exchange(
            HttpRequest.newBuilder(endpoint.resolve("/endpoints/" + endpointName + "/invocations"))
                .header("X-Amzn-SageMaker-Inference-Component", component)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build())
        .statusCode();
  }

  /** Puts a request into the queue of an asynchronous endpoint. */
  void invokeAsync(String endpointName) throws IOException {
    exchange(
        HttpRequest.newBuilder(
                endpoint.resolve("/endpoints/" + endpointName + "/async-invocations"))
            .header("X-Amzn-SageMaker-InputLocation", "s3://demo/request.json")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private void send(String operation, Json body) throws IOException {
    var request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "SageMaker." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body.write()))
            .build();
    var answer = exchange(request);
    if (answer.statusCode() != 200) {
      throw new IOException(operation + " was refused: " + answer.body());
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(request.uri() + " was interrupted", interrupted);
    }
  }
}

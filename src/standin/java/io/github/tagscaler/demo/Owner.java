package io.github.tagscaler.demo;

import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Somebody who edits tags and calls models through SageMaker. The function itself never does. */
final class Owner {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  Owner(URI endpoint) {
    this.endpoint = endpoint;
  }

  void addTags(String resource, Map<String, String> tags) throws IOException {
    var list =
        new TreeMap<>(tags)
            .entrySet().stream()
                .<Json>map(tag ->
                    Json.object().put("Key", tag.getKey()).put("Value", tag.getValue()).build())
                .toList();
    call("AddTags", resource, "Tags", new Json.Arr(list));
  }

  void deleteTags(String resource, List<String> keys) throws IOException {
    call("DeleteTags", resource, "TagKeys", Json.ofStrings(keys));
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

  /** Calls a component; its answer's status, and the error if it is one. */
  String call(String endpointName, String component) throws IOException {
    var answer =
        exchange(
            HttpRequest.newBuilder(endpoint.resolve("/endpoints/" + endpointName + "/invocations"))
                .header("X-Amzn-SageMaker-Inference-Component", component)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    return answer.statusCode() == 200
        ? "200"
        : answer.statusCode()
            + ". "
            + JsonReader.read(answer.body()).get("Message").text().orElse(answer.body());
  }

  private void call(String operation, String resource, String member, Json value)
      throws IOException {
    var body =
        Json.object()
            .put("ResourceArn", "arn:aws:sagemaker:us-east-1:111122223333:" + resource)
            .put(member, value)
            .build();
    send(operation, body);
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

package io.github.tagscaler.demo;

import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Somebody who edits tags through the SageMaker API. The function itself never does. */
final class Owner {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  Owner(URI endpoint) {
    this.endpoint = endpoint;
  }

  void addTags(String endpointName, Map<String, String> tags) throws IOException {
    var list =
        new TreeMap<>(tags)
            .entrySet().stream()
                .<Json>map(tag ->
                    Json.object().put("Key", tag.getKey()).put("Value", tag.getValue()).build())
                .toList();
    call("AddTags", endpointName, "Tags", new Json.Arr(list));
  }

  void deleteTags(String endpointName, List<String> keys) throws IOException {
    call("DeleteTags", endpointName, "TagKeys", Json.ofStrings(keys));
  }

  private void call(String operation, String endpointName, String member, Json value)
      throws IOException {
    var body =
        Json.object()
            .put("ResourceArn", "arn:aws:sagemaker:us-east-1:111122223333:endpoint/" + endpointName)
            .put(member, value)
            .build();
    var request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "SageMaker." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body.write()))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(operation + " was refused: " + answer.body());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(operation + " was interrupted", interrupted);
    }
  }
}

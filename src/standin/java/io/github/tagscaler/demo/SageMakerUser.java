package io.github.tagscaler.demo;

import io.github.tagscaler.json.Json;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Edits tags and calls models through SageMaker's API, as owners and clients of endpoints do. */
final class SageMakerUser {
  private final StandInClient aws;

  SageMakerUser(URI endpoint) {
    aws = new StandInClient(endpoint);
  }

  void addTags(String resource, Map<String, String> tags) {
    var list =
        new TreeMap<>(tags)
            .entrySet().stream()
                .<Json>map(tag ->
                    Json.object().put("Key", tag.getKey()).put("Value", tag.getValue()).build())
                .toList();
    aws.call(
        "SageMaker.AddTags",
        Json.object()
            .put("ResourceArn", "arn:aws:sagemaker:us-east-1:111122223333:" + resource)
            .put("Tags", new Json.Arr(list))
            .build());
  }

  /** Sets the number of copies of a component. */
  void run(String component, int copies) {
    aws.call(
        "SageMaker.UpdateInferenceComponentRuntimeConfig",
        Json.object()
            .put("InferenceComponentName", component)
            .put("DesiredRuntimeConfig", Json.object().put("CopyCount", copies).build())
            .build());
  }

  /** Calls a component, and returns the HTTP status. */
  int invoke(String endpointName, String component) {
    return aws.post(
        "/endpoints/" + endpointName + "/invocations",
        "X-Amzn-SageMaker-Inference-Component",
        component,
        "{}");
  }

  /** Puts a request into the queue of an asynchronous endpoint. */
  void invokeAsync(String endpointName) {
    aws.post(
        "/endpoints/" + endpointName + "/async-invocations",
        "X-Amzn-SageMaker-InputLocation",
        "s3://demo/request.json",
        "");
  }
}

package io.github.tagscaler.aws;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Answers the SDK's requests from memory, so that a complete run needs no network: an account with
 * one tagged real-time endpoint, of one variant, which is registered as the run asks for it.
 */
final class PrimingHttpClient implements SdkHttpClient {
  private static final String TARGET_ARN =
      "arn:aws:application-autoscaling:us-east-1:111122223333:scalable-target/0ab1";

  private final SequencedSet<URI> hosts = new LinkedHashSet<>();
  private final LinkedHashMap<String, Json> policies = new LinkedHashMap<>();
  private Json tags = Json.object().build();
  private Json targets = Json.ofStrings(List.of());

  /** The hosts that requests were for, in the order of their first request. */
  synchronized SequencedSet<URI> hosts() {
    return new LinkedHashSet<>(hosts);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return respond(request);
      }

      @Override
      public void abort() {}
    };
  }

  private synchronized HttpExecuteResponse respond(HttpExecuteRequest request) {
    var http = request.httpRequest();
    hosts.add(rootOf(http));
    var target = http.firstMatchingHeader("X-Amz-Target").orElse("");
    var body = answer(target.substring(target.indexOf('.') + 1), bodyOf(request));
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("x-amzn-RequestId", "priming")
                .build())
        .responseBody(
            AbortableInputStream.create(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
        .build();
  }

  private static URI rootOf(SdkHttpRequest request) {
    return URI.create(request.protocol() + "://" + request.host() + ":" + request.port() + "/");
  }

  private static Json bodyOf(HttpExecuteRequest request) {
    var content = request.contentStreamProvider();
    if (content.isEmpty()) {
      return Json.Null.NULL;
    }
    try (var in = content.get().newStream()) {
      return JsonReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer(String operation, Json request) {
    return switch (operation) {
      case "ListTags" ->
          """
          {"Tags": [{"Key": "autoscaling:policy", "Value": "default"},
                    {"Key": "autoscaling:max", "Value": "4"}]}\
          """;
      case "DescribeEndpoint" ->
          """
          {"EndpointName": "priming", "EndpointConfigName": "priming", "EndpointStatus": "InService",
           "EndpointArn": "arn:aws:sagemaker:us-east-1:111122223333:endpoint/priming",
           "CreationTime": 1.7684e9, "LastModifiedTime": 1.7684e9,
           "ProductionVariants": [
             {"VariantName": "AllTraffic", "CurrentWeight": 1.0, "DesiredWeight": 1.0,
              "CurrentInstanceCount": 1, "DesiredInstanceCount": 1,
              "DeployedImages": [
                {"SpecifiedImage": "i", "ResolvedImage": "i", "ResolutionTime": 1.7684e9}]}]}\
          """;
      case "DescribeEndpointConfig" ->
          """
          {"EndpointConfigName": "priming", "CreationTime": 1.7684e9,
           "EndpointConfigArn": "arn:aws:sagemaker:us-east-1:111122223333:endpoint-config/priming",
           "ProductionVariants": [
             {"VariantName": "AllTraffic", "ModelName": "m", "InitialInstanceCount": 1,
              "InstanceType": "ml.g5.xlarge", "InitialVariantWeight": 1.0}]}\
          """;
      case "DescribeScalableTargets" -> one("ScalableTargets", targets);
      case "DescribeScalingPolicies" ->
          one("ScalingPolicies", new Json.Arr(List.copyOf(policies.values())));
      case "DescribeScheduledActions" -> "{\"ScheduledActions\": []}";
      case "ListTagsForResource" -> one("Tags", tags);
      case "RegisterScalableTarget" -> register(request);
      case "PutScalingPolicy" -> put(request);
      case "PutEvents" -> "{\"FailedEntryCount\": 0, \"Entries\": [{\"EventId\": \"e\"}]}";
      case "GetParametersByPath" -> "{\"Parameters\": []}";
      default -> "{}";
    };
  }

  private String register(Json request) {
    if (request.get("Tags") instanceof Json.Obj given) {
      tags = given;
    }
    targets =
        new Json.Arr(
            List.of(
                Json.object()
                    .put("ServiceNamespace", "sagemaker")
                    .put("ResourceId", request.get("ResourceId"))
                    .put("ScalableDimension", request.get("ScalableDimension"))
                    .put("MinCapacity", request.get("MinCapacity"))
                    .put("MaxCapacity", request.get("MaxCapacity"))
                    .put("RoleARN", "role")
                    .put("CreationTime", 1_768_400_000)
                    .put("ScalableTargetARN", TARGET_ARN)
                    .put(
                        "SuspendedState",
                        Json.object()
                            .put("DynamicScalingInSuspended", false)
                            .put("DynamicScalingOutSuspended", false)
                            .put("ScheduledScalingSuspended", false)
                            .build())
                    .build()));
    return one("ScalableTargetARN", Json.of(TARGET_ARN));
  }

  private String put(Json request) {
    var name = request.get("PolicyName").text().orElse("");
    var arn = "arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:0:policyName/" + name;
    var members = new LinkedHashMap<String, Json>();
    if (request instanceof Json.Obj(var given)) {
      members.putAll(given);
    }
    members.put("PolicyARN", Json.of(arn));
    members.put("CreationTime", Json.of(1_768_400_000));
    policies.put(name, new Json.Obj(members));
    return one("PolicyARN", Json.of(arn));
  }

  private static String one(String name, Json value) {
    return Json.object().put(name, value).build().write();
  }

  @Override
  public void close() {}
}

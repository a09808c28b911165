package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the template has it.
 *
 * @param logicalId its name in the template
 * @param pattern of the events that it is for
 * @param sampleName one of them in words
 * @param sampleEvent one of them
 */
record ExpectedRule(String logicalId, String pattern, String sampleName, String sampleEvent) {
  private static final String CATALOG = "CatalogRule";

  /** The rules of a stack in that account, with or without a catalog. */
  static List<ExpectedRule> all(Scope scope, @Nullable String catalogPath) {
    var patterns =
        JsonReader.read(
            resource()
                .replace("${AccountId}", scope.caller().account())
                .replace("${Region}", scope.region())
                .replace("${SageMakerArn}", scope.arn("sagemaker", ""))
                .replace("${CatalogPath}", Objects.requireNonNullElse(catalogPath, "")));
    return Stream.of(
            "EndpointStateRule",
            "SageMakerCallRule",
            "TagChangeRule",
            "ReconcileRequestedRule",
            CATALOG,
            "DeployBlockedRule")
        .filter(id -> catalogPath != null || !id.equals(CATALOG))
        .map(id ->
            new ExpectedRule(
                id,
                patterns.get(id).write(),
                sampleName(id),
                sampleEvent(id, scope, Objects.requireNonNullElse(catalogPath, ""))))
        .toList();
  }

  private static String resource() {
    try (var in = Objects.requireNonNull(ExpectedRule.class.getResourceAsStream("rules.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sampleName(String logicalId) {
    return switch (logicalId) {
      case "EndpointStateRule" -> "the event of an endpoint that is in service";
      case "SageMakerCallRule" -> "CloudTrail's event of AddTags";
      case "TagChangeRule" -> "the event of a changed tag";
      case "ReconcileRequestedRule" -> "a request to reconcile";
      case CATALOG -> "the event of a changed document of the catalog";
      default -> "CloudTrail's event of a failed DeleteEndpoint";
    };
  }

  private static String sampleEvent(String logicalId, Scope scope, String catalogPath) {
    var endpoint = scope.arn("sagemaker", "endpoint/chat");
    return switch (logicalId) {
      case "EndpointStateRule" ->
          event(
              scope,
              "aws.sagemaker",
              "SageMaker Endpoint State Change",
              List.of(endpoint),
              Json.object()
                  .put("EndpointName", "chat")
                  .put("EndpointArn", endpoint)
                  .put("EndpointStatus", "IN_SERVICE")
                  .build());
      case "SageMakerCallRule" ->
          call(
              scope,
              Json.object()
                  .put("eventName", "AddTags")
                  .put("requestParameters", Json.object().put("resourceArn", endpoint).build()));
      case "TagChangeRule" ->
          event(
              scope,
              "aws.tag",
              "Tag Change on Resource",
              List.of(endpoint),
              Json.object()
                  .put("changed-tag-keys", Json.ofStrings(List.of("autoscaling:policy")))
                  .put("service", "sagemaker")
                  .put("resource-type", "endpoint")
                  .build());
      case "ReconcileRequestedRule" ->
          event(
              scope,
              "tagscaler",
              "Reconcile Requested",
              List.of(),
              Json.object().put("endpointName", "chat").build());
      case CATALOG ->
          event(
              scope,
              "aws.ssm",
              "Parameter Store Change",
              List.of(scope.arn("ssm", "parameter" + catalogPath + "/_platform")),
              Json.object()
                  .put("operation", "Update")
                  .put("name", catalogPath + "/_platform")
                  .put("type", "String")
                  .build());
      default ->
          call(
              scope,
              Json.object()
                  .put("eventName", "DeleteEndpoint")
                  .put("errorCode", "ValidationException")
                  .put("requestParameters", Json.object().put("endpointName", "chat").build()));
    };
  }

  private static String call(Scope scope, Json.ObjectBuilder detail) {
    return event(
        scope,
        "aws.sagemaker",
        "AWS API Call via CloudTrail",
        List.of(),
        detail
            .put("eventSource", "sagemaker.amazonaws.com")
            .put(
                "userIdentity",
                Json.object()
                    .put("type", "AssumedRole")
                    .put("arn", scope.caller().arn())
                    .put("accountId", scope.caller().account())
                    .build())
            .build());
  }

  private static String event(
      Scope scope, String source, String type, List<String> resources, Json detail) {
    return Json.object()
        .put("version", "0")
        .put("id", "00000000-0000-4000-8000-000000000000")
        .put("detail-type", type)
        .put("source", source)
        .put("account", scope.caller().account())
        .put("time", "2026-01-05T08:00:00Z")
        .put("region", scope.region())
        .put("resources", Json.ofStrings(resources))
        .put("detail", detail)
        .build()
        .write();
  }
}

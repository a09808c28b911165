package io.github.tagscaler.standin.events;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.wire.AwsRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sends the events that AWS's services send about what happens in the account: endpoints that
 * change their status, calls that a CloudTrail trail logs, tags and parameters that change. Whether
 * SageMaker sends a {@code Tag Change on Resource} is documented nowhere; here it does.
 */
public final class AwsEvents {

  private static final String SAGEMAKER = "aws.sagemaker";

  private final Account account;
  private final EventRouter router;

  /** The last known status of each endpoint. */
  private final Map<String, String> statuses = new TreeMap<>();

  public AwsEvents(Account account, EventRouter router) {
    this.account = account;
    this.router = router;
  }

  /** Sends an event for each endpoint whose status changed since the last time. */
  public void observe() {
    if (!router.delivers()) {
      return;
    }
    Map<String, Endpoint> endpoints = account.sageMaker().endpoints();
    for (Endpoint endpoint : List.copyOf(endpoints.values())) {
      String status = endpoint.status();
      if (!status.equals(statuses.put(endpoint.name(), status))) {
        changed(endpoint, status);
      }
    }
    statuses.keySet().removeIf(name -> !endpoints.containsKey(name));
  }

  /** Facts of the event: status words are in upper case with underscores, times in milliseconds. */
  private void changed(Endpoint endpoint, String status) {
    router.send(
        SAGEMAKER,
        "SageMaker Endpoint State Change",
        JsonObject.of("EndpointName", endpoint.name())
            .with("EndpointArn", endpoint.arn())
            .with("EndpointConfigName", endpoint.configName())
            .with("EndpointStatus", upperSnake(status))
            .with("CreationTime", endpoint.creationTime().toEpochMilli())
            .with("LastModifiedTime", endpoint.lastModifiedTime().toEpochMilli())
            .with("Tags", JsonObject.copyOf(account.tags().of(endpoint.arn()))),
        endpoint.arn());
  }

  private static String upperSnake(String status) {
    return status.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  /** Sends the events of a call that has ended, and failed for {@code failure} if there is one. */
  public void called(AwsRequest request, Optional<AwsFailure> failure) {
    if (!router.delivers()) {
      return;
    }
    switch (request.model().name()) {
      case "sagemaker" -> {
        logged(request, failure);
        if (failure.isEmpty()) {
          tagged(request);
        }
      }
      case "ssm" -> {
        if (failure.isEmpty()) {
          parameterChanged(request);
        }
      }
      default -> {}
    }
    observe();
  }

  private void logged(AwsRequest request, Optional<AwsFailure> failure) {
    router.send(
        SAGEMAKER,
        "AWS API Call via CloudTrail",
        JsonObject.of("eventVersion", "1.11")
            .with(
                "userIdentity",
                JsonObject.of("type", "AssumedRole")
                    .with("arn", account.caller())
                    .with("accountId", account.id()))
            .with("eventTime", account.now())
            .with("eventSource", "sagemaker.amazonaws.com")
            .with("eventName", request.operation().name())
            .with("awsRegion", account.region())
            .with("errorCode", failure.map(AwsFailure::type))
            .with("errorMessage", failure.map(AwsFailure::text))
            .with("requestParameters", lowerCamel(request.input()))
            .with("readOnly", false)
            .with("eventType", "AwsApiCall")
            .with("managementEvent", true)
            .with("recipientAccountId", account.id())
            .with("eventCategory", "Management"));
  }

  /** CloudTrail writes the names of members with a small first letter. */
  private static Object lowerCamel(Object value) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject renamed = JsonObject.EMPTY;
        for (var member : object.members().entrySet()) {
          String name = member.getKey();
          renamed =
              renamed.with(
                  name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                  lowerCamel(member.getValue()));
        }
        yield renamed;
      }
      case Collection<?> items -> items.stream().map(AwsEvents::lowerCamel).toList();
      default -> value;
    };
  }

  private void tagged(AwsRequest request) {
    List<String> keys =
        switch (request.operation().name()) {
          case "AddTags" ->
              request.input().objects("Tags").stream().map(tag -> tag.text("Key")).toList();
          case "DeleteTags" -> request.input().texts("TagKeys");
          default -> List.of();
        };
    if (keys.isEmpty()) {
      return;
    }
    String arn = request.input().text("ResourceArn");
    String resource = arn.substring(arn.lastIndexOf(':') + 1);
    router.send(
        "aws.tag",
        "Tag Change on Resource",
        JsonObject.of("changed-tag-keys", keys)
            .with("service", "sagemaker")
            .with("resource-type", resource.substring(0, resource.indexOf('/')))
            .with("tags", JsonObject.copyOf(account.tags().of(arn))),
        arn);
  }

  private void parameterChanged(AwsRequest request) {
    String operation =
        switch (request.operation().name()) {
          case "PutParameter" -> "Update";
          case "DeleteParameter" -> "Delete";
          default -> "";
        };
    if (operation.isEmpty()) {
      return;
    }
    String name = request.input().text("Name");
    router.send(
        "aws.ssm",
        "Parameter Store Change",
        JsonObject.of("operation", operation).with("name", name),
        account.arn("ssm", "parameter" + name));
  }
}

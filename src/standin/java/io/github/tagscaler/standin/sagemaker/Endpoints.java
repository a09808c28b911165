package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.ScalableTarget;
import java.util.List;
import java.util.Map;

/** Endpoints: made, described, deleted. */
final class Endpoints {

  private final Account account;
  private final Lookup lookup;
  private final Tags tags;

  Endpoints(Account account, Lookup lookup, Tags tags) {
    this.account = account;
    this.lookup = lookup;
    this.tags = tags;
  }

  JsonObject create(JsonObject request) {
    String name = request.text("EndpointName");
    String arn = lookup.arn("endpoint", name);
    if (account.sageMaker().endpoints().containsKey(name)) {
      throw Lookup.alreadyExists("endpoint", arn);
    }
    var config = lookup.config(request);
    Map<String, String> checkedTags = tags.checked(request);
    var endpoint = new Endpoint(name, arn, config, account.now());
    endpoint.start("Creating", account.now(), account.settled());
    account.sageMaker().endpoints().put(name, endpoint);
    tags.put(arn, checkedTags);
    return JsonObject.of("EndpointArn", arn);
  }

  JsonObject describe(JsonObject request) {
    return lookup.endpoint(request).describe();
  }

  /** Deletes the endpoint and deregisters its variants; its components stay behind, as in AWS. */
  JsonObject delete(JsonObject request) {
    Endpoint endpoint = lookup.endpoint(request);
    // SageMaker API reference, DeleteEndpoint: not while Creating or Updating.
    if (List.of("Creating", "Updating", "SystemUpdating", "RollingBack", "Deleting")
        .contains(endpoint.status())) {
      throw AwsFailure.validation("Cannot update in-progress endpoint \"" + endpoint.arn() + "\".");
    }
    List<ScalableTarget> targets = account.scalableTargets().ofEndpoint(endpoint.name());
    if (!targets.isEmpty()
        && account.deniedActions().contains("application-autoscaling:DeregisterScalableTarget")) {
      throw AwsFailure.validation(
          "An Application AutoScaling scalable target exists for a variant being deleted, and the"
              + " IAM identity used to invoke DeleteEndpoint does not have"
              + " application-autoscaling:DeregisterScalableTarget permission to deregister the"
              + " scalable target.");
    }
    targets.forEach(account::deregister);
    endpoint.start("Deleting", account.now(), account.settled());
    return JsonObject.EMPTY;
  }
}

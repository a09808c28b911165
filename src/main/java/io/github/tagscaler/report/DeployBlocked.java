package io.github.tagscaler.report;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.Quote;
import java.util.Map;
import java.util.Optional;

/**
 * Reports that a scalable target blocked an update or delete of an endpoint, and what to do about
 * it: {@code deploy-blocked.schema.json} beside this class is the contract.
 */
public final class DeployBlocked {
  private static final int VERSION = 1;

  private final String stack;
  private final String policyKey;

  /** The reports of a stack whose tags' keys start with that prefix. */
  public DeployBlocked(String stack, String tagPrefix) {
    this.stack = stack;
    this.policyKey = tagPrefix + "policy";
  }

  /**
   * The event for those who deploy.
   *
   * @param arn of the endpoint, if it could be read: CloudTrail's record of a failed call has none
   * @param tags the endpoint's
   */
  public OutcomeEvent event(
      Command.Blocked blocked, Optional<String> arn, Map<String, String> tags) {
    return new OutcomeEvent(
        "Deploy Blocked",
        Json.object()
            .put("version", VERSION)
            .put("endpointName", blocked.endpoint().orElse(null))
            .put("call", blocked.call())
            .put("errorCode", blocked.errorCode())
            .put("errorMessage", blocked.errorMessage())
            .put("principal", blocked.trigger().principal())
            .put("message", Quote.escape(message(blocked)))
            .put("remedy", remedy(blocked))
            .put("stack", stack)
            .put("trigger", OutcomeJson.trigger(blocked.trigger()))
            .put("tags", Json.ofStrings(tags))
            .build(),
        arn.stream().toList());
  }

  /** Who was refused what, and why. */
  public String message(Command.Blocked blocked) {
    var principal = blocked.trigger().principal();
    return "%s: %s by %s failed with %s: %s"
        .formatted(
            blocked.endpoint().map(name -> "endpoint/" + name).orElse("an endpoint"),
            blocked.call(),
            principal == null ? "an unknown caller" : principal,
            blocked.errorCode(),
            blocked.errorMessage());
  }

  /** What to do about it, in a few sentences. */
  public String remedy(Command.Blocked blocked) {
    var remedy =
        blocked.call().equals("DeleteEndpoint")
            ? "Before an endpoint is deleted, its scalable targets have to be deregistered. Either"
                + " allow the caller application-autoscaling:DeregisterScalableTarget and"
                + " application-autoscaling:DescribeScalableTargets, or set %s = off on the"
                + " endpoint, wait for the outcome Released, and delete the endpoint then."
            : "Before an update changes a variant's instance type or removes a variant, its scalable"
                + " target has to be deregistered: set %s = off on the endpoint, ask Tagscaler to"
                + " reconcile it, wait for the outcome Released, update, and set the tag back.";
    return remedy.formatted(policyKey)
        + " If Tagscaler did not register the target, ask whoever did to deregister it.";
  }
}

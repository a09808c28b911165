package io.github.tagscaler.report;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.OutcomeJson;
import java.util.List;

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

  /** The event for those who deploy. CloudTrail's record of a failed call names no ARN. */
  public OutcomeEvent event(Command.Blocked blocked) {
    return new OutcomeEvent(
        "Deploy Blocked",
        Json.object()
            .put("version", VERSION)
            .put("endpointName", blocked.endpoint().orElse(null))
            .put("call", blocked.call())
            .put("errorCode", blocked.errorCode())
            .put("errorMessage", blocked.errorMessage())
            .put("principal", blocked.trigger().principal())
            .put("remedy", remedy(blocked))
            .put("stack", stack)
            .put("trigger", OutcomeJson.trigger(blocked.trigger()))
            .build(),
        List.of());
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

package io.github.tagscaler.report;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.OutcomeJson;
import java.util.List;

/**
 * Tells that a scalable target stands in the way of somebody's update or delete of an endpoint, and
 * how to get past it: {@code deploy-blocked.schema.json} beside this class is the contract.
 */
public final class DeployBlocked {
  private static final int VERSION = 1;

  private final String stack;
  private final String policyKey;

  /** What that stack has to say, whose tags' keys start with that prefix. */
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
    var way =
        blocked.call().equals("DeleteEndpoint")
            ? "Either allow the caller application-autoscaling:DeregisterScalableTarget and"
                + " application-autoscaling:DescribeScalableTargets, or set the tag %s = off on"
                + " the endpoint, wait for the outcome Released, and delete it then."
            : "An update that changes a variant's instance type or removes a variant needs the"
                + " scalable target out of the way: set the tag %s = off on the endpoint, ask"
                + " Tagscaler to reconcile it, wait for the outcome Released, update, and set the"
                + " tag back to what it was.";
    return way.formatted(policyKey)
        + " A target that Tagscaler does not own is for whoever registered it. More in"
        + " docs/deploys.md.";
  }
}

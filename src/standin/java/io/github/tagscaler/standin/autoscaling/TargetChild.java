package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.TargetId;

/** A kind of thing that is attached to a scalable target under a name. */
enum TargetChild {
  POLICY("scaling policy", "policy name", "Policy", "scalingPolicy", "policyName"),
  ACTION(
      "scheduled action",
      "scheduled action name",
      "ScheduledAction",
      "scheduledAction",
      "scheduledActionName");

  private final String words;
  private final String nameWords;
  private final String member;
  private final String arnKind;
  private final String arnName;

  TargetChild(String words, String nameWords, String member, String arnKind, String arnName) {
    this.words = words;
    this.nameWords = nameWords;
    this.member = member;
    this.arnKind = arnKind;
    this.arnName = arnName;
  }

  /** The name that a request, or a description, has for it. */
  String name(JsonObject json) {
    return json.text(member + "Name");
  }

  /**
   * The description of a new one. Its ARN has AWS's form: another service name, and its own name at
   * the end.
   */
  JsonObject create(Account account, TargetId id, String name) {
    String arn =
        account.arn(
            "autoscaling",
            "%s:%s:resource/sagemaker/%s:%s/%s"
                .formatted(arnKind, account.newId(), id.resourceId(), arnName, name));
    return id.json()
        .with(member + "Name", name)
        .with(member + "ARN", arn)
        .with("CreationTime", account.now());
  }

  AwsFailure notFound(TargetId id, String name) {
    return AwsFailure.of(
        "ObjectNotFoundException",
        "No %s found for service namespace: sagemaker, resource ID: %s, scalable dimension: %s, %s: %s"
            .formatted(words, id.resourceId(), id.dimension(), nameWords, name));
  }
}

package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.TargetId;
import io.github.tagscaler.standin.state.Variant;
import java.util.List;
import java.util.Optional;

/** Seeds scalable targets, whoever's they are to be, with their policies and scheduled actions. */
final class TargetSeeder {

  private static final String AUTO_SCALING = "application-autoscaling";

  private final Account account;
  private final Seeder seeder;

  TargetSeeder(Account account, Seeder seeder) {
    this.account = account;
    this.seeder = seeder;
  }

  void register(Section section) {
    section.allow(
        "resourceId",
        "dimension",
        "min",
        "max",
        "tags",
        "suspended",
        "policies",
        "actions",
        "withoutArn");
    JsonObject id =
        JsonObject.of("ServiceNamespace", "sagemaker")
            .with("ResourceId", section.text("resourceId"))
            .with("ScalableDimension", dimension(section));
    seeder.call(
        section,
        AUTO_SCALING,
        "RegisterScalableTarget",
        id.with("MinCapacity", section.json().find("min"))
            .with("MaxCapacity", section.json().find("max"))
            .with("SuspendedState", section.json().find("suspended"))
            .with("Tags", section.json().find("tags")));
    if (section.json().flag("withoutArn")) {
      account.scalableTargets().find(TargetId.of(id)).orElseThrow().setListsArn(false);
    }
    for (Section policy : section.list("policies")) {
      putPolicy(policy, id);
    }
    for (Section action : section.list("actions")) {
      seeder.call(action, AUTO_SCALING, "PutScheduledAction", id.withAll(action.json()));
    }
  }

  /** A policy, and with it the alarm that acts through it. */
  private void putPolicy(Section policy, JsonObject id) {
    JsonObject put =
        seeder.call(
            policy, AUTO_SCALING, "PutScalingPolicy", id.withAll(policy.json().without("alarm")));
    Optional<Section> alarm = policy.find("alarm");
    alarm.ifPresent(section ->
        seeder.call(
            section,
            "cloudwatch",
            "PutMetricAlarm",
            section.json().with("AlarmActions", List.of(put.text("PolicyARN")))));
  }

  /** The dimension of the section, or else that of the resource. */
  String dimension(Section section) {
    return section
        .json()
        .findText("dimension")
        .orElseGet(() -> fitting(section.text("resourceId")));
  }

  private String fitting(String resourceId) {
    String[] parts = resourceId.split("/", -1);
    if (parts[0].equals("inference-component")) {
      return "sagemaker:inference-component:DesiredCopyCount";
    }
    Optional<Variant> variant =
        parts.length == 4
            ? account.sageMaker().endpoint(parts[1]).flatMap(found -> found.variant(parts[3]))
            : Optional.empty();
    return variant.filter(Variant::isServerless).isPresent()
        ? "sagemaker:variant:DesiredProvisionedConcurrency"
        : "sagemaker:variant:DesiredInstanceCount";
  }
}

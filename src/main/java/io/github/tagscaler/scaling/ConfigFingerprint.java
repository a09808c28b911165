package io.github.tagscaler.scaling;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.policy.window.ChangePoint;
import io.github.tagscaler.policy.window.Timeline;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fingerprint of the desired configuration, as the tag {@code tagscaler:config} records it.
 * With it, a change of the tags (apply it) differs from a change made outside Tagscaler (drift). It
 * does not depend on the time: the desired configuration is the same whatever a schedule or an
 * action has brought into force.
 *
 * <p>Beside it is a short hash of the values of the tags that state a max: only when the owner
 * changes them is running capacity removed. While more capacity runs than the max, a higher max is
 * registered. The fingerprint then ends in that max ({@code v1:<hash>:<short hash>+8}), so that
 * this concession is never taken for drift.
 *
 * @param hash {@code v1:} and a hash of the desired configuration
 * @param maxTags a short hash of the values of the tags that state a max; empty if it was not
 *     recorded, so that nobody knows whether the owner has changed them
 * @param concededMax the higher max that was registered instead of the desired one
 */
record ConfigFingerprint(String hash, Optional<String> maxTags, Optional<Integer> concededMax) {
  private static final Pattern FORM =
      Pattern.compile("(v1:[0-9a-f]{32})(?::([0-9a-f]{8}))?(?:\\+([0-9]{1,9}))?");

  /** The fingerprint of a desired state, and the max that is conceded, if any. */
  static ConfigFingerprint of(DesiredState desired, Optional<Integer> concededMax) {
    return new ConfigFingerprint(hash(desired), Optional.of(maxTags(desired)), concededMax);
  }

  /** Parses the tag's value; one in another form equals no other fingerprint. */
  static ConfigFingerprint parse(String text) {
    var form = FORM.matcher(text);
    return form.matches()
        ? new ConfigFingerprint(
            form.group(1),
            Optional.ofNullable(form.group(2)),
            Optional.ofNullable(form.group(3)).map(Integer::valueOf))
        : new ConfigFingerprint(text, Optional.empty(), Optional.empty());
  }

  /** The tag's value. */
  String text() {
    return hash
        + maxTags.map(digits -> ":" + digits).orElse("")
        + concededMax.map(max -> "+" + max).orElse("");
  }

  /** Whether the desired configuration is the same, whatever was conceded. */
  boolean requestsTheSame(DesiredState desired) {
    return hash.equals(hash(desired)) && !ownerChangedMax(desired);
  }

  /** Whether the owner has changed a tag that states a max, as far as is known. */
  boolean ownerChangedMax(DesiredState desired) {
    return maxTags.filter(recorded -> !recorded.equals(maxTags(desired))).isPresent();
  }

  private static String maxTags(DesiredState desired) {
    return Sha256.hex(String.join("\n", desired.maxTags()), 8);
  }

  private static String hash(DesiredState desired) {
    var actions = Json.object();
    desired
        .actions()
        .forEach(action ->
            actions.put(
                action.name(),
                Json.object()
                    .put("schedule", action.schedule())
                    .put("timezone", action.zone())
                    .put("bounds", ScalingJson.bounds(action.limits().bounds()))
                    .build()));
    var policies = Json.object();
    desired
        .policies()
        .forEach(
            policy -> policies.put(policy.name(), ScalingJson.definition(policy.definition())));
    var alarms = Json.object();
    desired.alarms().forEach(alarm -> alarms.put(alarm.name(), ScalingJson.alarm(alarm)));
    var canonical =
        Json.object()
            .put(
                "bounds",
                desired
                    .schedule()
                    .map(ConfigFingerprint::week)
                    .orElseGet(() -> stance(desired.base())))
            .put("actions", actions.build())
            .put("policies", policies.build())
            .put("alarms", alarms.build())
            .build()
            .write();
    return "v1:" + Sha256.hex(canonical, 32);
  }

  /** Whether a tag states the max is part of the configuration: stating it ends a concession. */
  private static Json stance(Limits limits) {
    return Json.object()
        .put("min", limits.bounds().min())
        .put("max", limits.bounds().max())
        .put("maxByTag", limits.maxByTag())
        .build();
  }

  private static Json week(Timeline<Limits> limits) {
    var week = limits.map(ConfigFingerprint::stance);
    return Json.object()
        .put("zone", week.zone().getId())
        .put("carriedOver", week.carriedOver())
        .put(
            "changes",
            new Json.Arr(week.changes().stream().map(ConfigFingerprint::change).toList()))
        .build();
  }

  private static Json change(ChangePoint<Json> change) {
    return Json.object()
        .put("day", change.day().getValue())
        .put("minute", change.minute())
        .put("to", change.value())
        .build();
  }
}

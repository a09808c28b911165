package io.github.tagscaler.scaling;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.policy.window.ChangePoint;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import java.util.Optional;

/**
 * The fingerprint of what was asked for, as the tag {@code tagscaler:config} records it. It tells a
 * change of the owner's wish (follow it) from a change by somebody else (drift). It does not depend
 * on the time: what a schedule or an action brings into force, or what has passed, is no other
 * wish.
 *
 * <p>While more runs than a max that no tag states, a higher max is registered; the fingerprint
 * then carries it ({@code v1:<hash>+8}), so that our own concession is never taken for somebody's
 * drift.
 *
 * @param hash {@code v1:} and a hash of what was asked for
 * @param concededMax the higher max that was registered instead of the one asked for
 */
record Configuration(String hash, Optional<Integer> concededMax) {

  /** Of a desired state with the max that is really conceded. */
  static Configuration of(DesiredState desired, Optional<Integer> concededMax) {
    return new Configuration(hash(desired), concededMax);
  }

  /** From the tag's text; a text of another form is a configuration that equals no other. */
  static Configuration parse(String text) {
    int plus = text.lastIndexOf('+');
    if (plus < 0 || !text.substring(plus + 1).matches("[0-9]{1,9}")) {
      return new Configuration(text, Optional.empty());
    }
    return new Configuration(
        text.substring(0, plus), Optional.of(Integer.valueOf(text.substring(plus + 1))));
  }

  /** The tag's text. */
  String text() {
    return hash + concededMax.map(max -> "+" + max).orElse("");
  }

  /** Whether the same was asked for, whatever was conceded. */
  boolean sameWish(DesiredState desired) {
    return hash.equals(hash(desired));
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
                    .put("bounds", Rendering.bounds(action.limits().bounds()))
                    .build()));
    var policies = Json.object();
    desired
        .policies()
        .forEach(policy -> policies.put(policy.name(), Rendering.definition(policy.definition())));
    var alarms = Json.object();
    desired.alarms().forEach(alarm -> alarms.put(alarm.name(), Rendering.alarm(alarm)));
    var canonical =
        Json.object()
            .put(
                "bounds",
                desired
                    .schedule()
                    .map(Configuration::week)
                    .orElseGet(() -> Stance.of(desired.base()).json()))
            .put("actions", actions.build())
            .put("policies", policies.build())
            .put("alarms", alarms.build())
            .build()
            .write();
    return "v1:" + Sha256.hex(canonical, 32);
  }

  /** Who states the max is part of the wish: stating it by tag ends a concession. */
  private record Stance(Bounds bounds, boolean maxByTag) {
    static Stance of(Limits limits) {
      return new Stance(limits.bounds(), limits.maxByTag());
    }

    Json json() {
      return Json.object()
          .put("min", bounds.min())
          .put("max", bounds.max())
          .put("maxByTag", maxByTag)
          .build();
    }
  }

  private static Json week(Timeline<Limits> limits) {
    var week = limits.map(Stance::of);
    return Json.object()
        .put("zone", week.zone().getId())
        .put("carriedOver", week.carriedOver().json())
        .put("changes", new Json.Arr(week.changes().stream().map(Configuration::change).toList()))
        .build();
  }

  private static Json change(ChangePoint<Stance> change) {
    return Json.object()
        .put("day", change.day().getValue())
        .put("minute", change.minute())
        .put("to", change.value().json())
        .build();
  }
}

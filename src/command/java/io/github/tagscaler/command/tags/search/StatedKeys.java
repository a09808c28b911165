package io.github.tagscaler.command.tags.search;

import io.github.tagscaler.command.tags.reverse.Terms;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.scaling.ObservedTarget;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what is registered as tags, and everything of it: nothing is left to a default. */
final class StatedKeys {
  /** The longest value of a tag. */
  private static final int LONGEST = 256;

  private final Terms terms;
  private final Kind kind;
  private final ObservedTarget target;

  StatedKeys(Terms terms, Kind kind, ObservedTarget target) {
    this.terms = terms;
    this.kind = kind;
    this.target = target;
  }

  /** Whether tags can say all of it. */
  boolean suffice() {
    return terms.tracks().size() == 1
        && terms.tracks().getFirst().measure() instanceof Measure.Alias
        && terms.steps().isEmpty()
        && terms.actions().isEmpty()
        && scheduleForPolicy().isEmpty();
  }

  /** The schedule, if a tag has no room for it. */
  Optional<String> scheduleForPolicy() {
    return terms.schedule().map(Windows::toString).filter(text -> text.length() > LONGEST);
  }

  /** Everything that is not tracking: bounds, schedule, waking, adoption. */
  TagKeys around() {
    var keys = TagKeys.NONE.with(PolicyKey.ADOPT, target.isBare() ? "true" : "replace");
    var schedule = terms.schedule().map(Windows::toString);
    if (schedule.isPresent()) {
      keys = scheduleForPolicy().isPresent() ? keys : keys.with(PolicyKey.SCHEDULE, schedule.get());
    } else {
      // Actions that set the same bounds at all times say what the bounds should be.
      var bounds = terms.week().map(Timeline::carriedOver).orElse(terms.bounds());
      keys =
          keys.with(PolicyKey.MIN, Integer.toString(bounds.min()))
              .with(PolicyKey.MAX, Integer.toString(bounds.max()));
    }
    return terms.wakes() || (kind.lowestMin() == 0 && allowsZero())
        ? keys.with(PolicyKey.WAKE, terms.wakes() ? "on" : "off")
        : keys;
  }

  private boolean allowsZero() {
    return Stream.concat(
            terms.week().map(Timeline::all).orElseGet(() -> List.of(terms.bounds())).stream()
                .map(Bounds::min),
            terms.actions().stream().map(action -> action.min()))
        .anyMatch(min -> min == 0);
  }

  /** The one track, by keys. */
  TagKeys track() {
    return track(terms.tracks().getFirst());
  }

  private static TagKeys track(TrackEntry entry) {
    var keys = TagKeys.NONE.with(PolicyKey.METRIC, entry.name());
    keys = with(keys, PolicyKey.TARGET, entry.target().map(BigDecimal::toPlainString));
    keys = with(keys, PolicyKey.SCALE_IN_COOLDOWN, entry.scaleInCooldown().map(Times::of));
    keys = with(keys, PolicyKey.SCALE_OUT_COOLDOWN, entry.scaleOutCooldown().map(Times::of));
    return with(keys, PolicyKey.SCALE_IN, entry.scaleIn().map(on -> on ? "on" : "off"));
  }

  private static TagKeys with(TagKeys keys, PolicyKey key, Optional<String> value) {
    return value.map(text -> keys.with(key, text)).orElse(keys);
  }
}

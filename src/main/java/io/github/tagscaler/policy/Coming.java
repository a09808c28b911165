package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Complaint;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Stated;
import io.github.tagscaler.policy.setting.Values;
import java.util.List;
import java.util.Optional;

/** Refuses what only later versions understand, with a sentence that says so. */
final class Coming {
  private Coming() {}

  /** What is wrong with asking for that; nothing if it asks for what happens today anyway. */
  static Optional<Problem> refusal(Stated stated) {
    var key =
        switch (stated.setting()) {
          case Setting.Schedule(var windows) when windows.isPresent() -> PolicyKey.SCHEDULE;
          case Setting.Wake(var on) when on -> PolicyKey.WAKE;
          case Setting.Paused(var on, var until) when on -> PolicyKey.PAUSED;
          case Setting.Adopt(var mode) when mode != Setting.Adoption.NO -> PolicyKey.ADOPT;
          default -> null;
        };
    if (key == null) {
      return Optional.empty();
    }
    var feature = key.comingFeature().orElseThrow();
    var allowed = key == PolicyKey.SCHEDULE ? List.of("off") : Values.OFF;
    return Optional.of(
        stated.origin() instanceof Origin.Policy(var policy, var place, var namedBy)
            ? Complaint.about(
                stated.origin(),
                Code.BAD_VALUE,
                "%s, which policy %s is made of, comes with a later version of Tagscaler."
                    .formatted(feature, Quote.of(policy)),
                NamedPolicy.usableNames())
            : Complaint.about(
                stated.origin(),
                Code.BAD_VALUE,
                "%s comes with a later version of Tagscaler. Until then, remove the tag, or set it to %s."
                    .formatted(feature, inWords(allowed)),
                allowed));
  }

  private static String inWords(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }

  /** That a min of 0 cannot be asked for yet. */
  static Problem zero(Origin origin, String prefix) {
    var sentence = "A min of 0%s comes with a later version of Tagscaler. Until then, %s.";
    return Complaint.about(
        origin,
        Code.BAD_VALUE,
        origin instanceof Origin.Policy(var policy, var place, var namedBy)
            ? sentence.formatted(
                ", which policy " + Quote.of(policy) + " asks for,",
                "leave that policy out, or set " + prefix + "min to at least 1")
            : sentence.formatted("", "set at least 1"));
  }
}

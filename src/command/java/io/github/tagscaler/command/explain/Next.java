package io.github.tagscaler.command.explain;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.InForcePhrase;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What comes next, if nobody does anything. */
final class Next {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm VV", Locale.ENGLISH);

  private Next() {}

  static List<String> of(Explanation of) {
    var next = new ArrayList<String>();
    if (of.outcome().ending() instanceof Ending.Planned planned
        && !of.dryRun()
        && (planned.because() != null || !Differences.of(planned.changes()).isEmpty())) {
      next.add(
          planned.because() != null
              ? "The next sweep (one every %s) deregisters it, if this is still so then."
                  .formatted(Ago.length(of.stack().sweepInterval()))
              : "A change of its tags is applied within a minute or two; everything else by the next sweep (one every %s)."
                  .formatted(Ago.length(of.stack().sweepInterval())));
    }
    of.asked()
        .filter(_ -> !of.outcome().warnsOf(Code.PAUSED))
        .ifPresent(asked ->
            asked
                .until()
                .ifPresent(change ->
                    next.add(
                        "%s (%s): %s, by schedule."
                            .formatted(
                                TIME.format(change),
                                inTime(change, of.now()),
                                InForcePhrase.capacity(
                                    asked.then().orElseThrow(), of.dimension().orElse(null))))));
    return next;
  }

  /** A time of the week. */
  static String time(ZonedDateTime change) {
    return TIME.format(change);
  }

  private static String inTime(ZonedDateTime change, Instant now) {
    return "in " + Ago.length(java.time.Duration.between(now, change.toInstant()));
  }
}

package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * Remembers from one sweep to the next what was given a closer look because lists cannot judge it.
 * As long as they say the same, another look would most likely find the same: an endpoint on an
 * instance type that cannot be scaled would be looked at in each sweep for as long as it lives.
 *
 * <p>Lost with the function, which costs looks only.
 */
final class Doubts {

  /** How far apart the looks get at most: so much later is found what only a look can find. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Why a resource is in doubt. */
  enum Why {
    /** It seems not to be as it should: looked at like what may lack something, but first. */
    DIFFERS,
    /** It may lack something: looked at again and again, at ever longer intervals. */
    MAY_LACK,
    /** It was modified lately: looked at once. */
    FRESH
  }

  /**
   * A resource that lists cannot judge.
   *
   * @param said a hash of all that they say of it
   */
  record Doubt(Why why, int said) {

    /** The one of the two that is worth more looks. */
    Doubt graver(Doubt other) {
      return why.compareTo(other.why) <= 0 ? this : other;
    }
  }

  private record Looks(Doubt doubt, Instant first, Instant last) {}

  private final Map<Subject, Looks> known = new HashMap<>();

  Doubts() {}

  /** Whether a doubt is worth a look then: each interval is as long as all before it together. */
  synchronized boolean due(Subject subject, Doubt doubt, Instant now) {
    var looks = known.get(subject);
    if (looks == null || !looks.doubt().equals(doubt)) {
      return true;
    }
    var age = Duration.between(looks.first(), looks.last());
    return doubt.why() != Why.FRESH
        && !now.isBefore(looks.last().plus(age.compareTo(LONGEST) < 0 ? age : LONGEST));
  }

  /**
   * Takes note of the doubts of a sweep, and forgets those that are over.
   *
   * @param all all of them
   * @param given those that are given a look
   */
  synchronized void note(Map<Subject, Doubt> all, Collection<Subject> given, Instant began) {
    known.keySet().retainAll(all.keySet());
    for (var subject : new HashSet<>(given)) {
      var doubt = all.get(subject);
      if (doubt != null) {
        known.merge(
            subject,
            new Looks(doubt, began, began),
            (before, now) ->
                before.doubt().equals(doubt) ? new Looks(doubt, before.first(), began) : now);
      }
    }
  }

  /** Something was changed: should it look the same again, somebody has undone it. */
  synchronized void settled(Subject subject) {
    known.remove(subject);
  }
}

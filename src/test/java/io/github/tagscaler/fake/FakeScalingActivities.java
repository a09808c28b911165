package io.github.tagscaler.fake;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.ScalingActivities;
import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What Application Auto Scaling did, as a test tells it. */
public final class FakeScalingActivities implements ScalingActivities {
  private final List<ScalingActivity> activities = new ArrayList<>();
  private final List<Instant> since = new ArrayList<>();
  private boolean broken;
  private boolean historiesBroken;
  private int reads;
  private int most = Integer.MAX_VALUE;

  /** It did that. */
  public void add(ScalingActivity activity) {
    activities.add(activity);
  }

  /** Lets every read fail from now on, or no longer. */
  public void fail(boolean fails) {
    broken = fails;
  }

  /** Lets every read of a single target's activities fail from now on. */
  public void failHistories() {
    historiesBroken = true;
  }

  /** How many activities of a single target are read at most in search of one that decides. */
  public void most(int number) {
    most = number;
  }

  /** How often the activities of a single target were read. */
  public int reads() {
    return reads;
  }

  /** Since when the activities of all targets were read, each time. */
  public List<Instant> readSince() {
    return List.copyOf(since);
  }

  @Override
  public List<ScalingActivity> latest(TargetKey key) {
    reads++;
    if (historiesBroken) {
      throw new CallFailedException(
          Code.THROTTLED, "The history cannot be read.", new IllegalStateException());
    }
    return newestFirst().stream().filter(it -> it.key().equals(key)).limit(50).toList();
  }

  @Override
  public Optional<List<ScalingActivity>> scaling(
      TargetKey key, Instant start, Predicate<ScalingActivity> decides) {
    reads++;
    var found = new ArrayList<ScalingActivity>();
    for (var each : newestFirst()) {
      if (!each.key().equals(key) || !each.notScaled().isEmpty() || each.start().isBefore(start)) {
        continue;
      }
      if (found.size() == most) {
        return Optional.empty();
      }
      found.add(each);
      if (decides.test(each)) {
        break;
      }
    }
    return Optional.of(found);
  }

  @Override
  public List<ScalingActivity> since(Instant start) {
    since.add(start);
    return newestFirst().stream().filter(it -> !it.start().isBefore(start)).toList();
  }

  private List<ScalingActivity> newestFirst() {
    if (broken) {
      throw new CallFailedException(
          Code.ACCESS_DENIED, "The activities cannot be read.", new IllegalStateException());
    }
    return activities.stream()
        .sorted(Comparator.comparing(ScalingActivity::start).reversed())
        .toList();
  }
}

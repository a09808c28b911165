package io.github.tagscaler.aws;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ResourceNotFoundException;

/**
 * Makes the calls that write to a target: repeats a call while AWS does not see yet what was
 * written before, and accepts that what it deletes is gone already.
 */
final class TargetCalls {
  /**
   * The next call may not see a target yet that was registered a moment ago ("brief eventual
   * consistency", API reference of RegisterScalableTarget). With doubling waits, these reads take
   * three seconds.
   */
  private static final int READS = 5;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final Sleeper sleeper;

  TargetCalls(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /** Writes to a target. */
  void write(String operation, TargetKey key, Supplier<Object> write) {
    var _ = AwsErrors.call(operation, key.id().wire(), write);
  }

  /** Deletes something that may be gone already, which is not an error. */
  void unlessGone(String operation, TargetKey key, Supplier<Object> write) {
    try {
      var _ = write.get();
    } catch (ObjectNotFoundException | ResourceNotFoundException gone) {
      // Deleted meanwhile, or by the first attempt of this call, whose response was lost.
    } catch (SdkException failure) {
      throw AwsErrors.failed(operation, key.id().wire(), failure);
    }
  }

  /** Writes to a target that AWS may not see yet. */
  void onceSeen(String operation, TargetKey key, Supplier<Object> write) {
    var _ = onceThere(operation, key, () -> Optional.of(write.get()));
  }

  /**
   * Repeats a call for a short while until AWS sees what was written before; an empty result means
   * that it does not see it yet.
   */
  <T> T onceThere(String operation, TargetKey key, Supplier<Optional<T>> call) {
    var next = FIRST_PAUSE;
    for (int read = 1; ; read++) {
      SdkException notYet;
      try {
        var there = call.get();
        if (there.isPresent()) {
          return there.get();
        }
        notYet = SdkClientException.create("a policy that was put a moment ago does not exist yet");
      } catch (ObjectNotFoundException | ResourceNotFoundException unseen) {
        notYet = unseen;
      } catch (SdkException failure) {
        throw AwsErrors.failed(operation, key.id().wire(), failure);
      }
      if (read == READS || !sleeper.slept(next)) {
        throw AwsErrors.failed(Code.NOT_READY, operation, key.id().wire(), notYet);
      }
      next = next.multipliedBy(2);
    }
  }
}

package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.wire.AwsRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Records every call, with the order of their starts and ends, which shows what overlapped. */
public final class CallLog {

  private final List<RecordedCall> calls = new ArrayList<>();
  private long lastNumber;
  private long lastTick;

  /** A call that has begun. */
  record Begun(long number, long started) {}

  synchronized Begun begin() {
    return new Begun(++lastNumber, ++lastTick);
  }

  /** Called before the answer is sent, so that the caller's next call starts later. */
  synchronized void end(Begun begun, AwsRequest request, int status, Optional<String> errorType) {
    calls.add(
        new RecordedCall(
            begun.number(),
            request.model().name(),
            request.operation().name(),
            JsonWriter.compact(request.input()),
            status,
            errorType,
            begun.started(),
            ++lastTick));
  }

  /** All calls that have ended, in the order of arrival. */
  public synchronized List<RecordedCall> calls() {
    return calls.stream().sorted(Comparator.comparingLong(RecordedCall::number)).toList();
  }

  public synchronized void clear() {
    calls.clear();
    lastNumber = 0;
  }

  /**
   * How many rounds these calls took: the length of the longest chain in which each call started
   * after the one before had ended.
   */
  public static int rounds(List<RecordedCall> calls) {
    int rounds = 0;
    long lastEnd = Long.MIN_VALUE;
    for (RecordedCall call :
        calls.stream().sorted(Comparator.comparingLong(RecordedCall::ended)).toList()) {
      if (call.started() > lastEnd) {
        rounds++;
        lastEnd = call.ended();
      }
    }
    return rounds;
  }
}

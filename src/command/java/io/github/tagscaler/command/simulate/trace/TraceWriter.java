package io.github.tagscaler.command.simulate.trace;

import java.math.BigDecimal;
import java.time.Instant;

/** Writes a trace in the form that {@link TraceReader} reads. */
public final class TraceWriter {
  private TraceWriter() {}

  /** The trace as CSV. */
  public static String csv(Trace trace) {
    var text = new StringBuilder("time,requests\n");
    Instant time = trace.start();
    for (double requests : trace.requests()) {
      text.append(time).append(',').append(number(requests)).append('\n');
      time = time.plus(trace.step());
    }
    return text.toString();
  }

  private static String number(double requests) {
    var plain = BigDecimal.valueOf(requests).stripTrailingZeros();
    return plain.signum() == 0 ? "0" : plain.toPlainString();
  }
}

package io.github.tagscaler.report;

import io.github.tagscaler.json.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;

/** Writes log entries, one JSON object a line, each with its time and level in front. */
public final class JsonLines {
  private final PrintStream out;
  private final InstantSource clock;

  /** Lines to {@code out}, with times from {@code clock}. */
  public JsonLines(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  void write(Severity severity, Json.Obj entry) {
    var members = new LinkedHashMap<String, Json>();
    // Milliseconds: what a log is read by, and always of the same width.
    members.put("timestamp", Json.of(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()));
    members.put("level", Json.of(severity.name()));
    members.putAll(entry.members());
    print(new Json.Obj(members).write());
  }

  /**
   * One write for the whole line: Lambda makes a log entry of each, and println splits long ones.
   */
  private void print(String line) {
    var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}

package io.github.tagscaler.report;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A log on paper: what was written, write by write, through a buffer as standard output has. */
final class Written {
  static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-08-07T12:00:00.123456Z"));

  private final List<String> writes = new ArrayList<>();

  JsonLines lines() {
    return new JsonLines(
        new PrintStream(new BufferedOutputStream(new Writes()), false, StandardCharsets.UTF_8),
        NOON);
  }

  /** Each piece that reached the stream in one go. */
  List<String> writes() {
    return writes;
  }

  private final class Writes extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      writes.add(new String(bytes, from, length, StandardCharsets.UTF_8));
    }
  }
}

package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.exit.FileFailure;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.simulate.trace.BadTraceException;
import io.github.tagscaler.command.simulate.trace.SampleTrace;
import io.github.tagscaler.command.simulate.trace.Trace;
import io.github.tagscaler.command.simulate.trace.TraceReader;
import io.github.tagscaler.outcome.Suggestions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the trace comes from. */
final class TraceOptions {
  private static final long LARGEST = 64L << 20;

  @Option(
      names = "--trace",
      paramLabel = "NAME|FILE",
      description =
          "a sample (daily-wave, launch-spike, batch-nights), or a CSV file with the columns time and requests")
  private @Nullable String trace;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "another sample of the same form (default: 1)")
  private long seed = 1;

  @Option(
      names = "--traffic",
      paramLabel = "FACTOR",
      defaultValue = "1",
      converter = NumberOption.class,
      description = "multiply the requests: 2 for twice the traffic (default: 1)")
  private double factor = 1;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "how many days to read from CloudWatch for a target (default: 14)")
  private int days = 14;

  @Option(
      names = "--save-trace",
      paramLabel = "FILE",
      description =
          "write the trace as CSV to this file (- for standard output), and end if there are no tags")
  private @Nullable String saveTo;

  /** How many days of a target's history to read. */
  int days() {
    if (days < 1 || days > 63) {
      throw new UsageException(
          "--days is %d, but it must be 1 to 63: CloudWatch keeps no finer values longer."
              .formatted(days));
    }
    return days;
  }

  /** Where to write the trace; {@code null} for nowhere. */
  @Nullable String saveTo() {
    return saveTo;
  }

  /** The sample or file that was named, with as much traffic as was asked for. */
  Optional<Trace> read(Path directory) {
    return Optional.ofNullable(trace)
        .map(name ->
            SampleTrace.of(name)
                .map(sample -> sample.trace(seed))
                .orElseGet(() -> file(name, directory)))
        .map(this::scaled);
  }

  /** The trace with as much traffic as was asked for. */
  Trace scaled(Trace read) {
    return factor == 1 ? read : read.times(factor);
  }

  private static Trace file(String name, Path directory) {
    var path = directory.resolve(name);
    if (!Files.isRegularFile(path)) {
      var samples = Stream.of(SampleTrace.values()).map(SampleTrace::wire).toList();
      throw new UsageException(
          "There is no file or sample \"%s\".%s Samples: %s."
              .formatted(
                  name,
                  Suggestions.closest(name, samples)
                      .map(near -> " Did you mean %s?".formatted(near))
                      .orElse(""),
                  samples.stream().collect(Collectors.joining(", "))));
    }
    try {
      if (Files.size(path) > LARGEST) {
        throw new CouldNotLookException(
            "%s has %,d MB. A trace can have 64 MB; sum up its rows to longer steps."
                .formatted(name, Files.size(path) >> 20));
      }
      return TraceReader.read(path.getFileName().toString(), Files.readString(path));
    } catch (BadTraceException bad) {
      throw new CouldNotLookException(name + bad.after());
    } catch (CharacterCodingException _) {
      throw new CouldNotLookException(name + " is not a text file in UTF-8.");
    } catch (IOException failure) {
      throw FileFailure.reading(name, failure);
    }
  }
}

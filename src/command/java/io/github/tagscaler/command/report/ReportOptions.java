package io.github.tagscaler.command.report;

import io.github.tagscaler.command.cli.AccountChoice;
import io.github.tagscaler.command.cli.VerbOptions;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.command.exit.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the report. */
final class ReportOptions extends VerbOptions {
  /** Application Auto Scaling keeps its activities for six weeks. */
  private static final int MOST_DAYS = 42;

  /** How a report is written. */
  enum Format {
    text,
    json,
    csv,
    html;

    /** The ending of a file of that format. */
    String ending() {
      return this == text ? "txt" : name();
    }
  }

  @Option(
      names = "--format",
      paramLabel = "text|json|csv|html",
      description =
          "text for a terminal, json or csv for programs and spreadsheets, html for one page that needs nothing else (default: by the ending of --output, else text)")
  private @Nullable Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "write the report into this file (default: to standard output)")
  private @Nullable String output;

  @Option(
      names = "--by",
      paramLabel = "TAG",
      description = "group the targets by this tag, such as team; can be given more than once")
  private List<String> by = new ArrayList<>();

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      defaultValue = "14",
      description = "measure the usage of so many days, at most 42 (default: 14)")
  private int days = 14;

  @Option(
      names = "--price",
      paramLabel = "[TYPE=]PRICE",
      description =
          "the price of an instance-hour, such as 1.41 or ml.g5.xlarge=1.41; can be given more than once")
  private List<String> price = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "a profile of your AWS configuration; given more than once, one report of all their accounts")
  private List<String> profiles = new ArrayList<>();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "the AWS region; given more than once, one report of all of them")
  private List<String> regions = new ArrayList<>();

  /** The only profile that was named. */
  @Override
  public @Nullable String profile() {
    return profiles.isEmpty() ? null : profiles.getFirst();
  }

  /** The only region that was named. */
  @Override
  public @Nullable String region() {
    return regions.isEmpty() ? null : regions.getFirst();
  }

  /** Each profile in each region, each once, with a name that tells it from the others. */
  List<AccountChoice> accounts() {
    var namedProfiles = profiles.stream().distinct().toList();
    var namedRegions = regions.stream().distinct().toList();
    return orNone(namedProfiles)
        .flatMap(profile ->
            orNone(namedRegions)
                .map(region ->
                    new AccountChoice(
                        Stream.of(
                                namedProfiles.size() > 1 ? profile : Optional.<String>empty(),
                                namedRegions.size() > 1 ? region : Optional.<String>empty())
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(" ")),
                        profile.orElse(null),
                        region.orElse(null))))
        .toList();
  }

  private static Stream<Optional<String>> orNone(List<String> named) {
    return named.isEmpty() ? Stream.of(Optional.empty()) : named.stream().map(Optional::of);
  }

  @Override
  public boolean json() {
    return format() == Format.json;
  }

  /**
   * How to write it: as asked, or as the file's name says.
   *
   * @throws UsageException if the name says nothing
   */
  Format format() {
    if (format != null) {
      return format;
    }
    if (output == null) {
      return Format.text;
    }
    var name = output.toLowerCase(Locale.ROOT);
    return Stream.of(Format.values())
        .filter(each -> name.endsWith("." + each.ending()))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "The ending of \"%s\" names no format. Use .html, .csv, .json or .txt, or add --format."
                    .formatted(output)));
  }

  /**
   * The file to write; empty for standard output.
   *
   * @throws UsageException if it cannot be written, or its ending names no format
   */
  Optional<Path> output(Path base) {
    if (output == null) {
      return Optional.empty();
    }
    var file = base.resolve(output);
    if (Files.isDirectory(file)) {
      throw new UsageException(
          "--output is the directory %s. Name a file in it.".formatted(output));
    }
    var parent = file.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new UsageException(
          "--output is \"%s\", but there is no directory %s.".formatted(output, parent));
    }
    format();
    return Optional.of(file);
  }

  /**
   * The tags to group by.
   *
   * @throws UsageException if one has no name
   */
  List<String> by() {
    if (by.stream().anyMatch(String::isBlank)) {
      throw new UsageException("--by is empty. Name a tag key, such as team.");
    }
    return by.stream().distinct().toList();
  }

  /**
   * How many days to measure.
   *
   * @throws UsageException if AWS does not keep as many
   */
  int days() {
    if (days < 1 || days > MOST_DAYS) {
      throw new UsageException(
          "--days is %d, but it must be 1 to %d: AWS keeps scaling activities for six weeks."
              .formatted(days, MOST_DAYS));
    }
    return days;
  }

  /** The prices. */
  PriceList prices() {
    return PriceList.read(price);
  }
}

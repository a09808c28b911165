package io.github.tagscaler.command.cli;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.check.SampleTarget;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that describe a target which need not exist. */
public final class TargetOptions {
  private static final String ALL = "all";

  /** A type that is known: with an unknown one, every guardrail with an instance type applies. */
  private static final String USUAL_TYPE = "ml.m5.xlarge";

  private static final int USUAL_CONCURRENCY = 200;

  private static final String VARIANT = "AllTraffic";

  private static final Pattern TYPE = Pattern.compile("ml\\.[a-z0-9-]+\\.[a-z0-9-]+");

  @Option(
      names = "--kind",
      split = ",",
      paramLabel = "KIND",
      description =
          "the kind of resource that carries the tags: real-time, async, serverless, component, several of them, or all (default: real-time)")
  private List<String> kinds = new ArrayList<>();

  @Option(
      names = "--instance-type",
      split = ",",
      paramLabel = "TYPE",
      description = "its instance type, or those of its instance pools (default: ml.m5.xlarge)")
  private List<String> instanceTypes = new ArrayList<>();

  @Option(
      names = "--max-concurrency",
      paramLabel = "NUMBER",
      defaultValue = "" + USUAL_CONCURRENCY,
      description = "MaxConcurrency of a serverless variant (default: 200)")
  private int maxConcurrency = USUAL_CONCURRENCY;

  /**
   * A target of each kind.
   *
   * @throws UsageException if an option cannot be used
   */
  public List<SampleTarget> samples() {
    if (maxConcurrency < 1) {
      throw new UsageException(
          "--max-concurrency is %d, but it must be at least 1.".formatted(maxConcurrency));
    }
    var types = typesOrUsual(instanceTypes);
    return (kinds.isEmpty() ? Stream.of(Kind.REAL_TIME) : kinds.stream().flatMap(TargetOptions::of))
        .distinct()
        .map(kind -> new SampleTarget(kind, VARIANT, types, maxConcurrency))
        .toList();
  }

  /**
   * A target of one kind.
   *
   * @throws UsageException if there is no such kind or type
   */
  public static SampleTarget sample(String kind, List<String> types) {
    return new SampleTarget(kind(kind, ""), VARIANT, typesOrUsual(types), USUAL_CONCURRENCY);
  }

  private static List<String> typesOrUsual(List<String> types) {
    types.forEach(TargetOptions::checkType);
    return types.isEmpty() ? List.of(USUAL_TYPE) : List.copyOf(types);
  }

  private static void checkType(String type) {
    if (!TYPE.matcher(type).matches()) {
      throw new UsageException(
          "--instance-type is \"%s\", but it must be a type such as ml.g5.xlarge.%s"
              .formatted(
                  type,
                  TYPE.matcher("ml." + type).matches()
                      ? " Did you mean \"ml." + type + "\"?"
                      : ""));
    }
  }

  private static Stream<Kind> of(String word) {
    return word.strip().equalsIgnoreCase(ALL)
        ? Stream.of(Kind.values())
        : Stream.of(kind(word, ", or " + ALL));
  }

  private static Kind kind(String word, String orElse) {
    var name = word.strip().toLowerCase(Locale.ROOT);
    var known = Stream.of(Kind.values()).map(Kind::wire).toList();
    return Stream.of(Kind.values())
        .filter(kind -> kind.wire().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "--kind is \"%s\", but it must be one of %s%s.%s"
                    .formatted(
                        word,
                        String.join(", ", known),
                        orElse,
                        Suggestions.closest(name, known)
                            .map(near -> " Did you mean \"" + near + "\"?")
                            .orElse(""))));
  }
}

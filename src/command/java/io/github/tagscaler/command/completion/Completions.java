package io.github.tagscaler.command.completion;

import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What can be typed after the command's name.
 *
 * @param options those without a verb
 */
record Completions(List<Choice> options, List<Verb> verbs) {
  /** What an option takes after it. */
  sealed interface Value {
    /** Nothing. */
    record None() implements Value {}

    /** One of these words. */
    record OneOf(List<String> words) implements Value {}

    /** The name of a file or directory. */
    record File() implements Value {}

    /** Anything else, named so. */
    record Text(String name) implements Value {}
  }

  /** An option. Of several names the longest. */
  record Choice(String name, String description, Value value) {}

  /**
   * A verb.
   *
   * @param words what its first argument must be; empty if it can be a target, a tag or a file
   */
  record Verb(String name, String description, List<Choice> options, List<String> words) {}

  /** The completions of a command line. */
  static Completions of(CommandLine line) {
    var verbs =
        line.getSubcommands().entrySet().stream()
            .map(verb ->
                new Verb(
                    verb.getKey(),
                    first(verb.getValue().getCommandSpec().usageMessage().description()),
                    options(verb.getValue().getCommandSpec()),
                    words(verb.getValue().getCommandSpec())))
            .toList();
    return new Completions(options(line.getCommandSpec()), verbs);
  }

  private static List<Choice> options(CommandSpec spec) {
    return spec.options().stream()
        .filter(option -> !option.hidden())
        .map(option -> new Choice(option.longestName(), first(option.description()), value(option)))
        .toList();
  }

  private static List<String> words(CommandSpec spec) {
    return spec.positionalParameters().stream()
        .map(ArgSpec::completionCandidates)
        .filter(Objects::nonNull)
        .flatMap(words -> StreamSupport.stream(words.spliterator(), false))
        .toList();
  }

  private static Value value(OptionSpec option) {
    if (option.arity().max() == 0) {
      return new Value.None();
    }
    if (option.completionCandidates() != null) {
      var words = StreamSupport.stream(option.completionCandidates().spliterator(), false).toList();
      return new Value.OneOf(words);
    }
    var label = option.paramLabel();
    return label.contains("DIR") || label.contains("FILE")
        ? new Value.File()
        : new Value.Text(label);
  }

  /** The first sentence, without the line breaks that picocli writes as %n. */
  private static String first(String[] description) {
    return description.length == 0
        ? ""
        : description[0].formatted().lines().findFirst().orElse("").replaceFirst("\\. .*|\\.$", "");
  }
}

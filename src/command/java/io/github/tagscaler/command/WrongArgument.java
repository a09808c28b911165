package io.github.tagscaler.command;

import io.github.tagscaler.command.cli.ValueReader;
import io.github.tagscaler.outcome.Suggestions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with the command line, by what the library that reads it found: its own words are
 * those of programmers, and may change.
 *
 * @param sentence what is wrong
 * @param meant what was probably meant instead
 */
record WrongArgument(String sentence, Optional<String> meant) {
  private WrongArgument(String sentence) {
    this(sentence, Optional.empty());
  }

  static WrongArgument of(ParameterException wrong) {
    return switch (wrong) {
      case UnmatchedArgumentException unmatched when !unmatched.getUnmatched().isEmpty() ->
          unknown(unmatched.getUnmatched().getFirst(), wrong.getCommandLine());
      // An option that does not exist is why nothing is left for the argument.
      case MissingParameterException _ when !unmatched(wrong).isEmpty() ->
          unknown(unmatched(wrong).getFirst(), wrong.getCommandLine());
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          new WrongArgument(missing(missing.getMissing().getFirst()));
      case OverwrittenOptionException twice when twice.getOverwritten() != null ->
          new WrongArgument(name(twice.getOverwritten()) + " is given more than once.");
      case ParameterException value when value.getArgSpec() != null && value.getValue() != null ->
          new WrongArgument(
              "%s accepts %s, not \"%s\"."
                  .formatted(
                      name(value.getArgSpec()), accepted(value.getArgSpec()), value.getValue()));
      default ->
          new WrongArgument(
              Objects.requireNonNullElse(wrong.getMessage(), "The command line is wrong."));
    };
  }

  private static List<String> unmatched(ParameterException wrong) {
    var parsed = wrong.getCommandLine().getParseResult();
    return parsed == null ? List.of() : parsed.unmatched();
  }

  private static WrongArgument unknown(String word, CommandLine line) {
    if (word.startsWith("-")) {
      var option = word.split("=", 2)[0];
      if (line.getSubcommands().values().stream()
          .anyMatch(verb -> verb.getCommandSpec().optionsMap().containsKey(option))) {
        return new WrongArgument("%s belongs after the verb.".formatted(option));
      }
      return new WrongArgument(
          "There is no option \"%s\".".formatted(option),
          Suggestions.closest(option, line.getCommandSpec().optionsMap().keySet()));
    }
    var verbs = line.getSubcommands().keySet();
    return verbs.isEmpty()
        ? new WrongArgument("\"%s\" is one word too many.".formatted(word))
        : new WrongArgument(
            "There is no verb \"%s\".".formatted(word), Suggestions.closest(word, verbs));
  }

  private static String missing(ArgSpec argument) {
    return argument.isOption()
        ? "%s needs a value: %s.".formatted(name(argument), accepted(argument))
        : argument.paramLabel() + " is missing.";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  /** The values that it accepts: of a list, each of its values. */
  private static String accepted(ArgSpec argument) {
    if (argument.converters().length > 0
        && argument.converters()[0] instanceof ValueReader<?> own) {
      return own.accepted();
    }
    var type = argument.auxiliaryTypes()[0];
    if (type.isEnum()) {
      return either(Stream.of(type.getEnumConstants()).map(Object::toString).toList());
    }
    if (type == boolean.class) {
      return "true or false";
    }
    return type == int.class || type == long.class ? "a whole number" : argument.paramLabel();
  }

  private static String either(List<String> all) {
    return all.size() == 1
        ? all.getFirst()
        : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
  }
}

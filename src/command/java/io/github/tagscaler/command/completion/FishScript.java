package io.github.tagscaler.command.completion;

import io.github.tagscaler.command.completion.Completions.Choice;
import io.github.tagscaler.command.completion.Completions.Value;

/** Completions as fish reads them. */
final class FishScript {
  private FishScript() {}

  /** The script. */
  static String of(Completions completions) {
    var script = new StringBuilder("# Completions of tagscaler for fish.\n");
    var anywhere = "complete -c tagscaler -n __fish_use_subcommand";
    completions
        .verbs()
        .forEach(verb ->
            script
                .append(anywhere + " -f -a " + verb.name())
                .append(" -d " + quoted(verb.description()))
                .append('\n'));
    completions.options().forEach(option -> script.append(line(anywhere, option)));
    for (var verb : completions.verbs()) {
      var after =
          "complete -c tagscaler -n '__fish_seen_subcommand_from %s'".formatted(verb.name());
      if (!verb.words().isEmpty()) {
        script.append(after + " -f -a " + quoted(String.join(" ", verb.words())) + "\n");
      }
      verb.options().forEach(option -> script.append(line(after, option)));
    }
    return script.toString();
  }

  private static String line(String start, Choice option) {
    var value =
        switch (option.value()) {
          case Value.None() -> "";
          case Value.OneOf(var words) -> " -x -a " + quoted(String.join(" ", words));
          case Value.File() -> " -r -F";
          case Value.Text _ -> " -x";
        };
    return "%s -l %s%s -d %s\n"
        .formatted(start, option.name().substring(2), value, quoted(option.description()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

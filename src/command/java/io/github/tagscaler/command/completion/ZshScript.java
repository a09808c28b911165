package io.github.tagscaler.command.completion;

import io.github.tagscaler.command.completion.Completions.Choice;
import io.github.tagscaler.command.completion.Completions.Value;
import io.github.tagscaler.command.completion.Completions.Verb;
import java.util.List;
import java.util.stream.Collectors;

/** Completions as zsh reads them: from a file {@code _tagscaler} of its fpath, or sourced. */
final class ZshScript {
  private ZshScript() {}

  /** The script. */
  static String of(Completions completions) {
    var verbs =
        completions.verbs().stream()
            .map(verb ->
                "    %s\n"
                    .formatted(quoted(verb.name() + ":" + verb.description().replace(":", "\\:"))))
            .collect(Collectors.joining());
    var cases =
        completions.verbs().stream()
            .map(verb ->
                "    %s)\n      _arguments -S \\\n%s        %s ;;\n"
                    .formatted(
                        verb.name(), arguments(verb.options(), "        "), positional(verb)))
            .collect(Collectors.joining());
    return """
    #compdef tagscaler
    # Completions of tagscaler for zsh.

    _tagscaler() {
      local -a verbs
      verbs=(
    %s  )
      if (( CURRENT == 2 )); then
        _describe -t verbs verb verbs
        _arguments \\
    %s    && return
        return
      fi
      local verb=$words[2]
      shift words
      (( CURRENT-- ))
      case $verb in
    %s  esac
    }

    if [[ $funcstack[1] == _tagscaler ]]; then
      _tagscaler "$@"
    else
      compdef _tagscaler tagscaler
    fi
    """
        .formatted(verbs, arguments(completions.options(), "      "), cases);
  }

  private static String positional(Verb verb) {
    return verb.words().isEmpty()
        ? "'*:target:_files'"
        : "'1:value:(" + String.join(" ", verb.words()) + ")'";
  }

  private static String arguments(List<Choice> options, String indent) {
    return options.stream()
        .map(option -> indent + quoted(argument(option)) + " \\\n")
        .collect(Collectors.joining());
  }

  private static String argument(Choice option) {
    var start = "%s[%s]".formatted(option.name(), escaped(option.description()));
    return switch (option.value()) {
      case Value.None() -> start;
      case Value.OneOf(var words) -> "%s:value:(%s)".formatted(start, String.join(" ", words));
      case Value.File() -> start + ":file:_files";
      case Value.Text(var name) -> "%s:%s:".formatted(start, escaped(name));
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}

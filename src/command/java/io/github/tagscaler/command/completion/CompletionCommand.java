package io.github.tagscaler.command.completion;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.exit.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script with which a shell completes the command. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a script that lets your shell complete verbs and options.",
    footer = {
      "",
      "make install has put these scripts where the shells look for them. By hand:",
      "  bash  source <(tagscaler completion bash)",
      "  zsh   source <(tagscaler completion zsh)",
      "  fish  tagscaler completion fish | source"
    })
public final class CompletionCommand implements Callable<Integer> {
  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
  private Shell shell = Shell.bash;

  /** A shell. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  /** The verb. */
  public CompletionCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).root().commandLine();
    var script =
        switch (shell) {
          case bash -> AutoComplete.bash("tagscaler", line);
          case zsh -> ZshScript.of(Completions.of(line));
          case fish -> FishScript.of(Completions.of(line));
        };
    context.terminal().out().print(script);
    return ExitCode.OK;
  }
}

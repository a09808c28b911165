package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Stack;
import java.util.List;
import java.util.Optional;

/** Whether the stack and this command are of the same version, as far as both say. */
public final class VersionCheck implements Check {
  private static final String OUTPUT = "Version";

  private final Stack stack;
  private final Optional<String> command;
  private final AwsCli cli;

  /** With this command's version, if it is packaged. */
  public VersionCheck(Stack stack, Optional<String> command, AwsCli cli) {
    this.stack = stack;
    this.command = command;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.STACK;
  }

  @Override
  public String subject() {
    return "Version";
  }

  @Override
  public List<Finding> findings() {
    var deployed = stack.outputs().get(OUTPUT);
    if (deployed == null) {
      return List.of(
          Finding.unknown(
              subject(),
              "The stack does not say its version (it has no output %s).".formatted(OUTPUT)));
    }
    if (command.isEmpty() || command.get().equals(deployed)) {
      return List.of(Finding.ok(subject(), deployed));
    }
    return List.of(
        Finding.warning(
            subject(),
            "The stack is of version %s, this command of %s, so plan and explain may not say what the stack does."
                .formatted(deployed, command.get()),
            cli.deploy(stack.name())));
  }
}

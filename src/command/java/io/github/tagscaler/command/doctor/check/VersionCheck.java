package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Stack;
import java.util.List;
import java.util.Optional;

/** Whether the stack and this command are of the same version, as far as both say. */
public final class VersionCheck implements Check {
  /** The stack's output that has its version. */
  public static final String OUTPUT = "Version";

  private final Stack stack;
  private final String deployed;
  private final Optional<String> command;
  private final AwsCli cli;

  /**
   * A check of a stack.
   *
   * @param deployed the stack's version
   * @param command this command's version, if it is packaged
   */
  public VersionCheck(Stack stack, String deployed, Optional<String> command, AwsCli cli) {
    this.stack = stack;
    this.deployed = deployed;
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

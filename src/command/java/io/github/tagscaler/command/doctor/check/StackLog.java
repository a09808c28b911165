package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Stack;

/** The log group of the function. */
final class StackLog {
  private StackLog() {}

  static String group(Stack stack) {
    return stack
        .resource("FunctionLog")
        .orElseGet(() -> stack.outputs().getOrDefault("LogGroupName", "<its log group>"));
  }
}

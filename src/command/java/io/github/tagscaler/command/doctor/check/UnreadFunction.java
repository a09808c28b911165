package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.FunctionState;
import java.util.List;

/** What could not be checked because the function could not be read. */
public final class UnreadFunction implements Check {
  private final Attempt<FunctionState> function;

  public UnreadFunction(Attempt<FunctionState> function) {
    this.function = function;
  }

  @Override
  public Group group() {
    return Group.STACK;
  }

  @Override
  public String subject() {
    return "Function";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(subject(), function, _ -> List.of());
  }
}

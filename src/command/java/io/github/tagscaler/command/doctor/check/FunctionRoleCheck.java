package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Account;
import io.github.tagscaler.command.account.Stack;
import io.github.tagscaler.settings.Settings;
import java.util.List;

/** Whether the function's role is allowed what the function does. */
public final class FunctionRoleCheck implements Check {
  private final Account account;
  private final String role;
  private final Stack stack;
  private final Settings settings;
  private final Scope scope;
  private final AwsCli cli;

  /**
   * A check of a role.
   *
   * @param role its ARN
   */
  public FunctionRoleCheck(
      Account account, String role, Stack stack, Settings settings, Scope scope, AwsCli cli) {
    this.account = account;
    this.role = role;
    this.stack = stack;
    this.settings = settings;
    this.scope = scope;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.PERMISSIONS;
  }

  @Override
  public String subject() {
    return "Function's role";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(
        subject(),
        new RoleDecisions(account).refused(role, new AccessNeeds(scope).function(stack, settings)),
        refused ->
            List.of(
                refused.isEmpty()
                    ? Finding.ok(subject(), "is allowed everything that the function does")
                    : Finding.failure(
                        subject(),
                        "The role may not %s.".formatted(RoleDecisions.text(refused)),
                        cli.aws(
                            "iam",
                            "get-role-policy",
                            "--role-name",
                            role.substring(role.lastIndexOf('/') + 1),
                            "--policy-name",
                            "tagscaler"),
                        cli.deploy(stack.name()))));
  }
}

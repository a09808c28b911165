package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.Account;
import java.util.List;
import java.util.Optional;

/**
 * Where there is no stack: whether the caller could register targets. Application Auto Scaling
 * requires more of whoever does than the call itself.
 */
public final class CallerRoleCheck implements Check {
  private final Account account;
  private final Scope scope;

  public CallerRoleCheck(Account account, Scope scope) {
    this.account = account;
    this.scope = scope;
  }

  @Override
  public Group group() {
    return Group.PERMISSIONS;
  }

  @Override
  public String subject() {
    return "Your own";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(
        subject(),
        arn(),
        arn ->
            arn.isEmpty()
                ? List.of(Finding.unknown(subject(), "The role of your session was deleted."))
                : Finding.of(
                    subject(),
                    new RoleDecisions(account)
                        .refused(arn.get(), List.of(new AccessNeeds(scope).probed())),
                    refused ->
                        List.of(
                            Finding.ok(
                                subject(),
                                refused.isEmpty()
                                    ? "you could register scalable targets"
                                    : "enough to look; to register scalable targets yourself you would need %s"
                                        .formatted(RoleDecisions.text(refused))))));
  }

  /** Sessions do not show the path of their role, which its ARN has. */
  private Attempt<Optional<String>> arn() {
    var role = scope.caller().role();
    return role.isPresent()
        ? account.role(role.get())
        : new Attempt.Read<>(Optional.of(scope.caller().arn()));
  }
}

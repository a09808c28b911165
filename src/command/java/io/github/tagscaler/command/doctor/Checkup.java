package io.github.tagscaler.command.doctor;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.Account;
import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.account.FunctionState;
import io.github.tagscaler.command.account.Stack;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.cli.Version;
import io.github.tagscaler.command.doctor.check.AlarmCheck;
import io.github.tagscaler.command.doctor.check.AwsCli;
import io.github.tagscaler.command.doctor.check.CallerRoleCheck;
import io.github.tagscaler.command.doctor.check.CatalogCheck;
import io.github.tagscaler.command.doctor.check.Check;
import io.github.tagscaler.command.doctor.check.DeadLetterCheck;
import io.github.tagscaler.command.doctor.check.DeployRoleCheck;
import io.github.tagscaler.command.doctor.check.ErrorsCheck;
import io.github.tagscaler.command.doctor.check.FleetSnapshot;
import io.github.tagscaler.command.doctor.check.FunctionCheck;
import io.github.tagscaler.command.doctor.check.FunctionRoleCheck;
import io.github.tagscaler.command.doctor.check.LeftoverCheck;
import io.github.tagscaler.command.doctor.check.LinkedRoleCheck;
import io.github.tagscaler.command.doctor.check.MisplacedTagCheck;
import io.github.tagscaler.command.doctor.check.QuotaCheck;
import io.github.tagscaler.command.doctor.check.RecentMetrics;
import io.github.tagscaler.command.doctor.check.RuleCheck;
import io.github.tagscaler.command.doctor.check.Scope;
import io.github.tagscaler.command.doctor.check.SettingsCheck;
import io.github.tagscaler.command.doctor.check.StackCheck;
import io.github.tagscaler.command.doctor.check.SweepCheck;
import io.github.tagscaler.command.doctor.check.TagKeyCheck;
import io.github.tagscaler.command.doctor.check.TrailCheck;
import io.github.tagscaler.command.doctor.check.UnreadFunction;
import io.github.tagscaler.command.doctor.check.VersionCheck;
import io.github.tagscaler.command.doctor.check.WorkQueueCheck;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the checks that make sense: those of a stack only where there is one. */
final class Checkup {
  private final Session session;
  private final Settings settings;
  private final PolicyReader policies;
  private final Account account;
  private final Deployment deployment;
  private final AwsCli cli;
  private final Scope scope;
  private final Instant now;
  private final List<Check> checks = new ArrayList<>();

  private Checkup(Session session, Scope scope, AwsCli cli) {
    this.session = session;
    this.settings = session.settings();
    this.policies = session.policies();
    this.account = session.connection().account();
    this.deployment = session.connection().deployment();
    this.cli = cli;
    this.scope = scope;
    this.now = session.clock().instant();
  }

  /**
   * The checks.
   *
   * @param deployRole the ARN of a role that deploys, or {@code null} for none
   */
  static List<Check> of(Session session, Scope scope, AwsCli cli, @Nullable String deployRole) {
    var checkup = new Checkup(session, scope, cli);
    checkup.choose(deployRole);
    return List.copyOf(checkup.checks);
  }

  private void choose(@Nullable String deployRole) {
    var stack = deployment.stack(settings.stack());
    checks.add(new LinkedRoleCheck(account, cli));
    checks.add(new TrailCheck(account, cli));
    checks.add(new StackCheck(scope, stack, cli));
    if (stack instanceof Attempt.Read(var found)) {
      found
          .filter(each -> each.resources().containsKey("TagscalerFunction"))
          .ifPresentOrElse(this::ofStack, () -> checks.add(new CallerRoleCheck(account, scope)));
    }
    checks.add(
        new CatalogCheck(
            session.catalog(),
            session.catalogPlace(),
            session.settingsOrigin().stack(),
            settings.requirePlatform(),
            cli));
    if (deployRole != null) {
      checks.add(new DeployRoleCheck(account, deployRole, scope, cli));
    }
    ofFleet(stack);
  }

  private void ofStack(Stack stack) {
    checks.add(new RuleCheck(deployment, stack, settings, scope, cli));
    Optional.ofNullable(stack.outputs().get(VersionCheck.OUTPUT))
        .ifPresent(version -> checks.add(new VersionCheck(stack, version, Version.ofJar(), cli)));
    var name = stack.resource("TagscalerFunction").orElseThrow();
    var function = deployment.function(name);
    if (function instanceof Attempt.Read(var state)) {
      ofFunction(stack, state);
    } else {
      checks.add(new UnreadFunction(function));
    }
    var metrics = new RecentMetrics(session.connection().metrics(), now);
    stack
        .resource("WorkQueue")
        .ifPresent(
            url -> checks.add(new WorkQueueCheck(scope, deployment, metrics, stack, url, cli)));
    stack
        .resource("DeadLetterQueue")
        .ifPresent(url -> checks.add(new DeadLetterCheck(deployment, stack, url, cli)));
    checks.add(new SweepCheck(metrics, stack, cli));
    checks.add(new ErrorsCheck(metrics, stack, name, cli));
    checks.add(new AlarmCheck(deployment, stack, now, cli));
  }

  private void ofFunction(Stack stack, FunctionState function) {
    checks.add(new SettingsCheck(stack.name(), function, cli));
    checks.add(new FunctionCheck(deployment, stack, function, scope, cli));
    checks.add(new FunctionRoleCheck(account, function.role(), stack, settings, scope, cli));
  }

  private void ofFleet(Attempt<Optional<Stack>> stack) {
    var fleet = new FleetSnapshot(session.aws().fleet(settings.stack()));
    checks.add(new TagKeyCheck(fleet, policies, cli));
    checks.add(new MisplacedTagCheck(account, policies, cli));
    checks.add(new LeftoverCheck(fleet, deployment, stack, scope, cli));
    checks.add(new QuotaCheck(fleet, cli));
  }
}

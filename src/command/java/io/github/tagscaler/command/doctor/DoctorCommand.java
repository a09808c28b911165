package io.github.tagscaler.command.doctor;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.Caller;
import io.github.tagscaler.command.cli.CommonOptions;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.doctor.check.AwsCli;
import io.github.tagscaler.command.doctor.check.Scope;
import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.terminal.Progress;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the account and the stack. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Check whether the account and the stack are fit: the trail, rules, queues, the last sweep, permissions, the catalog, stray tags.",
      "Each failure comes with the command that mends it. Nothing is changed."
    },
    footer = {
      "",
      "Examples:",
      "  tagscaler doctor",
      "  tagscaler doctor --stack scaling --region eu-west-1",
      "  tagscaler doctor --deploy-role arn:aws:iam::111122223333:role/deploy"
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final Pattern ROLE = Pattern.compile("arn:aws[\\w-]*:iam::\\d{12}:role/.+");

  private final Context context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--deploy-role",
      paramLabel = "ARN",
      description = "also check whether this role can delete and update endpoints that scale")
  private @Nullable String deployRole;

  /** The verb in that context. */
  public DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (deployRole != null && !ROLE.matcher(deployRole).matches()) {
      throw new UsageException(
          "--deploy-role is \"%s\", but it must be the ARN of a role, such as arn:aws:iam::111122223333:role/deploy."
              .formatted(deployRole));
    }
    var session = new Session(context, options);
    var caller = caller(session);
    var scope = new Scope(caller, session.connection().region(), session.settings().stack());
    Diagnosis diagnosis;
    try (var progress = Progress.start(session.terminal(), "Checking")) {
      diagnosis =
          Diagnosis.of(
              Checkup.of(
                  session,
                  scope,
                  new AwsCli(options.region(), scope.region(), options.profile()),
                  deployRole),
              progress);
    }
    if (session.json()) {
      session
          .terminal()
          .line(
              DoctorJson.of(diagnosis, session.clock().instant(), scope, session.settingsOrigin())
                  .write());
    } else {
      DoctorText.print(
          session.terminal(),
          "Account %s in %s, stack %s, as %s"
              .formatted(caller.account(), scope.region(), scope.stack(), caller.arn()),
          diagnosis);
    }
    return diagnosis.exitCode();
  }

  /** Without an answer about the caller there are no credentials, so nothing can be checked. */
  private static Caller caller(Session session) {
    return switch (session.connection().account().caller()) {
      case Attempt.Read<Caller>(var caller) -> caller;
      case Attempt.Denied<Caller>(var permission) ->
          throw new CouldNotLookException("Nothing can be checked: you lack " + permission + ".");
      case Attempt.Failed<Caller>(var message) ->
          throw new CouldNotLookException("Nothing can be checked. " + message);
    };
  }
}

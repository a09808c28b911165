package io.github.tagscaler.command.report;

import io.github.tagscaler.command.access.ReadFailure;
import io.github.tagscaler.command.account.Caller;
import io.github.tagscaler.command.cli.AccountChoice;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.ReportedAccount;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.reconcile.CallFailedException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads several accounts and regions, one after another, into one report. One that cannot be read
 * costs a line, and not the report.
 */
final class AccountsReader {
  private final Context context;
  private final ReportOptions options;
  private final Terminal terminal;
  private final List<ReportedAccount> accounts = new ArrayList<>();
  private final List<ReportRow> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  AccountsReader(Context context, ReportOptions options) {
    this.context = context;
    this.options = options;
    this.terminal = options.terminal(context);
  }

  /**
   * The report of those that could be read.
   *
   * @throws io.github.tagscaler.command.exit.UsageException if there is no such profile or tag
   * @throws CouldNotLookException if none could be read
   */
  FleetReport read(List<AccountChoice> choices) {
    var sessions = choices.stream().map(choice -> Session.in(choice, context, options)).toList();
    sessions.forEach(AccountsReader::checkProfile);
    sessions.forEach(this::read);
    if (accounts.stream().noneMatch(ReportedAccount::isRead)) {
      throw new CouldNotLookException("No account could be read, so there is no report.");
    }
    GroupingTags.check(options.by(), rows.stream().map(ReportRow::tags).toList());
    return FleetReport.of(
        options.clock(context).instant().truncatedTo(ChronoUnit.SECONDS),
        accounts,
        options.days(),
        rows,
        options.by(),
        notes);
  }

  /** A profile that does not exist is found before minutes are spent on others. */
  private static void checkProfile(Session session) {
    try {
      session.connection();
    } catch (CouldNotLookException _) {
      // Without a region, only this one cannot be read.
    }
  }

  private void read(Session session) {
    var account = session.account();
    try {
      read(account.name(), session);
    } catch (CouldNotLookException failure) {
      failed(account, Objects.toString(failure.getMessage()));
    } catch (CallFailedException failure) {
      failed(account, ReadFailure.sentences(failure));
    }
  }

  private void read(String name, Session session) {
    var region = session.connection().region();
    var id = id(session);
    var twin = twin(id, region);
    if (twin != null) {
      terminal.note(
          "note: %s is the account and region of %s, and is reported once."
              .formatted(name, twin.name()));
      return;
    }
    var report = new FleetReader(session, options.days(), List.of(), options.prices()).read();
    accounts.add(ReportedAccount.read(name, id, region));
    report.rows().forEach(row -> rows.add(row.in(name)));
    report.notes().forEach(note -> notes.add(name + ": " + note));
  }

  private static @Nullable String id(Session session) {
    return session.connection().account().caller().found().map(Caller::account).orElse(null);
  }

  private @Nullable ReportedAccount twin(@Nullable String id, String region) {
    return accounts.stream()
        .filter(each -> id != null && id.equals(each.id()) && region.equals(each.region()))
        .findFirst()
        .orElse(null);
  }

  private void failed(AccountChoice choice, String why) {
    accounts.add(new ReportedAccount(choice.name(), null, choice.region(), why));
    var line = "%s could not be read: %s".formatted(choice.name(), why);
    notes.add(line);
    terminal.note(terminal.paint(Color.RED, "error:") + " " + line);
  }
}

package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.cost.AlarmCount;
import io.github.tagscaler.command.fleet.FleetPlan;
import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.InForcePhrase;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.resource.ScalableDimension;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A whole account in counts, what is wrong first. */
final class SummaryText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Terminal terminal;

  SummaryText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(PlanAnswer answer) {
    Columns.wrap(title(answer), terminal.width()).forEach(terminal::line);
    terminal.line();
    counts(answer);
    totals(answer);
  }

  private static String title(PlanAnswer answer) {
    FleetPlan fleet = answer.fleet();
    return "%s and %s in %s, as stack %s would scale them at %s"
        .formatted(
            Amounts.count(fleet.endpoints(), "endpoint"),
            Amounts.count(fleet.components(), "inference component"),
            answer.region(),
            fleet.stack(),
            TIME.format(fleet.asOf()));
  }

  private void counts(PlanAnswer answer) {
    var counts = answer.counts();
    int digits =
        counts.values().stream().mapToInt(count -> grouped(count).length()).max().orElse(1);
    var table = new Table(2);
    for (var verdict : PlanVerdict.values()) {
      int count = counts.getOrDefault(verdict, 0);
      if (count == 0 && !verdict.isChange() && verdict != PlanVerdict.REJECTED) {
        continue;
      }
      var number = Columns.right(grouped(count), digits);
      table.row(
          terminal.paint(count == 0 ? Color.FAINT : verdict.color(), verdict.sign() + " " + number),
          verdict.words(),
          terminal.paint(Color.FAINT, String.join(", ", details(verdict, answer))));
    }
    table.print(terminal);
  }

  private static String grouped(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static List<String> details(PlanVerdict verdict, PlanAnswer answer) {
    return switch (verdict) {
      case REJECTED, MISTYPED ->
          ProblemGroup.counts(ProblemGroup.of(answer.with(verdict)).stream());
      case OTHERS -> byWhom(answer.with(verdict).stream());
      case UNTAGGED -> scaledByOthers(answer.fleet());
      case NOT_SCALABLE, WAITING -> reasons(answer.with(verdict));
      case REGISTER, CHANGE, RELEASE -> onlyReported(answer.with(verdict));
      case HELD, UNREAD, DRIFTED, SUSPENDED, RIGHT, PAUSED, OFF -> List.of();
    };
  }

  private static List<String> byWhom(Stream<PlanLine> lines) {
    return counted(
        lines
            .map(PlanLine::target)
            .flatMap(target -> target.registeredBy().stream())
            .map(RegisteredBy::words));
  }

  private static List<String> scaledByOthers(FleetPlan fleet) {
    long registered =
        fleet.untagged().stream().filter(each -> !each.registered().isEmpty()).count();
    return registered == 0 ? List.of() : List.of(grouped((int) registered) + " scaled by others");
  }

  private static List<String> onlyReported(List<PlanLine> lines) {
    int dryRuns = (int) lines.stream().filter(PlanLine::dryRun).count();
    return dryRuns == 0
        ? List.of()
        : List.of(grouped(dryRuns) + " in dry run: reported, not applied");
  }

  private static List<String> reasons(List<PlanLine> lines) {
    return counted(
        lines.stream()
            .map(line -> OutcomeSummary.of(line.target().outcome()))
            .flatMap(summary -> Stream.ofNullable(summary.code())));
  }

  private static List<String> counted(Stream<String> words) {
    var counts = new LinkedHashMap<String, Integer>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue()))
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .toList();
  }

  private void totals(PlanAnswer answer) {
    var table = new Table(2);
    for (var dimension : ScalableDimension.values()) {
      var hours = answer.hours(dimension);
      if (hours.ceiling() > 0) {
        table.row("capacity", Amounts.hours(hours, dimension));
      }
    }
    for (var dimension : ScalableDimension.values()) {
      moves(answer, dimension).ifPresent(move -> table.row("at once", move));
    }
    var money = Amounts.money(answer.costFloor(), answer.costCeiling());
    if (!money.isEmpty()) {
      long unpriced = answer.unpriced();
      table.row(
          "cost",
          money
              + (unpriced == 0
                  ? ""
                  : ", without %s that no price was given for"
                      .formatted(Amounts.count(unpriced, "target"))));
    }
    if (answer.alarms() != 0) {
      table.row("alarms", alarms(answer.alarms()));
    }
    var lines = table.lines(terminal.width());
    if (!lines.isEmpty()) {
      terminal.line();
      lines.forEach(terminal::line);
      footnote(answer);
    }
  }

  /** What the hours are the sum of. */
  private void footnote(PlanAnswer answer) {
    long counted = answer.scaled();
    if (counted > 0) {
      Columns.wrap(
              "Capacity of %s that tags scale, dry runs too: always at min to always at max, in a month of 730 hours."
                  .formatted(
                      counted == 1 ? "the one target" : "the %,d targets".formatted(counted)),
              terminal.width() - 2)
          .forEach(line -> terminal.line("  " + terminal.paint(Color.FAINT, line)));
    }
  }

  private static Optional<String> moves(PlanAnswer answer, ScalableDimension dimension) {
    var moves = new ArrayList<String>();
    int added = answer.addedAtOnce(dimension);
    if (added > 0) {
      moves.add("adds " + InForcePhrase.capacity(added, dimension));
    }
    int removed = answer.removedAtOnce(dimension);
    if (removed > 0) {
      moves.add("removes " + InForcePhrase.capacity(removed, dimension));
    }
    return moves.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", moves));
  }

  private static String alarms(int added) {
    return "%+,d in CloudWatch (%s$%,.2f a month at $%.2f each, the us-east-1 list price)"
        .formatted(
            added,
            added < 0 ? "-" : "",
            Math.abs(added) * AlarmCount.LIST_PRICE,
            AlarmCount.LIST_PRICE);
  }
}

package io.github.tagscaler.command.report.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.report.model.Finding.Case;
import io.github.tagscaler.command.report.model.ReportRow.Unit;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FleetReportTest {
  private static final Usage FAILING =
      new Usage(Measured.of(2), Measured.of(0), Measured.of(3), "No quota.", Measured.of(100));

  private final ReportRow scaled = row("chat", Coverage.SCALED, Usage.INAPPLICABLE, 2.0, "search");
  private final ReportRow failing = row("embed", Coverage.SCALED, FAILING, 2.0, "search");
  private final ReportRow blocked =
      row("rank", Coverage.BLOCKED, Usage.INAPPLICABLE, null, "ads", "defualt");
  private final ReportRow unscalable =
      row("host", Coverage.NOT_SCALABLE, Usage.INAPPLICABLE, null, "");
  private final FleetReport report =
      FleetReport.of(
          Instant.parse("2026-01-05T08:00:00Z"),
          "eu-west-1",
          14,
          List.of(unscalable, scaled, failing, blocked),
          List.of("team"),
          List.of());

  @Test
  void what_is_wrong_comes_first() {
    assertThat(report.rows()).containsExactly(blocked, failing, scaled, unscalable);
  }

  @Test
  void totals_count_states_and_add_up_hours_and_costs() {
    var totals = report.totals();

    assertThat(totals.targets()).isEqualTo(4);
    assertThat(totals.count(Coverage.SCALED)).isEqualTo(2);
    assertThat(totals.problems()).isEqualTo(1);
    // What cannot be scaled does not count.
    assertThat(totals.scaledShare()).isEqualTo(2 / 3.0);
    assertThat(totals.hours().get(Unit.INSTANCE)).isEqualTo(new MonthlyHours(400, 1600));
    assertThat(totals.cost()).isEqualTo(new CostRange(400, 1600));
    assertThat(totals.saved().get(Unit.INSTANCE)).isEqualTo(Measured.of(100));
    assertThat(totals.savedCost()).isEqualTo(Measured.of(200));
    assertThat(totals.atMax()).isEqualTo(Measured.of(1));
    assertThat(totals.idle()).isEqualTo(Measured.of(0));
    assertThat(totals.failing()).isEqualTo(Measured.of(1));
  }

  @Test
  void groups_are_by_size_and_those_without_the_tag_are_last() {
    assertThat(report.groupings())
        .containsExactly(
            new Grouping(
                "team",
                List.of(
                    new Grouping.Group("search", FleetTotals.of(List.of(failing, scaled))),
                    new Grouping.Group("ads", FleetTotals.of(List.of(blocked))),
                    new Grouping.Group(null, FleetTotals.of(List.of(unscalable))))));
  }

  @Test
  void findings_put_the_same_mistake_of_several_targets_together() {
    var same = row("zeta", Coverage.BLOCKED, Usage.INAPPLICABLE, null, "ads", "defualt");
    var other = row("beta", Coverage.BLOCKED, Usage.INAPPLICABLE, null, "ads", "of");

    assertThat(Finding.of(List.of(other, blocked, same, failing)))
        .containsExactly(
            new Finding(
                "UnknownPolicy",
                List.of(
                    new Case(
                        "autoscaling:policy = \"defualt\". See the target.",
                        List.of(blocked.target(), same.target())),
                    new Case(
                        "autoscaling:policy = \"of\". See the target.", List.of(other.target())))),
            new Finding(
                "Scaling fails", List.of(new Case("No quota.", List.of(failing.target())))));
  }

  @Test
  void a_sum_of_what_is_unknown_in_part_is_what_is_known() {
    assertThat(Measured.unknown().plus(Measured.of(3))).isEqualTo(Measured.of(3));
    assertThat(Measured.unknown().plus(Measured.inapplicable())).isEqualTo(Measured.unknown());
    assertThat(Measured.inapplicable().plus(Measured.of(3))).isEqualTo(Measured.of(3));
  }

  private static ReportRow row(
      String name,
      Coverage coverage,
      Usage usage,
      @Nullable Double price,
      String team,
      String... wrong) {
    var target = "endpoint/" + name + "/variant/AllTraffic";
    return new ReportRow(
        target,
        Kind.REAL_TIME,
        List.of("ml.g5.xlarge"),
        coverage,
        List.of(wrong).stream()
            .map(value ->
                Problem.of(
                    Code.UNKNOWN_POLICY,
                    "autoscaling:policy = \"%s\" on endpoint/%s. See %s."
                        .formatted(value, name, target)))
            .toList(),
        List.of(),
        null,
        null,
        OptionalInt.of(1),
        new MonthlyHours(100, 400),
        usage,
        price,
        team.isEmpty() ? Map.of() : Map.of("team", team),
        "");
  }
}

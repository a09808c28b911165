package io.github.tagscaler.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.Measured;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.Usage;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReportCsvTest {
  @Test
  void a_target_is_a_row() {
    var row =
        new ReportRow(
            "endpoint/chat/variant/blue",
            Kind.REAL_TIME,
            List.of("ml.g5.xlarge", "ml.g6.xlarge"),
            Coverage.SCALED,
            List.of(),
            List.of(),
            null,
            new Bounds(1, 4),
            OptionalInt.of(2),
            new MonthlyHours(730, 2920),
            new Usage(
                Measured.of(1.256), Measured.unknown(), Measured.of(0), null, Measured.of(100)),
            1.5,
            Map.of("team", "search"),
            "");

    assertThat(ReportCsv.of(SampleFleet.with(SampleFleet.of(0), row)).split("\r\n"))
        .containsExactly(
            "target,kind,instance_types,state,problems,messages,min,max,running,unit,floor_hours_a_month,ceiling_hours_a_month,hours_at_max,idle_hours_at_min,failed_scalings,saved_hours,floor_cost_a_month,ceiling_cost_a_month,saved_cost,tag:team",
            "endpoint/chat/variant/blue,real-time,ml.g5.xlarge ml.g6.xlarge,scaled,,,1,4,2,instance,730,2920,1.26,unknown,0,100,1095,4380,150,search");
  }

  @Test
  void a_spreadsheet_takes_no_tag_for_a_formula() {
    var row =
        new ReportRow(
            "endpoint/chat",
            null,
            List.of(),
            Coverage.BLOCKED,
            List.of(Problem.of(Code.BAD_VALUE, "=HYPERLINK(\"http://x\",\"y\")")),
            List.of(),
            null,
            null,
            OptionalInt.empty(),
            null,
            Usage.INAPPLICABLE,
            null,
            Map.of("team", "@SUM(1+1)*cmd|' /C calc'!A0"),
            "");

    assertThat(ReportCsv.of(SampleFleet.with(SampleFleet.of(0), row)))
        .endsWith(
            "endpoint/chat,,,blocked,BadValue,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",,,,instance,,,,,,,,,,'@SUM(1+1)*cmd|' /C calc'!A0\r\n");
  }
}

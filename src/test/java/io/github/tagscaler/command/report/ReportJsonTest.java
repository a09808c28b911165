package io.github.tagscaler.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tagscaler.command.report.model.FleetReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 200})
  void it_is_as_its_schema_says(int targets) throws IOException {
    assertThat(problems(SampleFleet.of(targets, 1.41, List.of("A note.")))).isEmpty();
  }

  static List<String> problems(FleetReport report) throws IOException {
    try (var schema =
        Objects.requireNonNull(
            ReportJsonTest.class.getResourceAsStream("/schema/command/report.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
          .validate(ReportJson.of(report).write(), InputFormat.JSON)
          .stream()
          .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
          .toList();
    }
  }
}

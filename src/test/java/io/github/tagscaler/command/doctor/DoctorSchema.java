package io.github.tagscaler.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds answers against the JSON schema that ships. */
final class DoctorSchema {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(read());

  private DoctorSchema() {}

  static void check(String answer) {
    assertThat(SCHEMA.validate(answer, InputFormat.JSON)).as(answer).isEmpty();
  }

  private static String read() {
    try {
      return Files.readString(Path.of("src/command/resources/schema/command/doctor.schema.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

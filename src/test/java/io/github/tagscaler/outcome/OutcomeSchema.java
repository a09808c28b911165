package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds outcomes against the JSON schema that ships, wherever a test meets one. */
public final class OutcomeSchema {
  private static final String TEXT = read();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  private OutcomeSchema() {}

  /** Fails unless the schema takes the outcome. */
  public static void check(Json outcome) {
    check(outcome.write());
  }

  /** Fails unless the schema takes the outcome. */
  public static void check(String outcome) {
    assertThat(errors(outcome)).as("what the outcome's schema says of %s", outcome).isEmpty();
  }

  /** What the schema has against an outcome, {@code where: what}. */
  static List<String> errors(String outcome) {
    return SCHEMA.validate(outcome, InputFormat.JSON).stream()
        .map(OutcomeSchema::describe)
        .distinct()
        .toList();
  }

  /** The schema itself. */
  static String text() {
    return TEXT;
  }

  private static String describe(Error error) {
    return error.getInstanceLocation() + ": " + error.getMessage();
  }

  private static String read() {
    try (var in = Outcome.class.getResourceAsStream("outcome.schema.json")) {
      assertThat(in).as("the schema beside the class Outcome").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

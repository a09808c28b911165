package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A JSON schema, and what it has against an answer of the command. */
public final class AnswerSchema {
  /** A schema that those of the verbs may refer to. */
  private static final String OUTCOME = "/io/github/tagscaler/outcome/outcome.schema.json";

  private AnswerSchema() {}

  /** What the shipped schema of a verb has against an answer. */
  public static List<String> errors(String verb, String answer) {
    return errorsBy("/schema/command/" + verb + ".schema.json", answer);
  }

  /** What the schema in a resource has against a JSON text. */
  public static List<String> errorsBy(String resource, String json) {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of("urn:tagscaler:outcome:1", text(OUTCOME))))
        .getSchema(text(resource))
        .validate(json, InputFormat.JSON)
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .distinct()
        .toList();
  }

  private static String text(String resource) {
    try (var in = AnswerSchema.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

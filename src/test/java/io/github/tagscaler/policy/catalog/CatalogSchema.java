package io.github.tagscaler.policy.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The JSON schema that ships, as an editor applies it to YAML. */
public final class CatalogSchema {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text());

  private CatalogSchema() {}

  /** What the schema has against a document, {@code where: what}. */
  public static List<String> errors(String yaml) {
    return SCHEMA.validate(json(load(yaml)).write(), InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .distinct()
        .toList();
  }

  /** The schema itself. */
  static Json schema() {
    return json(load(text()));
  }

  /** JSON is YAML too. */
  private static @Nullable Object load(String yaml) {
    return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
        .loadFromString(yaml);
  }

  /** What AWS's model of the API says of a shape. */
  static Json awsShape(String name) {
    return json(load(resource("/io/github/tagscaler/standin/model/application-autoscaling.json")))
        .get("shapes")
        .get(name);
  }

  private static Json json(@Nullable Object value) {
    return switch (value) {
      case null -> Json.Null.NULL;
      case Boolean bool -> Json.of(bool);
      case Number number -> Json.of(new BigDecimal(number.toString()));
      case List<?> items -> new Json.Arr(items.stream().map(CatalogSchema::json).toList());
      case Map<?, ?> members -> {
        var object = new LinkedHashMap<String, Json>();
        members.forEach((key, member) -> object.put(String.valueOf(key), json(member)));
        yield new Json.Obj(object);
      }
      default -> Json.of(value.toString());
    };
  }

  private static String text() {
    return resource("catalog.schema.json");
  }

  private static String resource(String name) {
    try (var in = Catalog.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.github.tagscaler.json;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonLocation;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.core.StreamReadConstraints;
import software.amazon.awssdk.thirdparty.jackson.core.StreamReadFeature;

/**
 * Reads JSON text with the parser that the SDK brings along for itself.
 *
 * <p>The parser is used as it is, not through the SDK's {@code JsonNodeParser}, which takes
 * comments, ignores what follows the first value and lets the last of several members of one name
 * win. Here each of them is refused: two readers of one text must not read different values.
 */
public final class JsonReader {
  /** AWS's deepest event has about ten levels; code may recurse into a value safely. */
  static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonReader() {}

  /**
   * Reads the one value that the text holds.
   *
   * @throws MalformedJsonException if the text is anything else
   */
  public static Json read(String text) {
    return read(() -> FACTORY.createParser(text));
  }

  /**
   * Reads the one value that the stream holds, to its end.
   *
   * @throws MalformedJsonException if the stream holds anything else
   * @throws UncheckedIOException if the stream cannot be read
   */
  public static Json read(InputStream stream) {
    return read(() -> FACTORY.createParser(stream));
  }

  private static Json read(Source source) {
    try (var parser = source.open()) {
      if (parser.nextToken() == null) {
        throw malformed("it is empty", parser.currentLocation(), null);
      }
      var value = value(parser);
      if (parser.nextToken() != null) {
        throw malformed("more follows its first value", parser.currentTokenLocation(), null);
      }
      return value;
    } catch (JsonProcessingException malformed) {
      throw malformed(malformed.getOriginalMessage(), malformed.getLocation(), malformed);
    } catch (CharConversionException malformed) {
      throw new MalformedJsonException("The text is not encoded in UTF-8.", malformed);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> Json.of(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> Json.of(true);
      case VALUE_FALSE -> Json.of(false);
      case VALUE_NULL -> Json.Null.NULL;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no JSON value starts with " + parser.currentToken());
    };
  }

  private static Json object(JsonParser parser) throws IOException {
    var members = new LinkedHashMap<String, Json>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.Obj(members);
  }

  private static Json array(JsonParser parser) throws IOException {
    var items = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Arr(items);
  }

  private static Json number(JsonParser parser) throws IOException {
    try {
      return Json.of(new BigDecimal(parser.getText()));
    } catch (NumberFormatException outOfReach) {
      throw malformed(
          "the exponent of a number is too large", parser.currentLocation(), outOfReach);
    }
  }

  private static MalformedJsonException malformed(
      String what, @Nullable JsonLocation where, @Nullable Throwable cause) {
    // The parser does not say where a limit was passed.
    String place =
        where == null
            ? ""
            : " (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr());
    return new MalformedJsonException(
        "The text is not one JSON value: %s%s.".formatted(what, place), cause);
  }

  /** Opens the parser on whatever is to be read. */
  private interface Source {
    JsonParser open() throws IOException;
  }
}

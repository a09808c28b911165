package io.github.tagscaler.template;

import static io.github.tagscaler.template.Template.members;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An input transformer of an EventBridge rule, applied as EventBridge does (user guide, "input
 * transformation"; what reaches a queue as recorded by LocalStack's tests against AWS):
 *
 * <ul>
 *   <li>A path is in dot notation; one that does not exist leaves nothing.
 *   <li>A text is one or more lines in quotation marks. They are sent with it, and values are
 *       copied into it as they are, without being escaped.
 *   <li>A template in braces is JSON. A variable outside quotation marks becomes a JSON value,
 *       escaped; the result is sent without the blanks between its parts.
 * </ul>
 */
final class InputTransformer {
  private static final Pattern VARIABLE = Pattern.compile("<([A-Za-z0-9]+)>");
  private static final Pattern PATH = Pattern.compile("\\$(\\.[A-Za-z0-9_-]+)+");
  private static final Pattern LINE = Pattern.compile("\"([^\"\\\\]|\\\\.)*\"");

  private final Json paths;
  private final String template;

  /**
   * The transformer of a rule's target.
   *
   * @throws IllegalArgumentException if EventBridge would refuse it, or not deliver what it makes
   */
  InputTransformer(Json transformer) {
    this.paths = transformer.get("InputPathsMap");
    this.template = transformer.get("InputTemplate").text().orElseThrow();
    require(template.length() <= 8192, "too long");
    require(members(paths).size() <= 100, "too many variables");
    members(paths)
        .forEach((name, path) -> {
          require(name.matches("[A-Za-z0-9]+"), "no name of a variable: " + name);
          require(PATH.matcher(path.text().orElse("")).matches(), "no path: " + path.write());
        });
    VARIABLE
        .matcher(template)
        .results()
        .forEach(found ->
            require(members(paths).containsKey(found.group(1)), "unknown " + found.group()));
    require(
        isJson() || template.lines().allMatch(line -> LINE.matcher(line).matches()),
        "a line without quotation marks");
  }

  /** What the target gets of an event. */
  String rendered(Json event) {
    var filled =
        VARIABLE
            .matcher(template)
            .replaceAll(found -> Matcher.quoteReplacement(value(event, found.group(1))));
    return isJson() ? JsonReader.read(filled).write() : filled;
  }

  private String value(Json event, String variable) {
    var value = event;
    for (var name : paths.get(variable).text().orElseThrow().substring(2).split("\\.", -1)) {
      value = value.get(name);
    }
    if (isJson()) {
      return value.isNull() ? "\"\"" : value.write();
    }
    return value.isNull() ? "" : value.text().orElseGet(value::write);
  }

  private boolean isJson() {
    return template.strip().startsWith("{");
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(complaint);
    }
  }
}

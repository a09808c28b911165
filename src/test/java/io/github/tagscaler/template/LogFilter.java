package io.github.tagscaler.template;

import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * As much of CloudWatch's filter patterns for JSON lines as the template and the pages use. A
 * comparison with a member that a line does not have is false, whatever the comparison.
 */
public final class LogFilter {
  private static final Pattern TOKEN =
      Pattern.compile("\\$\\.\\w+|\"[^\"]*\"|[0-9]+|\\|\\||&&|!=|[=>(){}]");

  private final List<String> tokens;
  private int next;
  private Json line = Json.Null.NULL;

  /**
   * A filter with this pattern.
   *
   * @throws IllegalArgumentException if it is not one of those
   */
  public LogFilter(String pattern) {
    this.tokens = TOKEN.matcher(pattern).results().map(found -> found.group()).toList();
    if (!String.join("", tokens).equals(pattern.replace(" ", ""))) {
      throw new IllegalArgumentException("not a known pattern: " + pattern);
    }
  }

  /** Whether the pattern matches a line of the log. */
  public boolean matches(Json line) {
    this.line = line;
    this.next = 0;
    expect("{");
    boolean matches = anyOf();
    expect("}");
    return matches;
  }

  private boolean anyOf() {
    boolean any = allOf();
    while (tokens.get(next).equals("||")) {
      next++;
      any = allOf() || any;
    }
    return any;
  }

  private boolean allOf() {
    boolean all = one();
    while (tokens.get(next).equals("&&")) {
      next++;
      all = one() && all;
    }
    return all;
  }

  private boolean one() {
    if (tokens.get(next).equals("(")) {
      next++;
      boolean inside = anyOf();
      expect(")");
      return inside;
    }
    var member = line.get(tokens.get(next++).substring(2));
    var comparison = tokens.get(next++);
    var value = tokens.get(next++);
    return switch (member) {
      case Json.Str(var text) -> ("\"" + text + "\"").equals(value) == comparison.equals("=");
      case Json.Num(var number) ->
          comparison.equals(">") && number.compareTo(new BigDecimal(value)) > 0;
      default -> false;
    };
  }

  private void expect(String token) {
    if (!tokens.get(next++).equals(token)) {
      throw new IllegalArgumentException("expected %s in %s".formatted(token, tokens));
    }
  }
}

package io.github.tagscaler.policy.setting;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names in braces of a custom metric: each is replaced by a value of the scaled resource. */
public final class Placeholders {
  /** Every placeholder that Tagscaler replaces. */
  public static final List<String> NAMES =
      List.of("{endpoint}", "{variant}", "{component}", "{region}", "{account}");

  private static final Pattern IN_BRACES = Pattern.compile("\\{[^{}]*}");

  private Placeholders() {}

  /**
   * The placeholders that a metric uses, each once. Other braces are CloudWatch's own: its search
   * expressions have them too.
   */
  public static List<String> in(MetricSpec spec) {
    var found = new LinkedHashSet<String>();
    spec.mapTexts(text -> {
      inBraces(text).filter(NAMES::contains).forEach(found::add);
      return text;
    });
    return List.copyOf(found);
  }

  /** The names in braces that are not placeholders, each once. */
  public static List<String> unknown(String text) {
    return inBraces(text).filter(name -> !NAMES.contains(name)).distinct().toList();
  }

  /**
   * The metric with its placeholders replaced; other names in braces are left as they are.
   *
   * @param values by placeholder, braces included
   */
  public static MetricSpec fill(MetricSpec spec, Map<String, String> values) {
    return spec.mapTexts(text ->
        IN_BRACES
            .matcher(text)
            .replaceAll(match ->
                Matcher.quoteReplacement(values.getOrDefault(match.group(), match.group()))));
  }

  private static Stream<String> inBraces(String text) {
    return IN_BRACES.matcher(text).results().map(MatchResult::group);
  }
}

package io.github.tagscaler.command.cli;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.outcome.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The settings of a stack: their names in the template and as variables of the function. */
final class NamedSetting {
  /** The variable that names the stack; an option of its own names it too. */
  static final String STACK = "TAGSCALER_STACK";

  private static final List<String> NAMES =
      List.of(
          "TagPrefix",
          "DefaultPolicy",
          "CatalogPath",
          "TimeZone",
          "EventBus",
          "DryRun",
          "SweepLimit",
          "ReleaseAll",
          "SweepMinutes",
          "DriftHours",
          "MaxCapacity",
          "AllowAdopt",
          "RequirePlatform");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private NamedSetting() {}

  /** Whether the function reads a variable of that name. */
  static boolean isVariable(String name) {
    return name.equals(STACK) || NAMES.stream().anyMatch(each -> variable(each).equals(name));
  }

  /**
   * The variable of a setting, which is named as in the template or as the variable itself.
   *
   * @throws UsageException if there is no such setting
   */
  static String variableOf(String name) {
    return NAMES.stream()
        .filter(each -> each.equalsIgnoreCase(name) || variable(each).equalsIgnoreCase(name))
        .findFirst()
        .map(NamedSetting::variable)
        .orElseThrow(() -> unknown(name));
  }

  private static UsageException unknown(String name) {
    if (name.equalsIgnoreCase("Stack") || name.equalsIgnoreCase(STACK)) {
      return new UsageException("--set cannot name the stack. Use --stack.");
    }
    var near =
        Suggestions.closest(name, NAMES).map(each -> " Did you mean " + each + "?").orElse("");
    return new UsageException(
        "--set names \"%s\", but there is no such setting.%s The settings are %s."
            .formatted(name, near, String.join(", ", NAMES)));
  }

  private static String variable(String name) {
    return "TAGSCALER_" + HUMP.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
  }
}

package io.github.tagscaler.command.cli;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.terminal.Terminal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that every verb takes, whatever the formats of its answer and however many accounts
 * it asks: a verb with formats of its own has its own {@code --format}.
 */
public abstract class VerbOptions {
  @Option(
      names = "--catalog",
      paramLabel = "DIR|SSM-PATH",
      description =
          "read the catalog from this directory of YAML files, or from this path in Parameter Store")
  private @Nullable String catalog;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "use this value of a stack's setting, named as in the template: DefaultPolicy=llm")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "use the settings of this deployed stack (default: TAGSCALER_STACK, or else tagscaler)")
  private @Nullable String stack;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "answer as at this time in UTC, such as 2026-12-31T18:00")
  private @Nullable String asOf;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "send AWS calls to this address")
  private @Nullable String endpointUrl;

  @Option(names = "--no-color", description = "print without colors, as with NO_COLOR set")
  private boolean noColor;

  /** Whether the answer is JSON. */
  public abstract boolean json();

  /** The directory or path of the catalog, if it was named. */
  public @Nullable String catalog() {
    return catalog;
  }

  /** The stack, if it was named. */
  public @Nullable String stack() {
    return stack;
  }

  /** Whether a time was named, so that none passes. */
  public boolean isAsOf() {
    return asOf != null;
  }

  /** The AWS region, if one was named. */
  public abstract @Nullable String region();

  /** The AWS profile, if one was named. */
  public abstract @Nullable String profile();

  /** The address for AWS calls, if it was named. */
  public @Nullable String endpointUrl() {
    return endpointUrl;
  }

  /** The terminal as these options want it. */
  public Terminal terminal(Context context) {
    return noColor ? context.terminal().withoutColor() : context.terminal();
  }

  /**
   * The time to answer for.
   *
   * @throws UsageException if the option cannot be read
   */
  public InstantSource clock(Context context) {
    if (asOf == null) {
      return context.clock();
    }
    var fixed = time(asOf);
    return () -> fixed;
  }

  private static Instant time(String text) {
    var plain = text.strip().replace(' ', 'T');
    try {
      if (plain.endsWith("Z")) {
        return Instant.parse(plain);
      }
      return plain.contains("T")
          ? LocalDateTime.parse(plain).toInstant(ZoneOffset.UTC)
          : LocalDate.parse(plain).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException unreadable) {
      throw new UsageException(
          "--as-of is \"%s\", but it must be a time in UTC such as 2026-12-31T18:00 or 2026-12-31."
              .formatted(text));
    }
  }

  /**
   * The settings that were named, as the function's environment variables.
   *
   * @throws UsageException if there is no such setting
   */
  public Map<String, String> settings() {
    var variables = new LinkedHashMap<String, String>();
    settings.forEach((name, value) -> variables.put(NamedSetting.variableOf(name), value));
    if (namesCatalog()) {
      // A default policy may be one of the catalog: without a path, it would have to be bundled.
      variables.putIfAbsent(NamedSetting.variableOf("CatalogPath"), "/catalog");
    }
    return variables;
  }

  /** A message about a setting, which names it as the command line does. */
  String inWordsOfOptions(String message) {
    var words = message;
    for (var name : settings.keySet()) {
      words = words.replace(NamedSetting.variableOf(name), name);
    }
    return words;
  }

  /** Whether the command line names the catalog, so that no setting does. */
  protected boolean namesCatalog() {
    return catalog != null;
  }
}

package io.github.tagscaler.command.target;

import io.github.tagscaler.command.exit.UsageException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A target as it is named on the command line. Its names may differ from AWS's in case. */
public sealed interface TargetArgument {
  /** {@code endpoint/E}, or an endpoint's ARN. */
  record OfEndpoint(String endpoint) implements TargetArgument {}

  /** {@code endpoint/E/variant/V}. */
  record OfVariant(String endpoint, String variant) implements TargetArgument {}

  /** {@code inference-component/C}, or a component's ARN. */
  record OfComponent(String component) implements TargetArgument {}

  /** A bare name: an endpoint or a component. */
  record Bare(String name) implements TargetArgument {}

  Pattern ARN =
      Pattern.compile(
          "arn:aws[\\w-]*:sagemaker:(?<region>[\\w-]+):(?<account>\\d{12}):(?<type>endpoint|inference-component)/(?<name>.+)",
          Pattern.CASE_INSENSITIVE);

  Pattern PATH =
      Pattern.compile(
          "(?:endpoint/(?<endpoint>[^/]+)(?:/variant/(?<variant>[^/]+))?|inference-component/(?<component>[^/]+))",
          Pattern.CASE_INSENSITIVE);

  Pattern NAME = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9])*");

  /** The region, if the argument is an ARN. */
  static Optional<String> regionOf(String text) {
    var arn = ARN.matcher(text.strip());
    return arn.matches() ? Optional.of(arn.group("region")) : Optional.empty();
  }

  /** The account, if the argument is an ARN. */
  static Optional<String> accountOf(String text) {
    var arn = ARN.matcher(text.strip());
    return arn.matches() ? Optional.of(arn.group("account")) : Optional.empty();
  }

  /**
   * Reads an argument.
   *
   * @throws UsageException if it has none of the four forms
   */
  static TargetArgument read(String text) {
    var arn = ARN.matcher(text.strip());
    var path =
        PATH.matcher(arn.matches() ? arn.group("type") + "/" + arn.group("name") : text.strip());
    if (path.matches()) {
      if (path.group("component") != null) {
        return new OfComponent(path.group("component"));
      }
      return path.group("variant") == null
          ? new OfEndpoint(path.group("endpoint"))
          : new OfVariant(path.group("endpoint"), path.group("variant"));
    }
    if (NAME.matcher(text.strip()).matches()) {
      return new Bare(text.strip());
    }
    throw new UsageException(
        "\"%s\" does not name a target. Write endpoint/NAME, endpoint/NAME/variant/VARIANT, inference-component/NAME, an ARN, or just the name."
            .formatted(text));
  }
}

package io.github.tagscaler.event;

import io.github.tagscaler.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names that SageMaker lets endpoints and inference components have. No other is ever sent to
 * AWS.
 */
final class ResourceName {
  /** The rule, for a sentence. */
  static final String RULE =
      "1 to 63 letters, digits and hyphens that neither begin nor end with a hyphen";

  // SageMaker's model: EndpointName is [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62} and InferenceComponentName
  // [a-zA-Z0-9]([\-a-zA-Z0-9]*[a-zA-Z0-9])?, both of at most 63 characters: the same set of names.
  private static final Pattern PATTERN =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");

  private ResourceName() {}

  /** The name, if the value is one. */
  static Optional<String> of(Json value) {
    return value.text().filter(text -> PATTERN.matcher(text).matches());
  }
}

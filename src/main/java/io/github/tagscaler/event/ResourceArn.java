package io.github.tagscaler.event;

import io.github.tagscaler.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ARNs of endpoints and inference components, in every partition. */
final class ResourceArn {
  private static final Pattern PATTERN =
      Pattern.compile("arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:[0-9]{12}:(?<type>[a-z-]+)/(?<name>.+)");

  private ResourceArn() {}

  /** The endpoint or inference component that the value is an ARN of, if it is one. */
  static Optional<Subject> subject(Json value) {
    var arn = PATTERN.matcher(value.text().orElse(""));
    if (!arn.matches()) {
      return Optional.empty();
    }
    var name = ResourceName.of(Json.of(arn.group("name")));
    return switch (arn.group("type")) {
      case "endpoint" -> name.map(spelt -> new Subject.Endpoint(spelt, true));
      case "inference-component" -> name.map(spelt -> new Subject.Component(spelt, true));
      default -> Optional.empty();
    };
  }
}

package io.github.tagscaler.endtoend;

import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.Optional;

/** One outcome, as the function logged it. */
record LoggedOutcome(Json json) {

  /** The ending, with its code if it has one: {@code Applied}, {@code Skipped NotTagged}. */
  String ending() {
    return text("outcome") + json.get("code").text().map(code -> " " + code).orElse("");
  }

  String resourceId() {
    return text("resourceId");
  }

  Optional<String> dimension() {
    return json.get("scalableDimension").text();
  }

  Optional<String> kind() {
    return json.get("kind").text();
  }

  String message() {
    return text("message");
  }

  boolean dryRun() {
    return json.get("dryRun").equals(Json.of(true));
  }

  /** What was changed: {@code create target endpoint/chat/variant/AllTraffic}. */
  List<String> changes() {
    return json.get("changes").stream()
        .map(change ->
            "%s %s %s"
                .formatted(
                    change.get("action").text().orElse(""),
                    change.get("type").text().orElse(""),
                    change.get("name").text().orElse("")))
        .toList();
  }

  List<String> problems() {
    return codes("problems");
  }

  List<String> warnings() {
    return codes("warnings");
  }

  private List<String> codes(String member) {
    return json.get(member).stream().map(each -> each.get("code").text().orElse("")).toList();
  }

  private String text(String member) {
    return json.get(member).text().orElse("");
  }
}

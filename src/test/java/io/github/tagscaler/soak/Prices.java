package io.github.tagscaler.soak;

import static java.util.stream.Collectors.joining;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The list prices in {@code docs/prices.json}, the only place that has any. */
final class Prices {
  private final Json file;

  private Prices(Json file) {
    this.file = file;
  }

  static Prices read() throws IOException {
    return new Prices(JsonReader.read(Files.readString(Path.of("docs/prices.json"))));
  }

  /** What one unit costs, in dollars. */
  double of(String id) {
    var price =
        file.get("prices").stream()
            .filter(each -> each.get("id").equals(Json.of(id)))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(price.get("usd").write())
        / Double.parseDouble(price.get("units").write());
  }

  String table() {
    return "List prices of %s in %s, in USD, without free tiers; %s:\n\n| What | USD | for |\n| --- | --- | --- |\n"
            .formatted(text(file, "region"), text(file, "month"), text(file, "source"))
        + file.get("prices").stream()
            .map(each ->
                "| %s | %s | %s |\n"
                    .formatted(
                        text(each, "what"),
                        each.get("usd").write(),
                        each.get("units").equals(Json.of(1))
                            ? "1 " + text(each, "unit")
                            : "%,d %s"
                                .formatted(
                                    Long.parseLong(each.get("units").write()), text(each, "unit"))))
            .collect(joining());
  }

  private static String text(Json object, String member) {
    return object.get(member).text().orElseThrow();
  }
}

package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.aws.JsonReader;
import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.engine.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds each example in {@code docs/outcomes.md} to what the function says in such a case. */
class OutcomeExamplesTest {
  private static final Path DOC = Path.of("docs/outcomes.md");
  private static final Pattern JSON_BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");
  private static final String BLUE = "[{\"name\": \"blue\", \"instanceType\": \"ml.g5.xlarge\"}]";

  @RegisterExtension static final World world = new World();

  @Test
  void rejected() throws IOException {
    world.seed(
        """
        {"endpoints": [{"name": "chat", "variants": %s,
          "tags": {"autoscaling:policy": "defualt", "team": "search"}}]}
        """
            .formatted(BLUE));

    isShown(world.on(News.tagChange("endpoint/chat")), "Rejected");
  }

  @Test
  void applied() throws IOException {
    world.host("models", "policy=default");
    world.component("chat-base", "models", "max=6");

    isShown(world.on(News.componentCreated("chat-base")), "Applied");
  }

  @Test
  void planned() throws IOException {
    world.endpointOf("chat", BLUE, "policy=default");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "min=2", "max=8", "dry-run=true");

    isShown(world.on(News.requested("chat")), "Planned");
  }

  @Test
  void unchanged() throws IOException {
    world.endpointOf("chat", BLUE, "policy=default", "max@green=6");
    world.on(News.inService("chat"));

    isShown(world.on(News.inService("chat")), "Unchanged");
  }

  @Test
  void released() throws IOException {
    world.endpointOf("chat", BLUE, "policy=default");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "policy=off");

    isShown(world.on(News.tagChange("endpoint/chat")), "Released");
  }

  @Test
  void skipped() throws IOException {
    world.seed(
        """
        {"endpoints": [{"name": "chat", "tags": {"autoscaling:policy": "default"},
          "variants": [{"name": "blue"}], "shadow": [{"name": "shadow"}]}]}
        """);

    isShown(world.on(News.inService("chat")).outcome("endpoint/chat/variant/shadow"), "Skipped");
  }

  @Test
  void failed() throws IOException {
    world.endpointOf("chat", BLUE, "policy=default");
    world.fault(
        Fault.error(400, "ThrottlingException", "Rate exceeded").on("PutScalingPolicy").always());

    isShown(world.on(News.inService("chat")), "Failed");
  }

  private static void isShown(Run run, String ending) throws IOException {
    isShown(run.outcome(), ending);
  }

  private static void isShown(Told told, String ending) throws IOException {
    assertThat(told.ending()).startsWith(ending);
    assertThat(masked(example(ending))).isEqualTo(masked(told.json()));
  }

  private static Json example(String ending) throws IOException {
    return JSON_BLOCK
        .matcher(Files.readString(DOC))
        .results()
        .map(block -> JsonReader.read(block.group(1)))
        .map(block -> block.get("detail").get("outcome").isNull() ? block : block.get("detail"))
        .filter(block -> block.get("outcome").equals(Json.of(ending)))
        .findFirst()
        .orElseThrow();
  }

  /** Without what differs from run to run. */
  private static Json masked(Json outcome) {
    return Events.with(
        JsonReader.read(
            outcome
                .write()
                .replaceAll("request [-0-9a-f]+", "request …")
                .replaceAll("v1:[0-9a-f]+", "v1:…")),
        "trigger.eventId",
        Json.of("…"));
  }
}

package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.report.Notices;
import io.github.tagscaler.report.OutcomeEvent;
import io.github.tagscaler.standin.engine.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples in {@code docs/outcomes.md} and its files are what the function answers. */
class OutcomeExamplesTest {
  private static final Path PAGE = Path.of("docs/outcomes.md");
  private static final Path FILES = Path.of("docs/examples/outcomes");
  private static final Pattern EVENT =
      Pattern.compile("(?ms)^```json\n(\\{\n  \"version\": \"0\".*?)^```$");
  private static final String BLUE = "[{\"name\": \"blue\", \"instanceType\": \"ml.g5.xlarge\"}]";

  @RegisterExtension static final TestAccount account = new TestAccount();

  @Test
  void rejected() throws IOException {
    account.seed(
        """
        {"endpoints": [{"name": "chat", "variants": %s,
          "tags": {"autoscaling:policy": "defualt", "team": "search"}}]}
        """
            .formatted(BLUE));

    isDocumented(account.invoke(SampleEvents.tagChange("endpoint/chat")), "Rejected");
  }

  @Test
  void applied() throws IOException {
    account.host("models", "policy=default");
    account.component("chat-base", "models", "max=6");

    isDocumented(account.invoke(SampleEvents.componentCreated("chat-base")), "Applied");
  }

  @Test
  void planned() throws IOException {
    account.endpointOf("chat", BLUE, "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "min=2", "max=8", "dry-run=true");

    isDocumented(account.invoke(SampleEvents.requested("chat")), "Planned");
  }

  @Test
  void unchanged() throws IOException {
    account.endpointOf("chat", BLUE, "policy=default", "max@green=6");
    account.invoke(SampleEvents.inService("chat"));

    isDocumented(account.invoke(SampleEvents.inService("chat")), "Unchanged");
  }

  @Test
  void released() throws IOException {
    account.endpointOf("chat", BLUE, "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "policy=off");

    isDocumented(account.invoke(SampleEvents.tagChange("endpoint/chat")), "Released");
  }

  @Test
  void skipped() throws IOException {
    account.seed(
        """
        {"endpoints": [{"name": "chat", "tags": {"autoscaling:policy": "default"},
          "variants": [{"name": "blue"}], "shadow": [{"name": "shadow"}]}]}
        """);

    isDocumented(
        account.invoke(SampleEvents.inService("chat")).outcome("endpoint/chat/variant/shadow"),
        "Skipped");
  }

  @Test
  void failed() throws IOException {
    account.endpointOf("chat", BLUE, "policy=default");
    account.fault(
        Fault.error(400, "ThrottlingException", "Rate exceeded").on("PutScalingPolicy").always());

    isDocumented(account.invoke(SampleEvents.inService("chat")), "Failed");
  }

  private static void isDocumented(Invocation run, String outcome) throws IOException {
    isDocumented(run.outcome(), outcome);
  }

  private static void isDocumented(LoggedOutcome outcome, String name) throws IOException {
    assertThat(outcome.ending()).startsWith(name);
    var file = FILES.resolve(name.toLowerCase(Locale.ROOT) + ".json");
    if (Files.exists(file)) {
      assertThat(masked(JsonReader.read(Files.readString(file)))).isEqualTo(masked(outcome.json()));
    } else {
      assertThat(masked(eventOnPage())).isEqualTo(masked(asEvent(outcome.json())));
    }
  }

  private static Json eventOnPage() throws IOException {
    return EVENT
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> JsonReader.read(block.group(1)).get("detail"))
        .findFirst()
        .orElseThrow();
  }

  /** What an event has besides: the team and the sentences for notifications. */
  private static Json asEvent(Json outcome) {
    var published = new ArrayList<OutcomeEvent>();
    new Notices("team", "us-east-1")
        .on(published::addAll)
        .publish(List.of(new OutcomeEvent("Scaling Rejected", (Json.Obj) outcome, List.of())));
    return published.getFirst().detail();
  }

  /** Without the parts that differ from run to run. */
  private static Json masked(Json outcome) {
    return Events.with(
        JsonReader.read(
            outcome
                .write()
                .replaceAll("request [-0-9a-f]+", "request …")
                .replaceAll("v1:[0-9a-f:]+", "v1:…")),
        "trigger.eventId",
        Json.of("…"));
  }
}

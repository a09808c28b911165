package io.github.tagscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.fake.FakeEventBus;
import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a notification needs, and a rule that routes it. */
class NoticesTest {
  private static final String BLUE = "endpoint/chat/variant/blue";

  @Test
  void each_event_about_a_resource_has_a_team_and_a_notice() {
    var event = event("Scaling Rejected", BLUE, "x");

    assertThat(notices("team").addTo(event).detail().get("team")).isEqualTo(Json.of("search"));
    assertThat(notice(event))
        .isEqualTo(
            Json.object()
                .put("title", "Rejected: endpoint/chat/variant/blue (team search)")
                .put("text", "x")
                .put(
                    "remedy",
                    "Change what the message names. Until then scaling goes on as it was.")
                .put("resource", "endpoint/chat/variant/blue (team search)")
                .put(
                    "console",
                    "https://console.aws.amazon.com/sagemaker/home?region=us-east-1#/endpoints/chat")
                .build());
  }

  @Test
  void an_event_keeps_all_that_it_had() {
    var event = event("Scaling Rejected", BLUE, "x");

    var more = notices("team").addTo(event);

    assertThat(more.detailType()).isEqualTo(event.detailType());
    assertThat(more.resources()).isEqualTo(event.resources());
    assertThat(more.detail().members()).containsAllEntriesOf(event.detail().members());
    assertThat(more.detail().members()).hasSize(event.detail().members().size() + 2);
  }

  @Test
  void the_bus_publishes_events_with_their_notices() {
    var bus = new FakeEventBus();

    notices("team").on(bus).publish(List.of(event("Scaling Applied", BLUE, "x")));

    assertThat(bus.published())
        .singleElement()
        .satisfies(event -> assertThat(event.detail().get("team")).isEqualTo(Json.of("search")));
  }

  @Test
  void a_catalog_has_no_team() {
    var event =
        new OutcomeEvent(
            "Catalog Invalid", Json.object().put("path", "/catalog").build(), List.of());

    assertThat(notices("team").addTo(event)).isEqualTo(event);
  }

  @Test
  void a_team_is_the_value_of_the_exact_key() {
    var event = event("Scaling Rejected", BLUE, "x");

    assertThat(notices("Team").addTo(event).detail().members()).doesNotContainKey("team");
    assertThat(notices(null).addTo(event).detail().members()).doesNotContainKey("team");
    assertThat(notices(null).addTo(event).detail().get("notice").get("resource").text())
        .hasValue(BLUE);
  }

  /** EventBridge does not escape what it copies into a text. */
  @Test
  void a_notice_has_nothing_that_would_have_to_be_escaped() {
    var text = notice(event("Scaling Rejected", BLUE, "\"a\\nb\"\n\tc")).get("text");

    assertThat(text.text()).hasValue("'a/nb' c");
  }

  @Test
  void a_text_is_not_longer_than_a_chat_shows() {
    var text = notice(event("Scaling Rejected", BLUE, "long ".repeat(2_000))).get("text");

    assertThat(text.text().orElseThrow()).hasSize(4_000).endsWith("…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Scaling Warning | Warning",
        "Scaling Failing | Scaling fails",
        "Scaling Planned | Planned",
        "Scaling Skipped | Skipped",
        "Deploy Blocked  | Deploy blocked",
        "Deploy Resets Capacity | Deploy resets capacity"
      })
  void a_title_says_what_happened(String type, String words) {
    assertThat(notice(event(type, BLUE, "x")).get("title").text())
        .hasValue(words + ": endpoint/chat/variant/blue (team search)");
  }

  @Test
  void a_reminder_says_so() {
    var detail =
        Json.object().put("resourceId", BLUE).put("message", "x").put("reminder", true).build();

    assertThat(notice(new OutcomeEvent("Scaling Warning", detail, List.of())).get("title").text())
        .hasValue("Warning (reminder): endpoint/chat/variant/blue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us-east-1     | endpoint/Chat/variant/b    | https://console.aws.amazon.com/sagemaker/home?region=us-east-1#/endpoints/Chat",
        "us-east-1     | endpoint/Chat              | https://console.aws.amazon.com/sagemaker/home?region=us-east-1#/endpoints/Chat",
        "us-east-1     | inference-component/llama  | https://console.aws.amazon.com/sagemaker/home?region=us-east-1#/endpoints",
        "cn-north-1    | endpoint/chat              | https://console.amazonaws.cn/sagemaker/home?region=cn-north-1#/endpoints/chat",
        "us-gov-west-1 | endpoint/chat              | https://console.amazonaws-us-gov.com/sagemaker/home?region=us-gov-west-1#/endpoints/chat",
        "              | endpoint/chat              | https://console.aws.amazon.com/sagemaker/home#/endpoints/chat",
      })
  void a_link_opens_the_endpoint_in_the_console(String region, String resource, String link) {
    var event = new Notices(null, region).addTo(event("Scaling Warning", resource, "x"));

    assertThat(event.detail().get("notice").get("console").text()).hasValue(link);
  }

  @Test
  void what_only_the_operator_can_solve_is_not_for_the_owner() {
    var operators = Json.ofStrings(Map.of("audience", "operator"));
    var owners = Json.ofStrings(Map.of("audience", "owner"));

    assertThat(remedy(List.of(operators)))
        .isEqualTo(
            "Ask whoever operates Tagscaler (stack models). Until then scaling goes on as it was.");
    assertThat(remedy(List.of(operators, owners)))
        .isEqualTo("Change what the message names. Until then scaling goes on as it was.");
  }

  private static String remedy(List<? extends Json> problems) {
    var detail =
        Json.object()
            .put("resourceId", BLUE)
            .put("stack", "models")
            .put("problems", new Json.Arr(List.copyOf(problems)))
            .build();
    return notice(new OutcomeEvent("Scaling Rejected", detail, List.of()))
        .get("remedy")
        .text()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Scaling Warning | Decide whether this is intended. If it is not, change what the message names.",
        "Deploy Resets Capacity | Decide whether this is intended. If it is not, change what the message names.",
        "Scaling Failing | Change what the message names. Application Auto Scaling tries again by itself.",
        "Scaling Planned | If you agree with the plan, end the dry run.",
        "Scaling Skipped | Nothing, or change what the message names.",
        "Scaling Applied | Nothing.",
      })
  void a_remedy_says_who_has_to_act(String type, String remedy) {
    assertThat(notice(event(type, BLUE, "x")).get("remedy").text()).hasValue(remedy);
  }

  @Test
  void an_event_that_has_a_remedy_keeps_it() {
    var detail =
        Json.object()
            .put("endpointName", Json.Null.NULL)
            .put("message", "an endpoint: no.")
            .put("remedy", "Set autoscaling:policy = off.")
            .build();

    var notice = notice(new OutcomeEvent("Deploy Blocked", detail, List.of()));

    assertThat(notice.get("remedy").text()).hasValue("Set autoscaling:policy = off.");
    assertThat(notice.get("resource").text()).hasValue("an endpoint");
    assertThat(notice.get("console").text().orElseThrow()).endsWith("#/endpoints");
  }

  private static Json notice(OutcomeEvent event) {
    return notices("team").addTo(event).detail().get("notice");
  }

  private static Notices notices(@Nullable String teamTag) {
    return new Notices(teamTag, "us-east-1");
  }

  private static OutcomeEvent event(String type, String resource, String message) {
    return new OutcomeEvent(
        type,
        Json.object()
            .put("resourceId", resource)
            .put("message", message)
            .put("problems", new Json.Arr(List.of(Json.ofStrings(Map.of("audience", "owner")))))
            .put("stack", "tagscaler")
            .put("tags", Json.ofStrings(Map.of("team", "search")))
            .build(),
        List.of("arn"));
  }
}

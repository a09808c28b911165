package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Policies from the Parameter Store. */
class CatalogTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static Invocation reconcile() {
    return account.withCatalog().invoke(SampleEvents.inService("chat"));
  }

  /** What was read before is not read again within a minute. */
  private static void aMinuteLater() {
    account.advance(Duration.ofSeconds(61));
  }

  @Test
  void policies_of_the_platform_go_by_bare_names_and_others_by_their_document() {
    account.document("_platform", "version: 1\npolicies: { small: { max: 2 } }");
    account.document("pay", "version: 1\npolicies: { small: { extends: small, min: 2 } }");
    account.endpoint("chat", "policy=pay/small");
    aMinuteLater();

    assertThat(reconcile().outcome().ending()).isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-2");
  }

  @Test
  void documents_beyond_the_ten_of_a_page_are_read_too() {
    IntStream.range(0, 13)
        .forEach(i ->
            account.document(
                "team-" + i, "version: 1\npolicies: { p: { max: %d } }".formatted(i + 2)));
    account.endpoint("chat", "policy=team-12/p");
    aMinuteLater();

    reconcile();

    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-14");
  }

  @Test
  void it_is_read_once_a_minute_at_most() {
    account.document("_platform", "version: 1\npolicies: { small: { max: 2 } }");
    account.endpoint("chat", "policy=small");
    aMinuteLater();

    assertThat(reconcile().operations()).contains("GetParametersByPath");
    assertThat(reconcile().operations()).doesNotContain("GetParametersByPath");
    aMinuteLater();
    assertThat(reconcile().operations()).contains("GetParametersByPath");
  }

  @Test
  void an_untagged_endpoint_does_not_read_it() {
    account.endpoint("chat");
    aMinuteLater();

    assertThat(reconcile().operations()).doesNotContain("GetParametersByPath");
  }

  @Nested
  class A_broken_document {
    @Test
    void breaks_its_own_policies_alone() {
      account.document("pay", "version: 1\npolicies: { small: { max: many } }");
      account.document("ops", "version: 1\npolicies: { small: { max: 3 } }");
      account.endpoint("chat", "policy=pay/small");
      account.endpoint("calls", "policy=ops/small");
      aMinuteLater();

      var broken = reconcile();

      assertThat(broken.outcome().ending()).isEqualTo("Rejected CatalogInvalid");
      assertThat(broken.outcome().json().get("problems").write()).contains("pay, line 2");
      assertThat(account.withCatalog().invoke(SampleEvents.inService("calls")).outcome().ending())
          .isEqualTo("Applied");
    }

    @Test
    void of_the_platform_stops_every_target_but_no_off_switch() {
      account.document("_platform", "version: 1\npolicies: [");
      account.endpoint("chat", "policy=default");
      account.endpoint("stopped", "policy=off");
      aMinuteLater();

      assertThat(reconcile().outcome().ending()).isEqualTo("Rejected CatalogInvalid");
      assertThat(account.withCatalog().invoke(SampleEvents.inService("stopped")).outcome().ending())
          .isEqualTo("Skipped Off");
    }

    @Test
    void changes_nothing_of_what_is_registered() {
      account.document("_platform", "version: 1\npolicies: { small: { max: 2 } }");
      account.endpoint("chat", "policy=small");
      aMinuteLater();
      reconcile();
      var before = account.scaling();
      account.document("_platform", "version: 2");
      aMinuteLater();

      assertThat(reconcile().outcome().ending()).isEqualTo("Rejected CatalogInvalid");
      assertThat(account.scaling()).isEqualTo(before);
    }
  }

  /** A document that no tag uses is reported when it is saved, in the log and on the bus. */
  @Nested
  class A_saved_parameter {
    private Invocation saved(String name, String text) {
      account.document(name, text);
      var event = changed(name, "Update");
      account.advance(Duration.ofSeconds(31));
      return account.withCatalog().invoke(event);
    }

    private Json changed(String name, String operation) {
      return JsonReader.read(
          """
          {"id": "p", "source": "aws.ssm", "detail-type": "Parameter Store Change", "time": "%s",
           "detail": {"operation": "%s", "name": "%s/%s", "type": "String"}}
          """
              .formatted(account.aws().now(), operation, TestAccount.CATALOG, name));
    }

    private String line(Invocation run) {
      return run.log().stream()
          .filter(line -> line.get("event").equals(Json.of("Catalog")))
          .map(line -> line.get("message").text().orElseThrow())
          .reduce((first, second) -> first + "\n" + second)
          .orElse("");
    }

    private String published() {
      return account.published().stream()
          .filter(event -> event.get("DetailType").equals(Json.of("Catalog Invalid")))
          .map(event -> event.get("Detail"))
          .map(detail -> detail.get("message").text().orElseThrow())
          .reduce((first, second) -> first + "\n" + second)
          .orElse("");
    }

    @Test
    void named_platform_without_its_underscore() {
      var run =
          saved(
              "platform", "version: 1\nguardrails: [{ max: 3 }]\npolicies: { small: { max: 2 } }");

      assertThat(line(run))
          .startsWith(
              "Catalog /tagscaler/policies: 1 document, 0 policies, 0 guardrails. 2 problems. 1. platform, line 2, column 1: guardrails. Only the platform team's document, _platform, can have guardrails. 2. platform: Did you mean \"_platform\"?");
      assertThat(published()).isEqualTo(line(run));
    }

    @Test
    void that_is_broken_and_used_by_no_tag() {
      var run = saved("pay", "version: 1\npolicies: { chat: { maxx: 3, min: few } }");

      assertThat(line(run))
          .contains("1 document, 0 policies, 0 guardrails. 2 problems. 1. pay, line 2, column 21:")
          .contains("2. pay, line 2, column 35: policies.chat.min = \"few\".");
      assertThat(published()).isEqualTo(line(run));
    }

    @Test
    void in_a_subfolder_even_if_another_sweep_has_covered_its_time() {
      account.document("_platform", "version: 1");
      account.document("teams/pay", "version: 1\npolicies: { chat: { max: 3 } }");
      var first = changed("_platform", "Update");
      var second = changed("teams/pay", "Create");
      account.advance(Duration.ofSeconds(31));
      assertThat(line(account.withCatalog().invoke(first))).endsWith("No problems.");

      var run = account.withCatalog().invoke(second);

      assertThat(line(run))
          .isEqualTo(
              "Catalog /tagscaler/policies: 1 document, 0 policies, 0 guardrails. 1 problem: The parameter /tagscaler/policies/teams/pay is not read, because it is in a subfolder. Save it directly under /tagscaler/policies, as /tagscaler/policies/pay.");
      assertThat(published()).isEqualTo(line(run));
    }

    @Test
    void that_is_right_is_reported_without_an_event() {
      var run = saved("pay", "version: 1\npolicies: { chat: { max: 3 } }");

      assertThat(line(run))
          .isEqualTo(
              "Catalog /tagscaler/policies: 1 document, 1 policy, 0 guardrails. No problems.");
      assertThat(published()).isEmpty();
    }

    @Test
    void that_is_the_last_one_deleted() {
      account.advance(Duration.ofMinutes(1));

      assertThat(line(account.withCatalog().invoke(changed("pay", "Delete"))))
          .contains("1 problem: There is no parameter directly under /tagscaler/policies,");
    }

    @Test
    void is_reported_by_the_first_scheduled_sweep_of_a_function_too() {
      account.document("pay", "version: 2");
      var tick =
          JsonReader.read(
              """
              {"id": "s", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {},
               "time": "%s"}
              """
                  .formatted(account.aws().now()));
      account.advance(Duration.ofMinutes(1));

      assertThat(line(account.withCatalog().invoke(tick))).contains("1 problem: pay, line 1");
      assertThat(published()).isEmpty();
    }
  }

  @Nested
  class A_parameter_that_cannot_be_decrypted {
    private void locked(String name) {
      account.seed(
          """
          {"parameters": {"%s/%s": {"Type": "SecureString", "KeyId": "alias/theirs", "Value": "version: 1"}}}
          """
              .formatted(TestAccount.CATALOG, name));
    }

    @Test
    void spoils_its_own_document_alone() {
      locked("pay");
      account.seed(
          """
          {"parameters": {"%s/ops": {"Type": "SecureString", "Value": "{ version: 1, policies: { small: { max: 2 } } }"}}}
          """
              .formatted(TestAccount.CATALOG));
      account.endpoint("chat", "policy=ops/small");
      account.endpoint("calls", "policy=pay/small");
      aMinuteLater();

      assertThat(reconcile().outcome().ending()).isEqualTo("Applied");
      var broken = account.withCatalog().invoke(SampleEvents.inService("calls")).outcome();
      assertThat(broken.ending()).isEqualTo("Rejected CatalogInvalid");
      assertThat(broken.json().get("message").text().orElse(""))
          .contains(
              "The catalog document \"pay\" has an error",
              "The parameter /tagscaler/policies/pay cannot be decrypted (AccessDeniedException:");
    }

    @Test
    void stops_every_target_if_it_is_the_platforms() {
      locked("_platform");
      account.endpoint("chat", "policy=default");
      aMinuteLater();

      assertThat(reconcile().outcome().ending()).isEqualTo("Rejected CatalogInvalid");
      assertThat(account.targets()).isEmpty();
    }
  }

  /** A deleted or misnamed {@code _platform} must not open all guardrails. */
  @Nested
  class A_required_platform {
    private Invocation reconcile(String endpoint) {
      return account
          .function(
              Map.of(
                  "TAGSCALER_CATALOG_PATH",
                  TestAccount.CATALOG,
                  "TAGSCALER_REQUIRE_PLATFORM",
                  "true"))
          .invoke(SampleEvents.inService(endpoint));
    }

    @Test
    void that_is_missing_stops_every_target_but_no_off_switch() {
      account.document("platform", "version: 1");
      account.endpoint("chat", "min=3", "max=10000");
      account.endpoint("stopped", "policy=off");
      aMinuteLater();

      var run = reconcile("chat");

      assertThat(run.outcome().ending()).isEqualTo("Rejected CatalogInvalid");
      assertThat(run.outcome().json().get("message").text().orElse(""))
          .contains("This stack requires the catalog document _platform (RequirePlatform)");
      assertThat(account.targets()).isEmpty();
      assertThat(reconcile("stopped").outcome().ending()).isEqualTo("Skipped Off");
    }

    @Test
    void that_is_there_limits_as_always() {
      account.document("_platform", "version: 1\nguardrails: [{ max: 5 }]");
      account.endpoint("chat", "max=5");
      aMinuteLater();

      assertThat(reconcile("chat").outcome().ending()).isEqualTo("Applied");
    }
  }

  @Test
  void what_cannot_be_read_fails_and_is_tried_again() {
    account.document("_platform", "version: 1\npolicies: { small: { max: 2 } }");
    account.endpoint("chat", "policy=small");
    account.endpoint("stopped", "policy=off");
    aMinuteLater();
    account.fault(
        Fault.error(400, "AccessDeniedException", "no").on("GetParametersByPath").always());

    var run = reconcile();

    assertThat(run.raised()).isTrue();
    assertThat(run.outcome().ending()).isEqualTo("Failed ServiceError");
    assertThat(account.withCatalog().invoke(SampleEvents.inService("stopped")).outcome().ending())
        .isEqualTo("Skipped Off");
    account.clearFaults();
    aMinuteLater();
    assertThat(reconcile().outcome().ending()).isEqualTo("Applied");
  }

  @Nested
  class A_guardrail {
    private void platform() {
      account.document(
          "_platform",
          """
          version: 1
          guardrails:
            - { max: 5 }
            - { instance-type: "ml.p5*", max: 2 }
          policies: { big: { max: 9 } }
          """);
      aMinuteLater();
    }

    @Test
    void moves_what_a_policy_says() {
      platform();
      account.endpoint("chat", "policy=big");

      var run = reconcile();

      assertThat(run.outcome().warnings()).containsExactly("GuardrailApplied");
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-5");
    }

    @Test
    void refuses_what_a_tag_says() {
      platform();
      account.endpoint("chat", "max=9");

      var run = reconcile();

      assertThat(run.outcome().ending()).isEqualTo("Rejected GuardrailExceeded");
      assertThat(run.outcome().json().get("problems").write()).contains("max: 5");
      assertThat(account.targets()).isEmpty();
    }

    @Test
    void holds_in_every_window() {
      platform();
      account.clock("2026-06-01T12:00:00Z");
      account.endpoint("chat", "schedule=Mon-Fri 08:00-20:00 2-9");
      aMinuteLater();

      assertThat(reconcile().outcome().ending()).isEqualTo("Rejected GuardrailExceeded");
    }
  }
}

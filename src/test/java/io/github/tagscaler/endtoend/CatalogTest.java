package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
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

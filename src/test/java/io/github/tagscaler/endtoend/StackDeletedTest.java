package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The stack was deleted without a release: its targets stay registered, and it is deployed again.
 */
class StackDeletedTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  @BeforeEach
  void a_target_of_a_stack_that_was_deleted() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.restartFunctions();
    account.user.tag("endpoint/chat", "policy=default", "max=6");
  }

  @Test
  void in_dry_run_it_plans_only_what_changed_meanwhile() {
    var run =
        account
            .function(Map.of("TAGSCALER_DRY_RUN", "true"))
            .invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Planned");
    assertThat(run.outcome().message()).contains("max 4 -> 6").doesNotContain("create");
  }

  @Test
  void under_the_same_name_it_manages_again_what_it_finds() {
    var run = account.function(Map.of()).invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(account.targets()).hasSize(1);
  }
}

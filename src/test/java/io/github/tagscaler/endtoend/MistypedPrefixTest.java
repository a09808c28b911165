package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tag whose prefix is misspelled is not read, and its owner is told so. */
class MistypedPrefixTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  @Test
  void is_told_with_the_right_key_and_published() {
    account.endpoint("chat", "autoscale:policy=default", "team:name=search");

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Skipped NotTagged");
    assertThat(run.outcome().message())
        .isEqualTo(
            "endpoint/chat/variant/AllTraffic has no autoscaling: tag that turns autoscaling on."
                + " To turn it on, set autoscaling:policy = default. autoscale:policy = \"default\""
                + " on endpoint/chat. The prefix of this key is misspelled, so the tag is not read."
                + " Did you mean \"autoscaling:policy\"?");
    assertThat(run.outcome().warnings()).containsExactly("MistypedPrefix");
    assertThat(account.publishedTypes()).containsExactly("Scaling Skipped");
    assertThat(account.targets()).isEmpty();
  }

  @Test
  void of_an_endpoint_is_told_of_its_components_too() {
    account.host("models", "auto-scaling:max=6");
    account.component("llama", "models");

    var run = account.invoke(SampleEvents.componentCreated("llama"));

    assertThat(run.outcome().ending()).isEqualTo("Skipped NotTagged");
    assertThat(run.outcome().warnings()).containsExactly("MistypedPrefix");
    assertThat(account.publishedTypes()).containsExactly("Scaling Skipped");
  }

  /** Nothing looks like a key of ours: one call, and no outcome. */
  @Test
  void is_not_seen_in_tags_of_others() {
    account.endpoint("chat", "scaling:max=6", "autoscale:name=x");

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcomes()).isEmpty();
  }
}

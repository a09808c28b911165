package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account changes while a run is going on. */
class ChangesMeanwhileTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  @RegisterExtension static final TestAccount account = new TestAccount();

  @AfterAll
  static void stop() {
    THREADS.shutdown();
  }

  /** Starts a run, lets something happen while it waits at that call, and lets it go on. */
  private static Invocation meanwhile(Callable<Invocation> run, String operation, Runnable happens)
      throws Exception {
    account.aws().hold(operation);
    Future<Invocation> running = THREADS.submit(run);
    assertThat(account.aws().awaitHeld(1, PATIENCE)).isTrue();
    happens.run();
    account.aws().release(1);
    return running.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeEndpoint", "RegisterScalableTarget", "PutScalingPolicy"})
  void tags_that_change_before_the_last_write_are_followed_in_the_same_run(String operation)
      throws Exception {
    account.endpoint("chat", "policy=default", "max=3");

    var run =
        meanwhile(
            () -> account.invoke(SampleEvents.inService("chat")),
            operation,
            () -> account.user.tag("endpoint/chat", "max=7"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-7");
    assertThat(account.invoke(SampleEvents.addTags("endpoint/chat")).writes()).isEmpty();
  }

  @Test
  void an_off_switch_set_during_the_registration_ends_it_in_the_same_run() throws Exception {
    account.endpoint("chat", "policy=default");

    var run =
        meanwhile(
            () -> account.invoke(SampleEvents.inService("chat")),
            "PutScalingPolicy",
            () -> account.user.tag("endpoint/chat", "policy=off"));

    assertThat(run.outcome().ending()).isEqualTo("Released");
    assertThat(account.targets()).isEmpty();
  }

  @Test
  void a_component_follows_its_endpoints_tags_if_those_change_meanwhile() throws Exception {
    account.host("models", "max=3");
    account.component("llama", "models");

    meanwhile(
        () -> account.invoke(SampleEvents.componentCreated("llama")),
        "PutScalingPolicy",
        () -> account.user.tag("endpoint/models", "max=7"));

    assertThat(account.target("inference-component/llama").bounds()).isEqualTo("1-7");
  }

  @Test
  void a_target_that_another_tool_registers_meanwhile_is_not_touched() throws Exception {
    account.endpoint("chat", "policy=default");

    var run =
        meanwhile(
            () -> account.invoke(SampleEvents.inService("chat")),
            "RegisterScalableTarget",
            () ->
                account.seed(
                    """
                    {"targets": [{"resourceId": "endpoint/chat/variant/AllTraffic",
                      "min": 1, "max": 2, "tags": {"owner": "them"}}]}
                    """));

    assertThat(run.raised()).isTrue();
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-2");
    assertThat(account.target(ON_CHAT).policies()).isEmpty();
    assertThat(account.target(ON_CHAT).tags()).containsExactly(Map.entry("owner", "them"));
    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Rejected NotOwned");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void two_runs_at_once_end_where_one_would(long order) throws Exception {
    account.endpoint("chat", "policy=default", "max=5");
    var another = account.function(Map.of("TAGSCALER_TIME_ZONE", "Europe/Berlin"));
    account.aws().hold("RegisterScalableTarget");
    var first = THREADS.submit(() -> account.invoke(SampleEvents.inService("chat")));
    var second = THREADS.submit(() -> another.invoke(SampleEvents.addTags("endpoint/chat")));
    assertThat(account.aws().awaitHeld(2, PATIENCE)).isTrue();

    account.aws().release(order);

    assertThat(List.of(first.get().outcome().ending(), second.get().outcome().ending()))
        .contains("Applied")
        .allMatch(ending -> ending.matches("Applied|Failed ConcurrentUpdate"));
    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Unchanged");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-5");
    assertThat(account.target(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
  }

  @Test
  void tags_that_change_each_time_are_left_to_the_next_try() throws Exception {
    account.endpoint("chat", "policy=default", "max=2");
    account.aws().hold("PutScalingPolicy", "TagResource");
    var running = THREADS.submit(() -> account.invoke(SampleEvents.inService("chat")));
    for (int max = 3; max <= 5; max++) {
      assertThat(account.aws().awaitHeld(1, PATIENCE)).isTrue();
      account.user.tag("endpoint/chat", "max=" + max);
      if (max < 5) {
        // Held again before this one goes on, so that the next write waits too.
        account.aws().release(1);
        account.aws().hold("PutScalingPolicy", "TagResource");
      }
    }
    account.aws().release(1);

    var run = running.get();

    assertThat(run.outcome().ending()).isEqualTo("Failed ConcurrentUpdate");
    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-5");
  }
}

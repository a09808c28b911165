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

/** The world does not stand still while a run is going on. */
class ChangesMeanwhileTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  @RegisterExtension static final World world = new World();

  @AfterAll
  static void stop() {
    THREADS.shutdown();
  }

  /** Starts a run, lets something happen while it waits at that call, and lets it go on. */
  private static Run meanwhile(Callable<Run> run, String operation, Runnable happens)
      throws Exception {
    world.aws().hold(operation);
    Future<Run> running = THREADS.submit(run);
    assertThat(world.aws().awaitHeld(1, PATIENCE)).isTrue();
    happens.run();
    world.aws().release(1);
    return running.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeEndpoint", "RegisterScalableTarget", "PutScalingPolicy"})
  void tags_that_change_before_the_last_write_are_followed_in_the_same_run(String operation)
      throws Exception {
    world.endpoint("chat", "policy=default", "max=3");

    var run =
        meanwhile(
            () -> world.on(News.inService("chat")),
            operation,
            () -> world.somebody.tag("endpoint/chat", "max=7"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-7");
    assertThat(world.on(News.addTags("endpoint/chat")).writes()).isEmpty();
  }

  @Test
  void a_brake_that_is_pulled_during_the_registration_ends_it_in_the_same_run() throws Exception {
    world.endpoint("chat", "policy=default");

    var run =
        meanwhile(
            () -> world.on(News.inService("chat")),
            "PutScalingPolicy",
            () -> world.somebody.tag("endpoint/chat", "policy=off"));

    assertThat(run.outcome().ending()).isEqualTo("Released");
    assertThat(world.held()).isEmpty();
  }

  @Test
  void a_component_follows_its_endpoints_tags_if_those_change_meanwhile() throws Exception {
    world.host("models", "max=3");
    world.component("llama", "models");

    meanwhile(
        () -> world.on(News.componentCreated("llama")),
        "PutScalingPolicy",
        () -> world.somebody.tag("endpoint/models", "max=7"));

    assertThat(world.held("inference-component/llama").bounds()).isEqualTo("1-7");
  }

  @Test
  void what_becomes_registered_by_somebody_else_meanwhile_is_not_touched() throws Exception {
    world.endpoint("chat", "policy=default");

    var run =
        meanwhile(
            () -> world.on(News.inService("chat")),
            "RegisterScalableTarget",
            () ->
                world.seed(
                    """
                    {"targets": [{"resourceId": "endpoint/chat/variant/AllTraffic",
                      "min": 1, "max": 2, "tags": {"owner": "them"}}]}
                    """));

    assertThat(run.raised()).isTrue();
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-2");
    assertThat(world.held(ON_CHAT).policies()).isEmpty();
    assertThat(world.held(ON_CHAT).tags()).containsExactly(Map.entry("owner", "them"));
    assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Rejected NotOwned");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void two_runs_at_once_end_where_one_would(long order) throws Exception {
    world.endpoint("chat", "policy=default", "max=5");
    var another = world.function(Map.of("TAGSCALER_TIME_ZONE", "Europe/Berlin"));
    world.aws().hold("RegisterScalableTarget");
    var first = THREADS.submit(() -> world.on(News.inService("chat")));
    var second = THREADS.submit(() -> another.on(News.addTags("endpoint/chat")));
    assertThat(world.aws().awaitHeld(2, PATIENCE)).isTrue();

    world.aws().release(order);

    assertThat(List.of(first.get().outcome().ending(), second.get().outcome().ending()))
        .contains("Applied")
        .allMatch(ending -> ending.matches("Applied|Failed ConcurrentUpdate"));
    assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Unchanged");
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-5");
    assertThat(world.held(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
  }

  @Test
  void tags_that_change_each_time_are_left_to_the_next_try() throws Exception {
    world.endpoint("chat", "policy=default", "max=2");
    world.aws().hold("PutScalingPolicy", "TagResource");
    var running = THREADS.submit(() -> world.on(News.inService("chat")));
    for (int max = 3; max <= 5; max++) {
      assertThat(world.aws().awaitHeld(1, PATIENCE)).isTrue();
      world.somebody.tag("endpoint/chat", "max=" + max);
      if (max < 5) {
        // Held again before this one goes on, so that the next write waits too.
        world.aws().release(1);
        world.aws().hold("PutScalingPolicy", "TagResource");
      }
    }
    world.aws().release(1);

    var run = running.get();

    assertThat(run.outcome().ending()).isEqualTo("Failed ConcurrentUpdate");
    assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Applied");
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-5");
  }
}

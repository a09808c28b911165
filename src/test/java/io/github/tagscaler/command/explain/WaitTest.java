package io.github.tagscaler.command.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.SeededAccount;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waiting on the stand-in's clock: each pause moves it, and after some the function runs. */
class WaitTest {
  private final ExplainedAccount account = new ExplainedAccount();
  private int pauses;

  @BeforeEach
  void deploy() {
    account.account().seed(SeededAccount.stack());
  }

  @AfterEach
  void close() {
    account.close();
  }

  @Test
  void it_waits_until_the_function_has_applied_the_tags() {
    account.endpoint("chat", "'autoscaling:policy': 'default'");

    var run = waiting(3, "chat", "--wait");

    assertThat(run.exit()).isZero();
    assertThat(notes(run))
        .isEqualTo(
            """
            endpoint/chat/variant/AllTraffic: waiting until the function applies its tags
            endpoint/chat/variant/AllTraffic: applied
            """);
    assertThat(run.out()).contains("Scaled as its tags ask.");
    assertThat(pauses).isEqualTo(3);
  }

  @Test
  void what_is_applied_already_is_not_waited_for() {
    account.endpoint("chat", "'autoscaling:policy': 'default'").reconcile();

    assertThat(waiting(1, "chat", "--wait").exit()).isZero();
    assertThat(pauses).isZero();
  }

  @Test
  void tags_that_cannot_be_applied_end_the_waiting() {
    account.endpoint("chat", "'autoscaling:policy': 'defualt'");

    var run = waiting(1, "chat", "--wait");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(notes(run)).contains("rejected: autoscaling:policy = \"defualt\"");
    assertThat(pauses).isZero();
  }

  @Test
  void it_waits_for_an_endpoint_that_is_not_in_service_yet() {
    account.endpoint("chat", "'autoscaling:policy': 'default'");
    account.account().aws().pinEndpoint("chat", "Updating");

    var run = waiting(Integer.MAX_VALUE, "chat", "--wait", "--timeout", "1m");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(notes(run))
        .isEqualTo(
            """
            endpoint/chat/variant/AllTraffic: waiting: it is Updating, not InService. Tagscaler checks it again when it is InService.
            Gave up after 1 min.
            """);
  }

  @Test
  void a_dry_run_is_never_applied_so_it_is_not_waited_for() {
    account.endpoint("chat", "'autoscaling:policy': 'default', 'autoscaling:dry-run': 'on'");

    var run = waiting(1, "chat", "--wait");

    assertThat(run.exit()).isZero();
    assertThat(notes(run)).contains("a dry run, so nothing is applied");
    assertThat(pauses).isZero();
  }

  @Test
  void several_targets_are_waited_for_together() {
    account
        .endpoint("chat", "'autoscaling:policy': 'default'")
        .endpoint("search", "'autoscaling:policy': 'default'");

    assertThat(waiting(2, "chat", "search", "--wait").exit()).isZero();
    assertThat(pauses).isEqualTo(2);
  }

  @Test
  void without_a_stack_there_is_nothing_to_wait_for() {
    try (var empty = new ExplainedAccount()) {
      empty.endpoint("chat", "'autoscaling:policy': 'default'");

      var run = empty.run("chat", "--wait");

      assertThat(run.exit()).isEqualTo(3);
      assertThat(notes(run))
          .isEqualTo(
              """
              endpoint/chat/variant/AllTraffic: waiting until the function applies its tags
              There is no stack tagscaler in us-east-1, so nothing applies the tags. Name yours with --stack, or wait for one to be deployed with --timeout.
              """);
      assertThat(run.out()).contains("Not registered yet.");
    }
  }

  @Test
  void without_a_stack_what_is_applied_already_is_right() {
    try (var empty = new ExplainedAccount()) {
      empty.endpoint("chat", "'autoscaling:policy': 'default'").reconcile();

      assertThat(empty.run("chat", "--wait").exit()).isZero();
    }
  }

  @Test
  void whoever_names_a_time_waits_for_a_stack_that_may_come() {
    try (var empty = new ExplainedAccount()) {
      empty.endpoint("chat", "'autoscaling:policy': 'default'");

      var run =
          empty
              .shell()
              .waiting(time -> {
                empty.account().aws().advance(time);
                empty.reconcile();
              })
              .run("explain", "chat", "--wait", "--timeout", "10m");

      assertThat(run.exit()).isZero();
    }
  }

  /** The function runs in that pause. */
  private CommandRun waiting(int functionAfter, String... args) {
    var all = new String[args.length + 1];
    all[0] = "explain";
    System.arraycopy(args, 0, all, 1, args.length);
    return account
        .shell()
        .waiting(time -> {
          assertThat(time).isEqualTo(Duration.ofSeconds(5));
          account.account().aws().advance(time);
          pauses++;
          if (pauses == functionAfter) {
            account.reconcile();
          }
        })
        .run(all);
  }

  private static String notes(CommandRun run) {
    return run.err()
        .lines()
        .filter(line -> !line.startsWith("note:"))
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }
}

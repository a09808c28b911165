package io.github.tagscaler.command.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be said in tags or a policy, and targets that there is nothing to do for. */
class ObstaclesTest {
  private static SeededAccount account;
  private static Json all;
  private static Map<String, Json> answers;

  @BeforeAll
  static void furnish() {
    account = SeededAccount.after("seed obstacles.json");
    all = Shell.on(account.aws()).run("tags", "--all", "--format", "json").json();
    answers = new TreeMap<>();
    all.get("targets").stream()
        .forEach(each -> answers.put(each.get("resourceId").text().orElseThrow(), each));
  }

  @AfterAll
  static void close() {
    account.close();
  }

  private static Json answer(String endpoint) {
    return Objects.requireNonNull(answers.get("endpoint/" + endpoint + "/variant/AllTraffic"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          season | StartOrEnd  | The scheduled action "summer" has a start or end time, which Tagscaler's actions do not have.
          clash  | SameTime    | The scheduled actions "fridays", "weekdays" set different bounds at the same time (Fri 08:00 UTC); which one wins is not defined.
          rough  | Aggregation | The step policy "up" aggregates by Maximum; with an alarm on Sum, Tagscaler writes Average.
          slow   | AlarmShape  | The alarm "slow-p95" of the step policy "latency" is of a form that Tagscaler does not write (a percentile, an anomaly band, or several periods).
          """)
  void a_target_that_cannot_be_moved_says_why(String endpoint, String reason, String message) {
    assertThat(answer(endpoint).get("state").text()).hasValue("notMovable");
    assertThat(answer(endpoint).get("differences").stream()).isNotEmpty();
    assertThat(answer(endpoint).get("obstacles").stream())
        .containsExactly(Json.object().put("reason", reason).put("message", message).build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          silent      | AlarmActionsOff | The alarm "silent-high" of the step policy "up" has its actions disabled.
          untriggered | NoAlarm         | The step policy "up" is triggered by no alarm, so it does nothing.
          """)
  void a_policy_that_does_nothing_is_no_difference(String endpoint, String reason, String message) {
    assertThat(answer(endpoint).get("state").text()).hasValue("movable");
    assertThat(answer(endpoint).get("obstacles").stream())
        .containsExactly(Json.object().put("reason", reason).put("message", message).build());
    assertThat(Shell.on(account.aws()).run("tags", endpoint).out())
        .contains("\nNot written, as it has no effect now\n  · " + message.substring(0, 40));
  }

  @Test
  void an_alarm_that_also_notifies_stays() {
    assertThat(answer("notified").get("notes").stream().map(each -> each.text().orElseThrow()))
        .contains(
            "The alarm \"notified-high\" does more than trigger a policy (arn:aws:sns:us-east-1:111122223333:oncall). Tagscaler leaves it in place: keep it for that.");
    assertThat(answer("notified").get("deleteAlarms")).isEqualTo(new Json.Arr(List.of()));
    assertThat(answer("rough").get("deleteAlarms").stream())
        .containsExactly(new Json.Str("rough-high"));
  }

  @Test
  void a_suspension_stays() {
    assertThat(answer("held").get("identical")).isEqualTo(new Json.Bool(true));
    assertThat(answer("held").get("notes").stream())
        .containsExactly(
            new Json.Str(
                "Scale-in is suspended by hand. An adoption keeps that; it ends when you resume it in Application Auto Scaling."));
  }

  @Test
  void the_same_policy_of_several_targets_is_written_once() {
    assertThat(answer("silent").get("policy")).isEqualTo(answer("untriggered").get("policy"));
    assertThat(answer("silent").get("policy").text()).hasValue("adopted/silent");
    assertThat(all.get("document").get("text").text().orElseThrow().split("track: \\[]", -1))
        .hasSize(2);
  }

  @Test
  void an_off_switch_is_overridden() {
    assertThat(answer("switched").get("tags").get("autoscaling:policy").text())
        .hasValue("adopted/silent");
  }

  @ParameterizedTest
  @CsvSource({"mine, managed", "others, otherStack"})
  void what_a_stack_manages_has_nothing_to_move(String endpoint, String state) {
    assertThat(answer(endpoint).get("state").text()).hasValue(state);
  }

  @Test
  void another_stack_has_to_release_it_first() {
    assertThat(answer("others").get("message").text())
        .hasValue(
            "The Tagscaler stack team-b manages it, and no stack adopts a target of another. Its tags are those that team-b reads (tagscaler explain endpoint/others/variant/AllTraffic --stack team-b). To move it, set policy = off under the prefix of team-b, wait for the outcome Released, then tag it for the stack tagscaler.");
  }

  @Test
  void a_stack_that_allows_the_replacement_needs_no_step_for_it() {
    assertThat(steps("held")).contains("AllowAdopt=replace");
    assertThat(steps("held", "--set", "AllowAdopt=replace")).doesNotContain("AllowAdopt");
    assertThat(steps("switched")).doesNotContain("AllowAdopt");
  }

  private static String steps(String... args) {
    var line = new ArrayList<>(List.of("tags"));
    line.addAll(List.of(args));
    return Shell.on(account.aws()).run(line.toArray(String[]::new)).out();
  }

  @Test
  void no_line_but_code_is_wider_than_the_terminal() {
    for (int width : new int[] {60, 100, 140}) {
      var out = Shell.on(account.aws()).wide(width).run("tags", "notified", "rough").out();
      assertThat(
              out.lines()
                  .filter(line -> !line.startsWith("     ") && !line.matches("  [ +~-].*"))
                  .filter(line -> line.length() > width)
                  .collect(Collectors.toList()))
          .as("at %d", width)
          .isEmpty();
    }
  }
}

package io.github.tagscaler.command.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.command.AnswerSchema;
import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.command.ShellWords;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.policy.RandomTags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TryTest {
  private static final Shell SHELL =
      Shell.offline(() -> Instant.parse("2026-01-05T08:30:00Z")).in(SeededAccount.SEEDS);

  private static CommandRun tried(String line) {
    return SHELL.run(ShellWords.split("try " + line).toArray(String[]::new));
  }

  @Test
  void columns_of_a_comparison_without_room_are_below_the_first() {
    assertThat(SHELL.wide(60).run("try", "--kind", "all", "policy=default", "min=2"))
        .isEqualTo(
            new CommandRun(
                0,
                """
                policy=default min=2

                                    real-time        async
                result              scaled           scaled
                min                 2                2
                max                 4                4
                target              5 (concurrency)  5 (backlog)
                scale-in-cooldown   5m               5m
                scale-out-cooldown  1m               5m
                scale-in            on               on
                wake                off              off
                hours a month       1,460-2,920      1,460-2,920
                alarms              2                2

                                    serverless        component
                result              scaled            scaled
                min                 2                 2
                max                 10                4
                target              70 (utilization)  5 (concurrency)
                scale-in-cooldown   5m                5m
                scale-out-cooldown  1m                1m
                scale-in            on                on
                wake                off               off
                hours a month       1,460-7,300       1,460-2,920
                alarms              2                 2
                """,
                ""));
  }

  @Test
  void a_schedule_is_shown_as_a_week_with_the_actions_that_aws_would_hold() {
    assertThat(tried("'schedule=Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin'"))
        .isEqualTo(
            new CommandRun(
                0,
                """
                schedule=Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin  on real-time

                  2-8 instances until Mon 20:00 Europe/Berlin, 5 concurrent requests per instance

                  min                 2                tag autoscaling:schedule
                  max                 8                tag autoscaling:schedule
                  schedule            2-8, 1-2         tag autoscaling:schedule
                  target              5 (concurrency)  preset default
                  scale-in-cooldown   5m               built-in default
                  scale-out-cooldown  1m               built-in default
                  scale-in            on               built-in default

                       00       03       06       09       12       15       18       21
                  ▸Mon ░░░░░░░░░ 1-2 ░░░░░░░░░░████◆██████████ 2-8 ████████████████░░░ 1-2 ░░░░
                   Tue ░░░░░░░░░ 1-2 ░░░░░░░░░░███████████████ 2-8 ████████████████░░░ 1-2 ░░░░
                   Wed ░░░░░░░░░ 1-2 ░░░░░░░░░░███████████████ 2-8 ████████████████░░░ 1-2 ░░░░
                   Thu ░░░░░░░░░ 1-2 ░░░░░░░░░░███████████████ 2-8 ████████████████░░░ 1-2 ░░░░
                   Fri ░░░░░░░░░ 1-2 ░░░░░░░░░░███████████████ 2-8 ████████████████░░░ 1-2 ░░░░
                   Sat ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 1-2 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
                   Sun ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 1-2 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░

                  ██ 2-8 instances  Mon-Fri 08:00 to 20:00
                  ░░ 1-2 instances  Mon-Thu 20:00 to 08:00 the next day, Fri 20:00 to Mon 08:00
                  Time zone: Europe/Berlin
                  ◆  Now, Mon 09:30: 2-8 instances

                  AWS would hold:
                    scalable target  min 2, max 8
                    policy tagscaler-track-concurrency
                        metric SageMakerVariantConcurrentRequestsPerModelHighResolution, target value 5, scale in
                        cooldown 300, scale out cooldown 60, scale in on
                    scheduled action tagscaler-Mon-Fri-0800
                        schedule cron(0 8 ? * MON,TUE,WED,THU,FRI *), timezone Europe/Berlin, min 2, max 8
                    scheduled action tagscaler-Mon-Fri-2000
                        schedule cron(0 20 ? * MON,TUE,WED,THU,FRI *), timezone Europe/Berlin, min 1, max 2

                  991 to 3,024 instance-hours a month, 2 CloudWatch alarms.
                """,
                ""));
  }

  @Test
  void zero_is_shown_with_what_wakes_it_and_what_it_needs_to_save_money() {
    var out = tried("--kind component policy=llm+scale-to-zero max=3").out();

    assertThat(out)
        .contains(
            "  0-3 copies, 5 concurrent requests per copy\n",
            "  note  Zero copies save money only if the variant that runs them has\n",
            "  wake                on               built-in default\n",
            "    alarm tagscaler/tagscaler/inference-component/example/wake\n");
  }

  @Test
  void problems_come_first_and_fail() {
    assertThat(tried("polcy=llm maximum=3 environment=prod"))
        .isEqualTo(
            new CommandRun(
                1,
                """
                polcy=llm maximum=3 environment=prod  on real-time

                  Rejected: nothing would be changed until the tags are corrected.

                  error  UnknownKey: autoscaling:maximum on endpoint/example. Did you mean "autoscaling:max"? Known:
                         policy, min, max, metric, target, max-rps, scale-in-cooldown, scale-out-cooldown, scale-in,
                         wake, schedule, restore, paused, adopt, dry-run.
                  error  UnknownKey: autoscaling:polcy on endpoint/example. Did you mean "autoscaling:policy"?
                         Known: policy, min, max, metric, target, max-rps, scale-in-cooldown, scale-out-cooldown,
                         scale-in, wake, schedule, restore, paused, adopt, dry-run.
                  note   Tagscaler does not read environment: other tags of a resource only matter to guardrails.
                """,
                ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          policy=off            | Off: Tagscaler releases what it manages.
          policy=ignore max=x   | Ignored: Tagscaler changes nothing, and what is registered stays.
          environment=prod      | Not tagged: no tag requests autoscaling. Set policy=default, for example.
          max=3 paused=true     | 1-3 instances, 5 concurrent requests per instance
          policy=office-hours   | 1-4 instances, 5 concurrent requests per instance
          max=9 --set MaxCapacity=4 | Rejected: nothing would be changed until the tags are corrected.
          """)
  void off_switches_and_settings_apply(String line, String summary) {
    assertThat(tried(line).out().lines().skip(2).findFirst()).hasValue("  " + summary);
  }

  @Nested
  class Side_by_side {
    @Test
    void are_several_sets() {
      assertThat(tried("policy=llm max=8 vs policy=cpu-model max=8 min=2 vs policy=lmm"))
          .isEqualTo(
              new CommandRun(
                  1,
                  """
                  A  policy=llm max=8
                  B  policy=cpu-model max=8 min=2
                  C  policy=lmm

                                      A                B            C
                  result              scaled           scaled       rejected
                  min                 1                2            -
                  max                 8                8            -
                  target              5 (concurrency)  50 (cpu)     -
                  scale-in-cooldown   10m              5m           -
                  scale-out-cooldown  1m               1m           -
                  scale-in            on               on           -
                  wake                off              off          -
                  hours a month       730-5,840        1,460-5,840  -
                  alarms              2                2            -

                  C  error  UnknownPolicy: autoscaling:policy = "lmm" on endpoint/example. Did you mean "llm"? Known:
                            default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only,
                            scale-to-zero.
                  """,
                  ""));
    }

    @Test
    void are_several_kinds_and_each_different_week_once() {
      var out = tried("--kind all min=2 policy=office-hours").out();

      assertThat(out.lines().filter(line -> line.startsWith("result ")))
          .containsExactly(
              "result              scaled           scaled       scaled            scaled");
      assertThat(out).contains("\nreal-time, async\n", "\nserverless\n", "\ncomponent\n");
    }
  }

  @Test
  void a_catalog_applies_with_a_default_policy_of_it() {
    assertThat(tried("--catalog catalog policy=pay/fraud").out())
        .contains("  2-6 instances, 3 concurrent requests per instance\n")
        .contains(
            "  max                 6                policy pay/fraud, _platform:5:30 (tag autoscaling:policy)\n",
            "  scale-in-cooldown   10m              policy pay/fraud, from its preset (tag autoscaling:policy)\n");
    assertThat(tried("environment=prod --catalog catalog --set DefaultPolicy=pay/fraud").out())
        .contains("  2-6 instances, 3 concurrent requests per instance\n");
  }

  @Test
  void a_component_inherits_the_tags_of_its_endpoint() {
    assertThat(tried("--kind component max=9 --endpoint-tags 'policy=llm max=3 min=2'").out())
        .contains("  2-9 copies, 5 concurrent requests per copy\n");
  }

  @Test
  void json_has_a_schema() {
    for (var line :
        List.of(
            "--kind all policy=office-hours-zero vs max=3 vs 'max=x' vs policy=off",
            "--catalog catalog policy=pay/fraud 'schedule=Daily 08:00-09:00 3-4'")) {
      var run = tried(line + " --format json");
      assertThat(AnswerSchema.errors("try", run.out())).isEmpty();
    }
    assertThat(
            tried("max=3 --format json").json().get("results").stream()
                .map(result -> result.get("scaling").get("inForce")))
        .containsExactly(Json.object().put("min", 1).put("max", 3).build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --kind async                     | error: Name the tags to try, such as try policy=llm max=6
          llm                              | error: "llm" is not a tag. Write KEY=VALUE, such as policy=llm max=8.
          max=3 --kind vm                  | error: --kind is "vm", but it must be one of real-time, async, serverless, component, or all.
          max=3 --endpoint-tags max=2      | error: --endpoint-tags is for inference components: add --kind component
          max=3 --instance-type foo        | error: --instance-type is "foo", but it must be a type such as ml.g5.xlarge.
          max=3 --instance-type g5.xlarge  | error: --instance-type is "g5.xlarge", but it must be a type such as ml.g5.xlarge. Did you mean "ml.g5.xlarge"?
          max=3 --set DefaultPolicy=lmm    | error: DefaultPolicy = "lmm" cannot be used. There is no policy "lmm". Did you mean "llm"? Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.
          max=3 --set DefaultPolicy=lmm --catalog catalog | error: DefaultPolicy = "lmm" cannot be used. There is no policy "lmm". Did you mean "llm"? Known: default, batch, chat, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero, pay/fraud.
          max=3 --set MaxCapacity=many     | error: MaxCapacity is "many", but it must be a whole number from 1 to 100000.
          max=3 --set TAGSCALER_MAX_CAPACITY=many | error: TAGSCALER_MAX_CAPACITY is "many", but it must be a whole number from 1 to 100000.
          max=3 --catalog nowhere          | error: There is no directory nowhere. --catalog accepts a directory of YAML files, or a path in Parameter Store, which starts with a slash: /tagscaler/catalog
          max=3 --max-concurrency many     | error: --max-concurrency accepts a whole number, not "many".
          """)
  void a_command_line_that_cannot_be_used_is_answered_with_a_sentence(String line, String error) {
    assertThat(tried(line).exit()).isEqualTo(64);
    assertThat(tried(line).err().lines().findFirst()).hasValue(error);
  }

  @Test
  void any_tags_get_an_answer() {
    var random = new RandomTags(20_260_105);
    for (int round = 0; round < TestRounds.of(200, 3_000); round++) {
      var words = new ArrayList<>(List.of("try", "--kind", "all"));
      random.tags().forEach((key, value) -> words.add(key + "=" + value));
      words.add("min=1");

      var run = SHELL.run(words.toArray(String[]::new));

      assertThat(run.exit()).as("%s: %s", words, run.err()).isIn(0, 1);
      assertThat(run.err()).isEmpty();
    }
  }
}

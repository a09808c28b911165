package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.async;
import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static io.github.tagscaler.policy.TaggedResource.serverless;
import static io.github.tagscaler.policy.TaggedResource.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds by the clock: windows of the week, and actions on certain dates. */
class SchedulesTest {

  @Nested
  class Windows {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "schedule = Mon-Fri 08:00-20:00 2-8 | min 1, max 4, concurrency 5, Mon-Fri 08:00 2-8, Mon-Fri 20:00 1-4",
          "min = 2; max = 6; schedule = Daily 08:00-20:00 4-base else base-3 | min 2, max 6, concurrency 5, Daily 08:00 4-6, Daily 20:00 2-3",
          "schedule = Daily 08:00-20:00 2 Asia/Tokyo | min 1, max 4, concurrency 5, Daily 08:00 2-2 Asia/Tokyo, Daily 20:00 1-4 Asia/Tokyo",
          "policy = office-hours; min = 3 | min 3, max 4, concurrency 5, Mon-Fri 07:00 3-4, Mon-Fri 19:00 1-4",
          // A more specific one replaces it as a whole, and removes it.
          "policy = ha+office-hours; schedule = Sat 08:00-20:00 3 | min 2, max 4, concurrency 5, Sat 08:00 3-3, Sat 20:00 2-4",
          "policy = ha+office-hours; schedule = off | min 2, max 4, concurrency 5",
          "schedule = Daily 08:00-20:00 2; schedule@blue = off | min 1, max 4, concurrency 5",
          "schedule = Daily 08:00-20:00 2-3; policy@blue = ha | min 2, max 4, concurrency 5, Daily 08:00 2-3, Daily 20:00 2-4",
          "schedule = Daily 08:00-20:00 3; policy@blue = office-hours; min@blue = 2 | min 2, max 4, concurrency 5, Mon-Fri 07:00 2-4, Mon-Fri 19:00 1-4",
        })
    void give_the_bounds_of_the_week(String tags, String shown) {
      assertThat(instance().tags(tags).shown()).isEqualTo(shown);
    }

    @Test
    void have_an_origin_for_each_end() {
      var schedule = tag("schedule", "Daily 08:00-20:00 2-base");
      var policy =
          instance().tags("max = 6; schedule = Daily 08:00-20:00 2-base").policy().schedule();

      assertThat(policy.orElseThrow().origin()).isEqualTo(schedule);
      assertThat(policy.orElseThrow().timeline().all())
          .containsExactly(
              new SourcedBounds(Sourced.builtIn(1), new Sourced<>(6, tag("max", "6"))),
              new SourcedBounds(new Sourced<>(2, schedule), new Sourced<>(6, tag("max", "6"))));
      assertThat(
              instance()
                  .tags("policy = office-hours; min = 2")
                  .policy()
                  .schedule()
                  .orElseThrow()
                  .origin())
          .isEqualTo(
              new Origin.Policy("office-hours", Optional.empty(), tag("policy", "office-hours")));
    }

    @Test
    void run_by_the_stacks_clock_unless_they_name_one() {
      var tags =
          new PolicyReader("autoscaling:", Optional.empty(), ZoneId.of("Europe/Berlin"))
              .variant(
                  "chat",
                  TaggedResource.parse("schedule = Daily 08:00-20:00 2-3"),
                  "blue",
                  List.of("blue"));

      assertThat(tags.desired(instance().resource(), TaggedResource.BUNDLED))
          .isInstanceOfSatisfying(
              Reading.Declared.class,
              declared ->
                  assertThat(declared.policy().schedule().orElseThrow().timeline().zone())
                      .isEqualTo(ZoneId.of("Europe/Berlin")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "real-time | schedule = Daily 08:00-20:00 0-2 | BoundsConflict: autoscaling:schedule = \"Daily 08:00-20:00 0-2\" on endpoint/chat. \"Daily 08:00-20:00 0-2\": real-time endpoints cannot scale to zero. Write \"Daily 08:00-20:00 1-2\".",
          "serverless | schedule = Daily 08:00-20:00 2-201 | BoundsConflict: autoscaling:schedule = \"Daily 08:00-20:00 2-201\" on endpoint/chat. A max of 201 is above the variant's MaxConcurrency, which is 200. Use at most 200 there.",
          "serverless | schedule = Daily 08:00-20:00 201 | BoundsConflict: autoscaling:schedule = \"Daily 08:00-20:00 201\" on endpoint/chat. A min of 201 is above the variant's MaxConcurrency, which is 200. Use at most 200 there.",
          "real-time | min = 3; max = 5; schedule = Daily 08:00-20:00 base-2 | BoundsConflict: autoscaling:schedule = \"Daily 08:00-20:00 base-2\" on endpoint/chat. \"Daily 08:00-20:00 base-2\" sets max to 2, below the min of 3 that holds without a schedule. Use a max of at least 3, or set the min too, as in \"2-2\".",
          "real-time | min = 6; schedule = Daily 00:00-24:00 7-9 | BoundsConflict: autoscaling:min = \"6\" on endpoint/chat. min is 6 (from autoscaling:min = \"6\" on endpoint/chat), which is above max, 4 (from the built-in default). Set autoscaling:min to at most 4 or autoscaling:max to at least 6.",
        })
    void that_do_not_fit_are_rejected(String kind, String tags, String shown) {
      assertThat(TaggedResource.ofKind(kind).tags(tags).shown()).startsWith(shown);
    }

    @Test
    void of_a_policy_name_it_where_they_do_not_fit() {
      assertThat(
              instance()
                  .platform("policies: { night: { schedule: \"Daily 20:00-06:00 9-base\" } }\n")
                  .tags("policy = night")
                  .shown())
          .isEqualTo(
              "BoundsConflict: autoscaling:policy = \"night\" on endpoint/chat. \"Daily 20:00-06:00 9-base\" sets min to 9, above the max of 4 that holds without a schedule. Use a min of at most 4, or set the max too, as in \"9-9\". The windows come from policy \"night\" (_platform, line 2, column 32).");
    }

    @Test
    void of_a_policy_are_cut_to_what_the_variant_takes() {
      assertThat(
              serverless()
                  .maxConcurrency(5)
                  .platform("policies: { day: { schedule: \"Daily 08:00-20:00 2-8\" } }\n")
                  .tags("policy = day")
                  .shown())
          .isEqualTo(
              "min 1, max 5, utilization 70 (sent as 0.7), Daily 08:00 2-5, Daily 20:00 1-5");
    }

    @Test
    void of_a_policy_whose_min_the_variant_cannot_take_are_rejected_beside_actions_too() {
      assertThat(
              serverless()
                  .maxConcurrency(1)
                  .platform(
                      """
                      policies:
                        both:
                          schedule: "Daily 08:00-20:00 2-8"
                          actions: [ { name: closing, cron: "0 6 28 * ? *", min: 1, max: 9 } ]
                      """)
                  .tags("policy = both")
                  .shown())
          .isEqualTo(
              "BoundsConflict: autoscaling:policy = \"both\" on endpoint/chat. A min of 2 (from policy \"both\" (_platform, line 4, column 15)) is above the variant's MaxConcurrency, which is 1. Use at most 1 there.");
    }

    @Test
    void that_cannot_be_read_leave_the_rest_to_be_judged() {
      assertThat(instance().tags("min = 9; schedule = Daily").problems())
          .extracting(Problem::key)
          .contains("autoscaling:min", "autoscaling:schedule");
    }
  }

  @Nested
  class Actions {
    private static final String MONTH_END =
        """
        policies:
          month-end:
            actions:
              - { name: closing, cron: "0 6 28 * ? *", timezone: Europe/Berlin, min: 4, max: 12 }
              - { name: launch, at: "2026-12-31 18:00", min: 2, max: 20 }
          later: { actions: [ { name: closing, cron: "0 9 28 * ? *", min: 5, max: 6 } ] }
          no-launch: { actions: [ { name: launch, off: true } ] }
        """;

    private static TaggedResource month(String tags) {
      return instance().platform(MONTH_END).tags(tags);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "policy = month-end | min 1, max 4, concurrency 5, closing cron 0 6 28 * ? * 4-12 Europe/Berlin, launch at 2026-12-31T18:00 2-20",
          "policy = month-end+later | min 1, max 4, concurrency 5, closing cron 0 9 28 * ? * 5-6, launch at 2026-12-31T18:00 2-20",
          "policy = month-end+no-launch | min 1, max 4, concurrency 5, closing cron 0 6 28 * ? * 4-12 Europe/Berlin",
          "policy = no-launch+later | min 1, max 4, concurrency 5, closing cron 0 9 28 * ? * 5-6",
          "policy = ha+later+office-hours | min 2, max 4, concurrency 5, Mon-Fri 07:00 2-4, Mon-Fri 19:00 1-4, closing cron 0 9 28 * ? * 5-6",
          // A schedule tag replaces both; a more specific policy overrides it.
          "policy = month-end; schedule = Daily 08:00-20:00 2 | min 1, max 4, concurrency 5, Daily 08:00 2-2, Daily 20:00 1-4",
          "policy = month-end; schedule = off | min 1, max 4, concurrency 5",
          "schedule = Daily 08:00-20:00 2; policy@blue = later | min 1, max 4, concurrency 5, Daily 08:00 2-2, Daily 20:00 1-4, closing cron 0 9 28 * ? * 5-6",
        })
    void come_beside_windows_and_are_replaced_with_them_by_a_tag(String tags, String shown) {
      assertThat(month(tags).shown()).isEqualTo(shown);
    }

    @Test
    void state_their_bounds_as_the_policys() {
      var origin =
          new Origin.Policy(
              "later", Optional.of(new Place("_platform", 7, 31)), tag("policy", "later"));

      assertThat(month("policy = later").policy().actions())
          .containsExactly(
              new DesiredPolicy.Action(
                  "closing",
                  new ActionEntry.When.Cron("0 9 28 * ? *"),
                  ZoneId.of("UTC"),
                  new SourcedBounds(new Sourced<>(5, origin), new Sourced<>(6, origin))));
    }

    private static TaggedResource one(TaggedResource resource, String name, int min, int max) {
      return resource
          .catalog(
              TracksTest.saying(
                  new Setting.Action(
                      new ActionEntry(
                          name,
                          new ActionEntry.When.At(LocalDateTime.parse("2026-12-31T18:00")),
                          Optional.empty(),
                          min,
                          max))))
          .tags("policy = mine");
    }

    @Test
    void fit_the_kind_or_are_rejected() {
      assertThat(one(instance(), "a", 0, 3).shown())
          .isEqualTo(
              "BoundsConflict: autoscaling:policy = \"mine\" on endpoint/chat. Real-time endpoints cannot scale to zero (AWS minimum: 1). Only async endpoints and inference components can. The min of 0 comes from policy \"mine\". Use at least 1 there.");
      assertThat(one(serverless().maxConcurrency(4), "a", 5, 9).shown())
          .contains(
              "A min of 5 (from policy \"mine\") is above the variant's MaxConcurrency, which is 4.");
      assertThat(one(serverless().maxConcurrency(4), "a", 2, 9).shown()).endsWith("2-4");
      assertThat(one(async(), "a", 0, 3).shown())
          .endsWith("a at 2026-12-31T18:00 0-3, wakes from zero");
    }

    @Test
    void do_not_have_the_names_of_windows() {
      var resource = one(instance(), "Daily-0800", 1, 3);

      assertThat(resource.tags("policy = mine").problems()).isEmpty();
      assertThat(resource.tags("policy = mine+office-hours").problems()).isEmpty();
      assertThat(
              one(instance(), "Mon-Fri-1900", 1, 3).tags("policy = ha+mine+office-hours").shown())
          .isEqualTo(
              "BadValue: autoscaling:policy = \"ha+mine+office-hours\" on endpoint/chat. The action name \"Mon-Fri-1900\" (from policy \"mine\") is also generated by the schedule. Choose a different name.");
    }

    @Test
    void and_windows_are_two_hundred_at_most() {
      assertThat(many(200).tags("policy = mine").problems()).isEmpty();
      assertThat(many(201).tags("policy = mine").shown())
          .isEqualTo(
              "BadValue: autoscaling:policy = \"mine\" on endpoint/chat. 201 actions and 0 generated by the schedule make 201; AWS allows 200 scheduled actions per target. Use fewer.");
      assertThat(many(199).tags("policy = ha+mine+office-hours").shown())
          .contains("199 actions and 2 generated by the schedule make 201");
    }

    private static TaggedResource many(int actions) {
      return component()
          .catalog(
              TracksTest.saying(
                  IntStream.range(0, actions)
                      .mapToObj(i ->
                          new Setting.Action(
                              new ActionEntry(
                                  "a" + i,
                                  new ActionEntry.When.Cron("0 6 28 * ? *"),
                                  Optional.empty(),
                                  1,
                                  2)))
                      .toArray(Setting[]::new)));
    }
  }
}

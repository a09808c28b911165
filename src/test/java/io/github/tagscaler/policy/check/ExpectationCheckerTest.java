package io.github.tagscaler.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.catalog.CatalogTestReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.window.ExpressionReader;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparing the result of a test with what it expects. */
class ExpectationCheckerTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final MetricSpec METRIC = new MetricSpec.Predefined("SomeMetric");
  private static final Problem PROBLEM =
      new Problem(Code.BAD_VALUE, "max", "x", "It must be a number.", List.of());
  private static final Problem WARNING = Problem.of(Code.ABOVE_MAX, "More runs than that.");
  private static final ScalableResource RESOURCE =
      new HostedComponent(
          new InferenceComponent("llama"), "arn", "chat", "blue", 1, Optional.empty());

  private static DesiredPolicy.Track track(String name, String target) {
    return new DesiredPolicy.Track(
        name,
        METRIC,
        Sourced.builtIn(new BigDecimal(target)),
        BigDecimal.ONE,
        Sourced.builtIn(Duration.ofMinutes(5)),
        Sourced.builtIn(Duration.ofMinutes(name.equals("cpu") ? 2 : 1)),
        Sourced.builtIn(true));
  }

  private static SourcedBounds bounds(int min, int max) {
    return new SourcedBounds(Sourced.builtIn(min), Sourced.builtIn(max));
  }

  private static DesiredPolicy policy(
      List<DesiredPolicy.Track> tracks, Optional<Timeline<Bounds>> timeline) {
    var step =
        new StepEntry(
            "surge",
            new Measure.Alias(Metric.CPU),
            Optional.empty(),
            Duration.ofMinutes(1),
            1,
            1,
            StepEntry.Missing.MISSING,
            Adjust.CHANGE,
            Optional.empty(),
            Duration.ofMinutes(5),
            List.of(new CapacityStep(Optional.of(BigDecimal.TEN), Optional.empty(), 1)));
    return new DesiredPolicy(
        bounds(1, 4),
        timeline.map(each ->
            new DesiredPolicy.Schedule(
                new Origin.BuiltIn(), each.map(one -> bounds(one.min(), one.max())))),
        List.of(
            new DesiredPolicy.Action(
                "closing", new ActionEntry.When.Cron("0 6 28 * ? *"), UTC, bounds(2, 3))),
        tracks,
        List.of(
            new DesiredPolicy.Step(
                "surge", new Origin.BuiltIn(), METRIC, BigDecimal.ONE, true, List.of(), step)),
        Sourced.builtIn(true),
        Sourced.builtIn(false),
        Adoption.NO);
  }

  private static final DesiredPolicy POLICY =
      policy(List.of(track("cpu", "50"), track("kv", "8")), Optional.empty());

  private static TestResult declared(DesiredPolicy policy, Problem... warnings) {
    return new TestResult(RESOURCE, Intent.SCALE, new Reading.Declared(policy, List.of(warnings)));
  }

  private static List<String> unmet(TestResult result, String expect) {
    var read =
        CatalogTestReader.read(
            new DocumentText("pay", "tests: [{ given: {}, expect: { " + expect + " } }]"));
    assertThat(read.problems()).isEmpty();
    return new ExpectationChecker(result, UTC)
        .unmet(read.tests().getFirst()).stream()
            .map(each -> each.expected() + " / " + each.actual())
            .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "min: 1, max: 4",
        "track: { kv: 8.0, cpu: 50 }",
        "scale-in-cooldown: 300",
        "scale-in: on",
        "wake: on",
        "schedule: off",
        "step: surge",
        "actions: [closing]",
        "off-switch: none",
        "warning: []",
      })
  void meets(String expect) {
    assertThat(unmet(declared(POLICY), expect)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "min: 2 | min 2 / 1",
        "max: 5 | max 5 / 4",
        "track: { cpu: 50 } | track { cpu: 50 } / {cpu=50, kv=8}",
        "track: { cpu: 50, kv: 9 } | track { cpu: 50, kv: 9 } / {cpu=50, kv=8}",
        "scale-in-cooldown: 1m | scale-in-cooldown 1m / 5m of cpu, 5m of kv",
        "scale-out-cooldown: 1m | scale-out-cooldown 1m / 2m of cpu",
        "scale-in: off | scale-in off / on of cpu, on of kv",
        "wake: off | wake off / on",
        "schedule: Mon 08:00-09:00 2-3 | schedule Mon 08:00-09:00 2-3 / no schedule",
        "schedule: Mon 08:00-09:00 5-base | schedule Mon 08:00-09:00 5-base / bounds that it does not fit: \"Mon 08:00-09:00 5-base\" sets min to 5, above the max of 4 that holds without a schedule. Use a min of at most 4, or set the max too, as in \"5-5\".",
        "step: [] | step [] / [surge]",
        "actions: [closing, reopen] | actions [closing, reopen] / [closing]",
        "off-switch: off | off-switch off / none",
        "warning: AboveMax | warning AboveMax / no warning",
        "problem: BadValue | problem BadValue / no problem",
      })
  void reports_the_actual_value(String expect, String unmet) {
    assertThat(unmet(declared(POLICY), expect)).containsExactly(unmet);
  }

  @Test
  void reports_every_unmet_expectation() {
    assertThat(unmet(declared(POLICY), "max: 5, min: 2, wake: on"))
        .containsExactly("min 2 / 1", "max 5 / 4");
  }

  @Test
  void finds_no_cooldown_where_nothing_is_tracked() {
    assertThat(unmet(declared(policy(List.of(), Optional.empty())), "scale-in: on"))
        .containsExactly("scale-in on / no track");
  }

  @Test
  void compares_schedules_by_what_holds_when() {
    var timeline = timeline("Mon-Fri 08:00-20:00 2-4 else 1-2");
    var result = declared(policy(List.of(), Optional.of(timeline)));

    assertThat(unmet(result, "schedule: Mon-Fri 08:00-20:00 2-base else 1-2 UTC")).isEmpty();
    assertThat(
            unmet(result, "schedule: Sat-Sun 00:00-24:00 1-2 + Mon-Fri 08:00-20:00 2-4 else 1-2"))
        .isEmpty();
    assertThat(unmet(result, "schedule: Mon-Fri 08:00-20:00 2-3 else 1-2"))
        .containsExactly(
            "schedule Mon-Fri 08:00-20:00 2-3 else 1-2 / 1-2 and Mon-Fri-0800 2-4, Mon-Fri-2000 1-2 UTC");
    assertThat(unmet(result, "schedule: off")).hasSize(1);
  }

  private static Timeline<Bounds> timeline(String expression) {
    var windows = ((Windows.Reading.Understood) ExpressionReader.read(expression)).windows();
    var base = new Bounds(1, 4);
    return ((Windows.Resolution.Resolved) windows.resolve(base, Kind.ASYNC, UTC))
        .timeline()
        .map(bounds -> bounds.over(base));
  }

  @Test
  void expects_warnings_among_the_actual_ones() {
    var result = declared(POLICY, WARNING);

    assertThat(unmet(result, "warning: AboveMax")).isEmpty();
    assertThat(unmet(result, "min: 1")).isEmpty();
    assertThat(unmet(result, "warning: []"))
        .containsExactly("warning [] / AboveMax: More runs than that.");
    assertThat(unmet(result, "warning: [AboveMax, Drift]"))
        .containsExactly("warning [AboveMax, Drift] / AboveMax: More runs than that.");
  }

  @Test
  void wants_problems_to_be_expected() {
    var result =
        new TestResult(
            RESOURCE, Intent.SCALE, new Reading.Invalid(List.of(PROBLEM), List.of(WARNING)));

    assertThat(unmet(result, "problem: BadValue")).isEmpty();
    assertThat(unmet(result, "problem: BadValue, warning: AboveMax, off-switch: none")).isEmpty();
    assertThat(unmet(result, "problem: NotOwned"))
        .containsExactly("problem NotOwned / BadValue: It must be a number.");
    assertThat(unmet(result, "min: 1, max: 2"))
        .containsExactly("no problem / BadValue: It must be a number.");
    assertThat(unmet(result, "problem: BadValue, min: 1")).containsExactly("min 1 / no policy");
  }

  @Test
  void requires_off_switches_to_be_expected() {
    var result =
        new TestResult(RESOURCE, Intent.NOT_TAGGED, new Reading.Declared(POLICY, List.of(WARNING)));

    assertThat(unmet(result, "off-switch: not-tagged, warning: AboveMax")).isEmpty();
    assertThat(unmet(result, "min: 1")).containsExactly("no off switch / not-tagged");
    assertThat(unmet(result, "off-switch: off, min: 1"))
        .containsExactlyInAnyOrder("off-switch off / not-tagged", "min 1 / no policy");
    assertThat(unmet(result, "off-switch: not-tagged, problem: BadValue"))
        .containsExactly("problem BadValue / an off switch, not-tagged");
  }

  @Test
  void a_failure_names_its_place_and_its_test() {
    var failure =
        new CatalogCheck.Failure(new Place("pay", 3, 9), Optional.of("usual"), "min 1", "2");

    assertThat(failure.message()).isEqualTo("pay, line 3, column 9: expected min 1, got 2 (usual)");
  }
}

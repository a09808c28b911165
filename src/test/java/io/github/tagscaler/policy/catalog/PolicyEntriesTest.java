package io.github.tagscaler.policy.catalog;

import static io.github.tagscaler.policy.catalog.TestDocuments.policy;
import static io.github.tagscaler.policy.catalog.TestDocuments.problems;
import static io.github.tagscaler.policy.catalog.TestDocuments.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.ActionEntry.When;
import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.SettingParser;
import io.github.tagscaler.policy.setting.Statistic;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.StepEntry.Missing;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one policy can say. */
class PolicyEntriesTest {
  private static final String METRIC = "{ Namespace: A, MetricName: M, Statistic: Sum }";
  private static final Customized CUSTOM = Customized.of("A", "M", Map.of(), "Sum");

  /** The one problem of a policy of these lines, without its place. */
  private static String problem(String lines) {
    var problems = problems(policy(lines));
    assertThat(problems).hasSize(1);
    return problems
        .getFirst()
        .replaceFirst("^pay, line \\d+, column \\d+: policies\\.mine\\.?", "");
  }

  private static BigDecimal number(String number) {
    return new BigDecimal(number);
  }

  @Test
  void everything_that_tags_can_say_in_their_grammar() {
    assertThat(
            settings(
                """
                schedule: "Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin"
                wake: ON
                scale-in: off
                scale-out-cooldown: 90
                scale-in-cooldown: 1h
                target: 8.0
                metric: Concurrency
                max: "10"
                min: 0001
                """))
        .containsExactly(
            new Setting.Min(1),
            new Setting.Max(10),
            new Setting.TrackOnly(Metric.CONCURRENCY),
            new Setting.TargetValue(number("8")),
            new Setting.ScaleInCooldown(Duration.ofHours(1)),
            new Setting.ScaleOutCooldown(Duration.ofSeconds(90)),
            new Setting.ScaleIn(false),
            new Setting.Wake(true),
            SettingParser.parse(
                    PolicyKey.SCHEDULE,
                    "Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin",
                    new Origin.BuiltIn())
                .setting()
                .orElseThrow());
    assertThat(settings("schedule: off")).containsExactly(new Setting.Schedule(Optional.empty()));
    assertThat(settings("max-rps: 2.5")).containsExactly(new Setting.MaxRps(number("2.5")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "min: -1 | min = \"-1\". Use a whole number, for example 4.",
        "min: 1_0 | min = \"1_0\". Use a whole number, for example 4.",
        "min: 0x1 | min = \"0x1\". Use a whole number, for example 4.",
        "min: ~ | min = \"~\". Use a whole number, for example 4.",
        "min: | min = \"\". Use a whole number, for example 4.",
        "min: [1] | min. Expected a single value, found a list.",
        "max: { a: 1 } | max. Expected a single value, found a mapping.",
        "metric: memory | metric = \"memory\". Memory is not tracked, because it does not fall when capacity is added. Allowed: invocations, concurrency, utilization, backlog, cpu, gpu.",
        "target: 1e3 | target = \"1e3\". Use a number above 0, for example 5 or 0.5.",
        "scale-in: 1 | scale-in = \"1\". Use on or off.",
        "wake: ~ | wake = \"~\". Use on or off.",
        "kinds: [] | kinds. kinds is empty, so the policy would apply to nothing. Remove kinds to allow all kinds.",
        "kinds: instance | kinds = \"instance\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component.",
        "kinds: [Instance] | kinds[0] = \"Instance\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component.",
        "kinds: realtime | kinds = \"realtime\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component.",
        "kinds: inference-component | kinds = \"inference-component\". Did you mean \"component\"? Allowed: real-time, async, serverless, component.",
        "by-kind: { instance: {} } | by-kind.instance. Unknown key \"instance\". Did you mean \"real-time\"? Valid keys: real-time, async, serverless, component.",
        "kinds: [asinc] | kinds[0] = \"asinc\". Did you mean \"async\"? Allowed: real-time, async, serverless, component.",
        "kinds: { async: 1 } | kinds. Expected a list, such as \"- item\" on a line of its own or [item].",
        "by-kind: { gpu: {} } | by-kind.gpu. Unknown key \"gpu\". Valid keys: real-time, async, serverless, component.",
        "by-kind: { async: { maxx: 1 } } | by-kind.async.maxx. Unknown key \"maxx\". Did you mean \"max\"? Valid keys: min, max, metric, target, max-rps, scale-in-cooldown, scale-out-cooldown, scale-in, wake, schedule, restore, track, step, actions.",
        "by-kind: { async: { min: x } } | by-kind.async.min = \"x\". Use a whole number, for example 4.",
        "'max-rps: 5\ntarget: 5' | max-rps = \"5\". max-rps already sets the target. Remove max-rps or target.",
        "'max-rps: 5\nmetric: cpu' | max-rps = \"5\". max-rps works with the metric invocations only. Use target instead.",
        "'track: []\nmetric: cpu' | metric. track: [] means that nothing is tracked. Remove metric or track.",
        "'track: []\ntarget: 5' | target. track: [] means that nothing is tracked. Remove target or track.",
        "track: | track. track has no value. Write track: [] to track nothing.",
      })
  void nothing_that_makes_no_sense(String lines, String expected) {
    assertThat(problem(lines)).isEqualTo(expected);
  }

  @Test
  void max_rps_goes_with_its_own_metric() {
    assertThat(problems(policy("max-rps: 5\nmetric: invocations"))).isEmpty();
  }

  @Test
  void for_one_kind_something_over_what_it_says_for_all() {
    var catalog =
        TestDocuments.read(
            policy("max: 10\nby-kind: { component: { max: 6, track: [] }, async: {} }"));

    assertThat(settings(catalog, "pay/mine", Kind.COMPONENT))
        .containsExactly(
            List.of(new Setting.Max(10)), List.of(new Setting.Max(6), new Setting.NoTracks()));
    assertThat(settings(catalog, "pay/mine", Kind.ASYNC))
        .containsExactly(List.of(new Setting.Max(10)));
    assertThat(settings(catalog, "pay/mine", Kind.REAL_TIME))
        .containsExactly(List.of(new Setting.Max(10)));
  }

  @Nested
  class Track {
    @Test
    void several_metrics_with_their_own_cooldowns() {
      assertThat(
              settings(
                  """
                  track:
                    - { metric: Concurrency, target: 5, scale-in-cooldown: 10m, scale-out-cooldown: 30, scale-in: no }
                    - { metric: invocations, max-rps: 10 }
                    - { metric: cpu }
                    - { name: kv-cache, target: 80, custom: { Namespace: A, MetricName: M, Statistic: Sum } }
                  """))
          .containsExactly(
              new Setting.Track(
                  new TrackEntry(
                      "concurrency",
                      new Measure.Alias(Metric.CONCURRENCY),
                      Optional.of(number("5")),
                      Optional.empty(),
                      Optional.of(Duration.ofMinutes(10)),
                      Optional.of(Duration.ofSeconds(30)),
                      Optional.of(false))),
              new Setting.Track(
                  new TrackEntry(
                      "invocations",
                      new Measure.Alias(Metric.INVOCATIONS),
                      Optional.empty(),
                      Optional.of(number("10")),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty())),
              new Setting.Track(TrackEntry.of(Metric.CPU)),
              new Setting.Track(
                  new TrackEntry(
                      "kv-cache",
                      new Measure.Custom(CUSTOM),
                      Optional.of(number("80")),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty())));
    }

    @Test
    void nothing_at_all() {
      assertThat(settings("track: []")).containsExactly(new Setting.NoTracks());
    }

    @Test
    void metric_replaces_what_was_tracked_and_the_list_adds_to_it() {
      assertThat(settings("track: [{ metric: cpu }]\nmetric: concurrency"))
          .containsExactly(
              new Setting.TrackOnly(Metric.CONCURRENCY),
              new Setting.Track(TrackEntry.of(Metric.CPU)));
    }

    @Test
    void without_inherited_ones() {
      assertThat(
              settings(
                  """
                  track:
                    - { metric: CPU, off: true }
                    - { name: kv-cache, off: yes }
                    - { name: concurrency, off: on }
                    - { name: full, target: 1, custom: %s, off: true }
                    - { metric: gpu, off: false }
                  """
                      .formatted(METRIC)))
          .containsExactly(
              new Setting.DropTrack("cpu"),
              new Setting.DropTrack("kv-cache"),
              new Setting.DropTrack("concurrency"),
              new Setting.DropTrack("full"),
              new Setting.Track(TrackEntry.of(Metric.GPU)));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{} | track[0]. What to track is missing. Set metric, or name and custom.",
          "{ target: 5 } | track[0]. What to track is missing. Set metric, or name and custom.",
          "{ name: x, target: 5 } | track[0]. What to track is missing. Set metric, or name and custom.",
          "{ metric: cpu, name: x } | track[0].name. An entry has either metric, which is its name too, or name and custom. Remove one of them.",
          "{ metric: cpu, custom: {Namespace: A, MetricName: M, Statistic: Sum} } | track[0].custom. An entry has either metric, which is its name too, or name and custom. Remove one of them.",
          "{ metric: cpus } | track[0].metric = \"cpus\". Did you mean \"cpu\"? Allowed: invocations, concurrency, utilization, backlog, cpu, gpu.",
          "{ metric: [cpu] } | track[0].metric. Expected a single value, found a list.",
          "{ metric: cpu, target: -5 } | track[0].target = \"-5\". Use a number above 0, for example 5 or 0.5.",
          "{ metric: cpu, max-rps: 5 } | track[0].max-rps = \"5\". max-rps works with the metric invocations only. Use target instead.",
          "{ metric: invocations, max-rps: 5, target: 5 } | track[0].max-rps = \"5\". max-rps already sets the target. Remove max-rps or target.",
          "{ metric: cpu, max: 5 } | track[0].max. Unknown key \"max\". Valid keys: metric, name, custom, target, max-rps, scale-in-cooldown, scale-out-cooldown, scale-in, off.",
          "{ metric: cpu, off: maybe } | track[0].off = \"maybe\". Use on or off.",
          "{ off: true } | track[0].name. This key is missing. Set name or metric to say which entry to drop.",
          "{ custom: {Namespace: A, MetricName: M, Statistic: Sum}, target: 5 } | track[0].name. This key is missing. A custom metric needs a name of your choice.",
          "{ custom: {Namespace: A, MetricName: M, Statistic: Sum}, name: x } | track[0].target. The track \"x\" needs a target: custom metrics have no default.",
          "{ custom: {Namespace: A, MetricName: M, Statistic: Sum}, name: x, target: 5, max-rps: 5 } | track[0].max-rps = \"5\". max-rps works with the metric invocations only. Use target instead.",
          "{ custom: {Namespace: A, MetricName: M, Statistic: Sum}, name: CPU, target: 5 } | track[0].name = \"CPU\". Did you mean \"cpu\"? A name has at most 63 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.",
          "cpu | track[0]. Expected a mapping (key: value), found a single value.",
        })
    void nothing_that_makes_no_sense(String entry, String expected) {
      assertThat(problem("track:\n- " + entry)).isEqualTo(expected);
    }

    @Test
    void nothing_twice() {
      assertThat(problem("track:\n- { metric: cpu }\n- { metric: CPU, target: 5 }"))
          .isEqualTo(
              "track[1].metric = \"cpu\". The entry in line 5 has the same name. Remove or rename one of them.");
    }

    /** So that a new alias never breaks a document that loaded before. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_custom_metric_whose_name_is_an_alias(Metric alias) {
      assertThat(
              settings(
                  "track: [{ name: %s, target: 80, custom: %s }]".formatted(alias.wire(), METRIC)))
          .containsExactly(
              new Setting.Track(
                  new TrackEntry(
                      alias.wire(),
                      new Measure.Custom(CUSTOM),
                      Optional.of(number("80")),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty())));
    }

    @Test
    void an_alias_and_a_custom_metric_of_that_name_only_once() {
      assertThat(
              problem(
                  "track:\n- { metric: cpu }\n- { name: cpu, target: 80, custom: %s }"
                      .formatted(METRIC)))
          .isEqualTo(
              "track[1].name = \"cpu\". The entry in line 5 has the same name. Remove or rename one of them.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"track: cpu", "track: { metric: cpu }"})
    void what_is_no_list(String line) {
      assertThat(problem(line))
          .isEqualTo("track. Expected a list, such as \"- item\" on a line of its own or [item].");
    }
  }

  @Nested
  class Custom {
    private static MetricSpec spec(String custom) {
      var track =
          (Setting.Track)
              settings("track:\n- name: x\n  target: 1\n  custom: " + custom).getFirst();
      return ((Measure.Custom) track.entry().measure()).spec();
    }

    private static String customMetricProblem(String custom) {
      return problem("track:\n- name: x\n  target: 1\n  custom: " + custom)
          .replaceFirst("^track\\[0\\]\\.custom\\.?", "");
    }

    @Test
    void a_metric_as_application_auto_scaling_takes_it() {
      assertThat(
              spec(
                  """
                  { Namespace: MyApp, MetricName: KvCacheUse, Statistic: Average, Unit: Percent,
                      Dimensions: [ { Name: EndpointName, Value: "{endpoint}" }, { Name: V, Value: "a-{variant}-{component}-{region}-{account}" } ] }\
                  """))
          .isEqualTo(
              new Customized(
                  "MyApp",
                  "KvCacheUse",
                  new java.util.TreeMap<>(
                      Map.of(
                          "EndpointName",
                          "{endpoint}",
                          "V",
                          "a-{variant}-{component}-{region}-{account}")),
                  "Average",
                  Optional.of("Percent")));
    }

    @Test
    void metric_math() {
      assertThat(
              spec(
                  """
                  {
                    Metrics: [
                      { Id: e1, Expression: "FILL(m1, REPEAT) / 2", Label: Load },
                      { Id: m1, ReturnData: false, MetricStat: { Stat: p99, Unit: Count, Metric: { Namespace: A, MetricName: M, Dimensions: [ { Name: D, Value: "{endpoint}" } ] } } } ] }\
                  """))
          .isEqualTo(
              new MetricSpec.Calculated(
                  List.of(
                      new Query(
                          "e1",
                          new Query.Source.Expression("FILL(m1, REPEAT) / 2"),
                          Optional.of("Load"),
                          true),
                      new Query(
                          "m1",
                          new Query.Source.Stat(
                              new Customized(
                                  "A",
                                  "M",
                                  new java.util.TreeMap<>(Map.of("D", "{endpoint}")),
                                  "p99",
                                  Optional.of("Count"))),
                          Optional.empty(),
                          false))));
    }

    @Test
    void spaces_of_a_value_belong_to_it() {
      assertThat(
              spec(
                  "{ Namespace: A, MetricName: M, Statistic: Sum, Dimensions: [{ Name: D, Value: \" x \" }] }"))
          .isEqualTo(Customized.of("A", "M", Map.of("D", " x "), "Sum"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{ MetricName: M, Statistic: Sum } | Namespace. This key is missing. CloudWatch needs it to find the metric.",
          "{ Namespace: A, Statistic: Sum } | MetricName. This key is missing. CloudWatch needs it to find the metric.",
          "{ Namespace: A, MetricName: M } | Statistic. This key is missing. CloudWatch needs it to find the metric.",
          "{ Namespace: A, MetricName: M, Statistic: average } | Statistic = \"average\". Did you mean \"Average\"? Allowed: Average, Minimum, Maximum, Sum, SampleCount.",
          "{ Namespace: A, MetricName: M, Statistic: p99 } | Statistic = \"p99\". Application Auto Scaling has no percentiles in Statistic. Write the metric under Metrics instead, with MetricStat and Stat: p99. Allowed here: Average, Minimum, Maximum, Sum, SampleCount.",
          "{ namespace: A, MetricName: M, Statistic: Sum, Namespace: A } | namespace. Unknown key \"namespace\". Did you mean \"Namespace\"? Valid keys: Namespace, MetricName, Dimensions, Statistic, Unit, Metrics.",
          "{ Namespace: A, MetricName: '', Statistic: Sum } | MetricName = \"\". Use 1 to 255 characters.",
          "{ Namespace: A, MetricName: M, Statistic: Sum, Dimensions: [{ Name: D }] } | Dimensions[0].Value. This key is missing. CloudWatch needs it to find the metric.",
          "{ Namespace: A, MetricName: M, Statistic: Sum, Dimensions: [{ Name: D, Value: a }, { Name: D, Value: b }] } | Dimensions[1].Name = \"D\". Two dimensions have this name. Remove one.",
          "{ Namespace: A, MetricName: M, Statistic: Sum, Dimensions: [{ Name: D, Value: '{endpont}' }] } | Dimensions[0].Value = \"{endpont}\". Unknown placeholder \"{endpont}\". Did you mean \"{endpoint}\"? Valid placeholders: {endpoint}, {variant}, {component}, {region}, {account}.",
          "{ Namespace: A, MetricName: M, Statistic: Sum, Dimensions: [{ Name: D, Value: '{model}' }] } | Dimensions[0].Value = \"{model}\". Unknown placeholder \"{model}\". Valid placeholders: {endpoint}, {variant}, {component}, {region}, {account}.",
          "{ Namespace: A, MetricName: M, Statistic: Sum, Dimensions: [{ Name: D, Value: '{Endpoint Name}' }] } | Dimensions[0].Value = \"{Endpoint Name}\". Unknown placeholder \"{Endpoint Name}\". Valid placeholders: {endpoint}, {variant}, {component}, {region}, {account}.",
          "{ Metrics: [{ Id: e, Expression: 'm1/{acount}' }] } | Metrics[0].Expression = \"m1/{acount}\". Unknown placeholder \"{acount}\". Did you mean \"{account}\"? Valid placeholders: {endpoint}, {variant}, {component}, {region}, {account}.",
          "{ Namespace: A, MetricName: M, Statistic: Sum, Metrics: [] } | many",
          "{ Metrics: [] } | Metrics. Metrics needs a list of at least one item.",
          "{ Metrics: [{ Id: e, Expression: '1' }], Unit: Count } | Unit. With Metrics, this key belongs to its items. Move it there.",
          "{ Metrics: [{ Expression: '1' }] } | Metrics[0].Id. This key is missing. CloudWatch needs it to find the metric.",
          "{ Metrics: [{ Id: E1, Expression: '1' }] } | Metrics[0].Id = \"E1\". An Id begins with a lower-case letter, followed by letters, digits and underscores.",
          "{ Metrics: [{ Id: e }] } | Metrics[0]. Each item has either an Expression or a MetricStat; this one has neither.",
          "{ Metrics: [{ Id: e, Expression: '1', MetricStat: {} }] } | Metrics[0]. Each item has either an Expression or a MetricStat; this one has both.",
          "{ Metrics: [{ Id: e, Expression: '1', ReturnData: false }] } | Metrics. Exactly one item must return data; here none does. Set ReturnData: false on all others (its default is true).",
          "{ Metrics: [{ Id: e, Expression: '1' }, { Id: f, Expression: '1' }] } | Metrics. Exactly one item must return data; here e, f do. Set ReturnData: false on all others (its default is true).",
          "{ Metrics: [{ Id: e, Expression: '1' }, { Id: e, Expression: '1', ReturnData: false }] } | Metrics. Two items have the Id e. Rename one.",
          "{ Metrics: [{ Id: e, Expression: '1', ReturnData: yes }] } | Metrics[0].ReturnData = \"yes\". Use true or false.",
          "{ Metrics: [{ Id: e, MetricStat: { Stat: Sum } }] } | Metrics[0].MetricStat.Metric. This key is missing. It has Namespace, MetricName and Dimensions.",
          "{ Metrics: [{ Id: e, MetricStat: { Metric: { Namespace: A, MetricName: M } } }] } | Metrics[0].MetricStat.Stat. This key is missing. CloudWatch needs it to find the metric.",
        })
    void nothing_that_aws_would_not_take(String custom, String expected) {
      if (expected.equals("many")) {
        assertThat(problems(policy("track:\n- name: x\n  target: 1\n  custom: " + custom)))
            .hasSize(4);
        return;
      }
      assertThat(customMetricProblem(custom)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Namespace, 255", "MetricName, 255", "Unit, 1023"})
    void texts_as_long_as_aws_takes_them(String key, int longest) {
      var custom = "{ Namespace: A, MetricName: M, Statistic: Sum, Unit: U }";
      var letter = key.substring(0, 1).equals("N") ? "A" : key.substring(0, 1);

      assertThat(spec(custom.replace(key + ": " + letter, key + ": " + "x".repeat(longest))))
          .isNotNull();
      assertThat(
              customMetricProblem(
                  custom.replace(key + ": " + letter, key + ": " + "x".repeat(longest + 1))))
          .endsWith("Use 1 to %d characters.".formatted(longest));
    }

    @Test
    void no_characters_that_aws_does_not_take() {
      for (var escape : List.of("\\0", "\\e", "\\uFFFE", "\\x1f")) {
        assertThat(
                customMetricProblem(
                    "{ Namespace: \"a" + escape + "\", MetricName: M, Statistic: Sum }"))
            .endsWith("It has a character that AWS does not allow.");
      }
      assertThat(spec("{ Namespace: \"a\\t\\r\\nä😀\", MetricName: M, Statistic: Sum }"))
          .isEqualTo(Customized.of("a\t\r\nä😀", "M", Map.of(), "Sum"));
    }

    @Test
    void thirty_dimensions_and_no_more() {
      var dimensions = new StringBuilder();
      for (int i = 1; i <= 30; i++) {
        dimensions.append("{ Name: D%d, Value: v }, ".formatted(i));
      }
      var custom = "{ Namespace: A, MetricName: M, Statistic: Sum, Dimensions: [%s] }";

      assertThat(((Customized) spec(custom.formatted(dimensions))).dimensions()).hasSize(30);
      assertThat(customMetricProblem(custom.formatted(dimensions + "{ Name: D31, Value: v }")))
          .isEqualTo("Dimensions. A metric has at most 30 dimensions.");
    }
  }

  @Nested
  class Step {
    @Test
    void everything() {
      assertThat(
              settings(
                  """
                  step:
                    - { name: surge, metric: invocations, statistic: sum, period: 1m, periods: 2, of: 3, missing: not-breaching,
                        adjust: percent, min-change: 2, cooldown: 1m, steps: [ { from: 1000, to: 1500, by: 10 }, { from: 1500, by: +30 } ] }
                  """))
          .containsExactly(
              new Setting.Step(
                  new StepEntry(
                      "surge",
                      new Measure.Alias(Metric.INVOCATIONS),
                      Optional.of(Statistic.SUM),
                      Duration.ofMinutes(1),
                      2,
                      3,
                      Missing.NOT_BREACHING,
                      Adjust.PERCENT,
                      Optional.of(2),
                      Duration.ofMinutes(1),
                      List.of(
                          new CapacityStep(
                              Optional.of(number("1000")), Optional.of(number("1500")), 10),
                          new CapacityStep(Optional.of(number("1500")), Optional.empty(), 30)))));
    }

    @Test
    void what_is_left_out() {
      assertThat(
              settings(
                  "step: [{ name: calm, custom: %s, steps: [{ to: -5, by: -1 }] }]"
                      .formatted(METRIC)))
          .containsExactly(
              new Setting.Step(
                  new StepEntry(
                      "calm",
                      new Measure.Custom(CUSTOM),
                      Optional.empty(),
                      Duration.ofMinutes(1),
                      1,
                      1,
                      Missing.MISSING,
                      Adjust.CHANGE,
                      Optional.empty(),
                      Duration.ofMinutes(5),
                      List.of(new CapacityStep(Optional.empty(), Optional.of(number("-5")), -1)))));
    }

    @Test
    void of_is_as_many_as_periods() {
      assertThat(
              ((Setting.Step)
                      settings(
                              "step: [{ name: s, metric: invocations, periods: 4, steps: [{ from: 1, by: 1 }] }]")
                          .getFirst())
                  .entry()
                  .of())
          .isEqualTo(4);
    }

    @Test
    void without_inherited_ones() {
      assertThat(settings("step: [{ name: surge, off: true }]"))
          .containsExactly(new Setting.DropStep("surge"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10s", "20", "30", "1m", "5m", "1h", "1440m"})
    void periods_that_cloudwatch_takes(String period) {
      assertThat(
              problems(
                  policy(
                      "step: [{ name: s, metric: concurrency, period: %s, steps: [{ from: 1, by: 1 }] }]"
                          .formatted(period))))
          .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "metric: invocations | step[0].name. This key is missing. It becomes the name of the scaling policy and alarm.",
          "name: wake, metric: invocations | step[0].name = \"wake\". \"wake\" is a reserved name (used by the wake-from-zero policy). Choose another.",
          "name: Big, metric: invocations | step[0].name = \"Big\". Did you mean \"big\"? A name has at most 63 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.",
          "name: s | step[0]. An entry has either metric or custom; this one has neither.",
          "name: s, metric: invocations, custom: {Namespace: A, MetricName: M, Statistic: Sum} | step[0]. An entry has either metric or custom; this one has both.",
          "name: s, metric: invocations, statistic: p99 | step[0].statistic = \"p99\". Allowed: average, minimum, maximum, sum, samplecount.",
          "name: s, custom: {Namespace: A, MetricName: M, Statistic: Sum}, statistic: Average | step[0].statistic = \"Average\". custom has its own statistic. Remove this one.",
          "name: s, metric: invocations, period: 15s | step[0].period = \"15s\". Use 10s, 20s, 30s or whole minutes (1m), at most 24h.",
          "name: s, metric: invocations, period: 0 | step[0].period = \"0\". Use 10s, 20s, 30s or whole minutes (1m), at most 24h.",
          "name: s, metric: invocations, period: 25h | step[0].period = \"25h\". Use 10s, 20s, 30s or whole minutes (1m), at most 24h.",
          "name: s, metric: invocations, periods: 0 | step[0].periods = \"0\". periods must be at least 1.",
          "name: s, metric: invocations, periods: 3, of: 2 | step[0].of = \"2\". of must be at least periods, which is 3.",
          "name: s, metric: invocations, periods: 1441 | step[0].periods = \"1441\". 1441 periods of 60s are longer than a day, which is as far as an alarm with this period looks back.",
          "name: s, metric: invocations, of: 1441 | step[0].of = \"1441\". 1441 periods of 60s are longer than a day, which is as far as an alarm with this period looks back.",
          "name: s, metric: invocations, period: 1h, of: 169 | step[0].of = \"169\". 169 periods of 3600s are longer than a week, which is as far as an alarm with this period looks back.",
          "name: s, metric: invocations, missing: no | step[0].missing = \"no\". Allowed: missing, not-breaching, breaching, ignore.",
          "name: s, metric: invocations, adjust: chang | step[0].adjust = \"chang\". Did you mean \"change\"? Allowed: change, percent, exact.",
          "name: s, metric: invocations, min-change: 2 | step[0].min-change = \"2\". min-change works with adjust: percent only.",
          "name: s, metric: invocations, cooldown: soon | step[0].cooldown = \"soon\". Use a time in seconds (60 or 60s), minutes (5m) or hours (1h).",
          "name: s, metric: invocations, target: 5 | step[0].target. Unknown key \"target\". Valid keys: name, metric, custom, statistic, period, periods, of, missing, adjust, min-change, cooldown, steps, off.",
        })
    void nothing_that_makes_no_sense(String entry, String expected) {
      assertThat(problem("step:\n- { " + entry + ", steps: [{ from: 1, by: 1 }] }"))
          .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "[] | steps. steps needs at least one step, such as [{ from: 1000, by: 1 }].",
          "[{ from: 1 }] | steps[0].by. This key is missing. It is how much to change capacity by, such as 1 or -1.",
          "[{ by: 1 }] | steps[0]. A step needs from (it acts from that value up), to (it acts below that value), or both.",
          "[{ from: 2, to: 2, by: 1 }] | steps[0].to = \"2\". to must be above from, which is 2.",
          "[{ from: x, to: 2, by: 1 }] | steps[0].from = \"x\". Use a number, a value of the metric.",
          "[{ from: 1, by: 1.5 }] | steps[0].by = \"1.5\". Use a whole number such as 1 or -1.",
          "[{ from: 1, by: 1, at: 5 }] | steps[0].at. Unknown key \"at\". Valid keys: from, to, by.",
        })
    void steps_that_are_none(String steps, String expected) {
      assertThat(problem("step:\n- { name: s, metric: invocations, steps: " + steps + " }"))
          .isEqualTo("step[0]." + expected);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "[{ from: 1, to: 2, by: 1 }, { from: 3, by: 2 }] | The steps { from: 1, to: 2, by: 1 } and { from: 3, by: 2 } leave a gap. Each step must begin where the one before ends.",
          "[{ from: 1, to: 3, by: 1 }, { from: 2, by: 2 }] | The steps { from: 1, to: 3, by: 1 } and { from: 2, by: 2 } overlap. Each step must begin where the one before ends.",
          "[{ from: 1, to: 2, by: 1 }] | The steps end at 2, and none covers higher values. Leave to out in the last step.",
        })
    void steps_that_do_not_fit_together(String steps, String expected) {
      assertThat(problem("step:\n- { name: s, metric: invocations, steps: " + steps + " }"))
          .isEqualTo("step[0].steps. " + expected);
    }

    @Test
    void an_exact_capacity_is_not_negative() {
      assertThat(
              problem(
                  "step: [{ name: s, metric: invocations, adjust: exact, steps: [{ from: 1, by: -1 }] }]"))
          .isEqualTo(
              "step[0].steps. With adjust: exact, by is the capacity to set, so it cannot be negative as in { from: 1, by: -1 }.");
      assertThat(
              problems(
                  policy(
                      "step: [{ name: s, metric: invocations, adjust: exact, steps: [{ from: 1, by: 0 }] }]")))
          .isEmpty();
    }
  }

  @Nested
  class Actions {
    @Test
    void by_cron_and_at_a_moment() {
      assertThat(
              settings(
                  """
                  actions:
                    - { name: closing, cron: "0 6  28 * ? *", timezone: europe/berlin, min: 4, max: 12 }
                    - { name: once, at: 2026-12-31 18:00, min: 0, max: 0 }
                    - { name: aws, at: "2026-12-31T18:00:30", min: 1, max: 2 }
                    - { name: gone, off: true }
                  """))
          .containsExactly(
              new Setting.Action(
                  new ActionEntry(
                      "closing",
                      new When.Cron("0 6 28 * ? *"),
                      Optional.of(ZoneId.of("Europe/Berlin")),
                      4,
                      12)),
              new Setting.Action(
                  new ActionEntry(
                      "once",
                      new When.At(LocalDateTime.of(2026, 12, 31, 18, 0)),
                      Optional.empty(),
                      0,
                      0)),
              new Setting.Action(
                  new ActionEntry(
                      "aws",
                      new When.At(LocalDateTime.of(2026, 12, 31, 18, 0, 30)),
                      Optional.empty(),
                      1,
                      2)),
              new Setting.DropAction("gone"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "at: 2026-12-31 18:00, min: 1, max: 2 | name. This key is missing. It becomes the name of the scheduled action.",
          "name: a, min: 1, max: 2 | . An action has either cron or at; this one has neither.",
          "name: a, at: 2026-12-31 18:00, cron: x, min: 1, max: 2 | . An action has either cron or at; this one has both.",
          "name: a, at: 2026-02-30 18:00, min: 1, max: 2 | at = \"2026-02-30 18:00\". Use a time such as \"2026-12-31 18:00\", without a zone (see timezone).",
          "name: a, at: 2026-12-31, min: 1, max: 2 | at = \"2026-12-31\". Use a time such as \"2026-12-31 18:00\", without a zone (see timezone).",
          "name: a, at: 2026-12-31 18:00, max: 2 | min. This key is missing. An action sets both min and max.",
          "name: a, at: 2026-12-31 18:00, min: 2 | max. This key is missing. An action sets both min and max.",
          "name: a, at: 2026-12-31 18:00, min: 3, max: 2 | min = \"3\". min must be at most max, which is 2.",
          "name: a, at: 2026-12-31 18:00, min: base, max: 2 | min = \"base\". Use a whole number, for example 4.",
          "name: a, at: 2026-12-31 18:00, min: 1, max: 2, rate: 5 | rate. Unknown key \"rate\". Valid keys: name, cron, at, timezone, min, max, off.",
          "name: a, cron: '0 6 28 * *', min: 1, max: 2 | cron = \"0 6 28 * *\". \"0 6 28 * *\" has 5 fields, not six. The six fields are minutes, hours, day of month, month, day of week and year, as in \"0 6 28 * ? *\".",
          "name: a, cron: '0 6 28 * * *', min: 1, max: 2 | cron = \"0 6 28 * * *\". \"0 6 28 * * *\" must have ? either as its day of month (the third field) or as its day of week (the fifth). The six fields are minutes, hours, day of month, month, day of week and year, as in \"0 6 28 * ? *\".",
          "name: a, cron: '0 6 ? * ? *', min: 1, max: 2 | cron = \"0 6 ? * ? *\". \"0 6 ? * ? *\" must have ? either as its day of month (the third field) or as its day of week (the fifth). The six fields are minutes, hours, day of month, month, day of week and year, as in \"0 6 28 * ? *\".",
        })
    void nothing_that_makes_no_sense(String entry, String expected) {
      assertThat(problem("actions:\n- { " + entry + " }"))
          .isEqualTo("actions[0]" + (expected.startsWith(".") ? "" : ".") + expected);
    }

    @Test
    void no_unknown_time_zone() {
      assertThat(
              problem(
                  "actions: [{ name: a, at: 2026-12-31 18:00, timezone: Europe/Berln, min: 1, max: 2 }]"))
          .startsWith("actions[0].timezone = \"Europe/Berln\". ")
          .contains("Europe/Berlin");
    }
  }
}

package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.NamedPolicy;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several tracks, and tracks by metrics of one's own. */
class TracksTest {

  private static final String POLICIES =
      """
      policies:
        two:
          track:
            - { metric: concurrency, target: 5, scale-in-cooldown: 10m, scale-out-cooldown: 3m, scale-in: off }
            - { metric: invocations, max-rps: 10 }
        more: { track: [ { metric: cpu, target: 60 } ] }
        other: { track: [ { metric: concurrency, target: 9 } ] }
        less: { track: [ { metric: concurrency, off: true } ] }
        neither: { track: [ { metric: concurrency, off: true }, { metric: invocations, off: true } ] }
        bare: { track: [] }
        one: { metric: cpu, target: 60 }
        paced: { scale-in-cooldown: 2m, scale-out-cooldown: 4m, scale-in: on }
        own: { scale-in-cooldown: 2m, track: [ { metric: concurrency, scale-in-cooldown: 8m } ] }
        tested: { max-rps: 10 }
      """;

  private static TaggedResource asked(String policy, String tags) {
    return instance()
        .types("ml.m5.large")
        .platform(POLICIES)
        .tags("policy = " + policy + "; " + tags);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two | concurrency 5, scale-in-cooldown 10m, scale-out-cooldown 3m, scale-in off, invocations 300",
        "two+more | concurrency 5, scale-in-cooldown 10m, scale-out-cooldown 3m, scale-in off, invocations 300, cpu 60 (sent as 120)",
        "more+two | cpu 60 (sent as 120), concurrency 5, scale-in-cooldown 10m, scale-out-cooldown 3m, scale-in off, invocations 300",
        "two+other | concurrency 9, invocations 300",
        "two+less | invocations 300",
        "less+two | concurrency 5, scale-in-cooldown 10m, scale-out-cooldown 3m, scale-in off, invocations 300",
        "two+neither | concurrency 5",
        "two+one | cpu 60 (sent as 120)",
        "one+two | cpu 60 (sent as 120), concurrency 5, scale-in-cooldown 10m, scale-out-cooldown 3m, scale-in off, invocations 300",
        "one+less | cpu 60 (sent as 120)",
        "bare+more | cpu 60 (sent as 120)",
        "two+tested | invocations 300",
      })
  void of_policies_add_to_each_other_and_override_by_name(String policy, String tracks) {
    assertThat(asked(policy, "min = 1").shown()).isEqualTo("min 1, max 4, " + tracks);
  }

  @Test
  void may_be_none_at_all() {
    assertThat(asked("two+bare", "min = 1").shown()).isEqualTo("min 1, max 4");
    assertThat(asked("bare+ha", "max = 5").shown()).isEqualTo("min 2, max 5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Keys laid later are every track's.
        "two+paced | min = 1 | concurrency 5, scale-in-cooldown 2m, scale-out-cooldown 4m, invocations 300, scale-in-cooldown 2m, scale-out-cooldown 4m",
        "two | scale-in-cooldown = 1m | concurrency 5, scale-in-cooldown 1m, scale-out-cooldown 3m, scale-in off, invocations 300, scale-in-cooldown 1m",
        "two | scale-out-cooldown = 6m | concurrency 5, scale-in-cooldown 10m, scale-out-cooldown 6m, scale-in off, invocations 300, scale-out-cooldown 6m",
        "two | scale-in = on | concurrency 5, scale-in-cooldown 10m, scale-out-cooldown 3m, invocations 300",
        // Those laid before are for tracks that have none of their own, and so are those beside.
        "paced+two | min = 1 | concurrency 5, scale-in-cooldown 10m, scale-out-cooldown 3m, scale-in off, invocations 300, scale-in-cooldown 2m, scale-out-cooldown 4m",
        "own | min = 1 | concurrency 5, scale-in-cooldown 8m",
      })
  void have_cooldowns_of_their_own_until_a_plain_key_overrules_them(
      String policy, String tags, String tracks) {
    assertThat(asked(policy, tags).shown()).isEqualTo("min 1, max 4, " + tracks);
  }

  /** A metric's own lies under every other statement, wherever the metric comes from. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy = default | backlog 5, scale-out-cooldown 5m",
        "metric = backlog | backlog 5, scale-out-cooldown 5m",
        "metric = backlog; target = 9 | backlog 9, scale-out-cooldown 5m",
        "policy = queue | backlog 8, scale-out-cooldown 5m",
        "policy = queues | backlog 8, scale-out-cooldown 5m",
        "metric = backlog; scale-out-cooldown = 2m | backlog 5, scale-out-cooldown 2m",
        "policy = default; scale-out-cooldown = 1m | backlog 5",
        "policy = quick | backlog 8, scale-out-cooldown 3m",
        "metric = cpu | cpu 50 (sent as 100)",
      })
  void have_the_metrics_own_cooldown_where_nothing_states_one(String tags, String track) {
    var policies =
        """
        policies:
          queue: { metric: backlog, target: 8 }
          queues: { track: [ { metric: backlog, target: 8 } ] }
          quick: { track: [ { metric: backlog, target: 8, scale-out-cooldown: 3m } ] }
        """;
    var async = TaggedResource.async().types("ml.m5.large").tags(tags);

    assertThat(async.platform(policies).shown()).isEqualTo("min 1, max 4, " + track);
    assertThat(
            async
                .tags("metric = backlog")
                .platform("defaults: { scale-out-cooldown: 2m }\n")
                .shown())
        .isEqualTo("min 1, max 4, backlog 5, scale-out-cooldown 2m");
  }

  @Nested
  class A_target_alone {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "one | target = 70 | cpu 70 (sent as 140)",
          "two+less | target = 250 | invocations 250",
          "tested | target = 250 | invocations 250",
          "ha | target = 7 | concurrency 7",
          "two | metric = concurrency; target = 7 | concurrency 7",
        })
    void is_for_the_one_track(String policy, String tags, String track) {
      assertThat(asked(policy, tags).shown()).contains(track).doesNotContain("BadValue");
    }

    @Test
    void among_several_is_rejected() {
      assertThat(asked("two", "target = 7").problems())
          .containsExactly(
              new Problem(
                  Code.BAD_VALUE,
                  "autoscaling:target",
                  "7",
                  "autoscaling:target = \"7\" on endpoint/chat. A target needs exactly one tracked metric, and 2 are tracked: concurrency, invocations. Set autoscaling:metric too, to track that one only, or remove the target.",
                  List.of()));
    }

    @Test
    void among_none_is_rejected() {
      assertThat(asked("bare", "target = 7").shown())
          .isEqualTo(
              "BadValue: autoscaling:target = \"7\" on endpoint/chat. A target needs exactly one tracked metric, and none is tracked. Set autoscaling:metric too, or remove the target.");
    }
  }

  @Nested
  class By_a_metric_of_ones_own {
    private static final String QUEUE =
        """
        policies:
          queue:
            track:
              - name: waiting
                target: 80
                custom:
                  Namespace: MyApp
                  MetricName: Waiting
                  Statistic: Average
                  Unit: Count
                  Dimensions:
                    - { Name: Where, Value: "{region}/{account}/{endpoint}" }
                    - { Name: Which, Value: "%s" }
        """;

    @Test
    void is_filled_with_the_names_of_the_variant() {
      var policy =
          instance().platform(QUEUE.formatted("{variant}")).tags("policy = queue").policy();

      assertThat(policy.tracks()).hasSize(1);
      assertThat(policy.tracks().getFirst().name()).isEqualTo("waiting");
      assertThat(policy.tracks().getFirst().sent()).isEqualByComparingTo("80");
      assertThat(policy.tracks().getFirst().metric())
          .isEqualTo(
              new Customized(
                  "MyApp",
                  "Waiting",
                  new TreeMap<>(Map.of("Where", "eu-west-1/111122223333/chat", "Which", "blue")),
                  "Average",
                  Optional.of("Count")));
    }

    @Test
    void is_filled_with_the_names_of_the_component() {
      var policy =
          component()
              .platform(QUEUE.formatted("{component} on {variant}"))
              .tags("policy = queue; target = 90")
              .policy();

      assertThat(((Customized) policy.tracks().getFirst().metric()).dimensions())
          .containsEntry("Which", "llama on blue");
      assertThat(policy.tracks().getFirst().sent()).isEqualByComparingTo("90");
    }

    @Test
    void that_needs_a_component_is_rejected_for_a_variant() {
      assertThat(
              instance().platform(QUEUE.formatted("{component}")).tags("policy = queue").problems())
          .containsExactly(
              new Problem(
                  Code.METRIC_NOT_SUPPORTED,
                  "autoscaling:policy",
                  "queue",
                  "autoscaling:policy = \"queue\" on endpoint/chat. The track \"waiting\" (from policy \"queue\" (_platform, line 5, column 15)) uses {component}, which endpoint/chat/variant/blue does not have. Placeholders for the kind real-time: {endpoint}, {variant}, {region}, {account}.",
                  List.of("{endpoint}", "{variant}", "{region}", "{account}")));
    }

    @Test
    void follows_the_target_tag() {
      var entry =
          new TrackEntry(
              "waiting",
              new Measure.Custom(Customized.of("App", "Waiting", Map.of(), "Sum")),
              Optional.of(BigDecimal.TEN),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      var resource = instance().catalog(saying(new Setting.Track(entry)));

      assertThat(resource.tags("policy = mine").shown()).isEqualTo("min 1, max 4, waiting 10");
      assertThat(resource.tags("policy = mine; target = 5").shown())
          .isEqualTo("min 1, max 4, waiting 5");
    }

    private static final String NAMED_CPU =
        """
        policies:
          alias: { track: [ { metric: cpu, target: 60 } ] }
          own:
            track:
              - name: cpu
                target: 80
                custom: { Namespace: App, MetricName: Used, Statistic: Sum }
        """;

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "own | min 1, max 4, cpu 80",
          "alias+own | min 1, max 4, cpu 80",
          "own+alias | min 1, max 4, cpu 60 (sent as 240)",
        })
    void named_like_an_alias_overrides_and_is_overridden_by_name(String policies, String shown) {
      assertThat(
              instance()
                  .types("ml.m5.xlarge")
                  .platform(NAMED_CPU)
                  .tags("policy = " + policies)
                  .shown())
          .isEqualTo(shown);
    }

    @Test
    void named_like_an_alias_is_still_the_custom_metric() {
      assertThat(instance().platform(NAMED_CPU).tags("policy = alias+own").policy().tracks())
          .extracting(DesiredPolicy.Track::metric)
          .containsExactly(Customized.of("App", "Used", Map.of(), "Sum"));
    }

    @Test
    void may_be_metric_math() {
      var policy =
          instance()
              .platform(
                  """
                  policies:
                    math:
                      track:
                        - name: share
                          target: 80
                          custom:
                            Metrics:
                              - { Id: m1, ReturnData: false, MetricStat: { Stat: Sum, Metric: { Namespace: App, MetricName: Used, Dimensions: [ { Name: V, Value: "{variant}" } ] } } }
                              - { Id: e1, Label: "of {variant}", Expression: "FILL(m1, REPEAT) / '{account}'" }
                  """)
              .tags("policy = math")
              .policy();

      assertThat(policy.tracks().getFirst().metric())
          .isInstanceOfSatisfying(
              Calculated.class,
              math ->
                  assertThat(math.queries().stream().map(Query::source))
                      .containsExactly(
                          new Query.Source.Stat(
                              Customized.of("App", "Used", Map.of("V", "blue"), "Sum")),
                          new Query.Source.Expression("FILL(m1, REPEAT) / '111122223333'")));
    }
  }

  @Test
  void by_the_same_metric_twice_are_rejected_before_AWS_does() {
    var asked =
        TaggedResource.async()
            .platform(
                """
                policies:
                  twice:
                    track:
                      - { metric: backlog, target: 5 }
                      - name: mine
                        target: 9
                        custom: { Namespace: AWS/SageMaker, MetricName: ApproximateBacklogSizePerInstance, Statistic: Average, Dimensions: [ { Name: EndpointName, Value: "{endpoint}" } ] }
                """)
            .tags("policy = twice");

    assertThat(asked.shown())
        .isEqualTo(
            "BadValue: autoscaling:policy = \"twice\" on endpoint/chat. The tracks \"backlog\" (from policy \"twice\" (_platform, line 5, column 19)) and \"mine\" (from policy \"twice\" (_platform, line 6, column 15)) have the same metric, and AWS allows one scaling policy per metric. Remove one of them.");
  }

  @Test
  void and_steps_and_waking_are_fifty_at_most() {
    assertThat(many(49).problems()).isEmpty();
    assertThat(many(50).shown())
        .isEqualTo(
            "BadValue: autoscaling:policy = \"many+scale-to-zero\" on endpoint/chat. This adds up to 51 scaling policies (one per track, one per step entry, and one to wake from zero); AWS allows 50 per target. Use fewer.");
  }

  private static TaggedResource many(int tracks) {
    var text = new StringBuilder("policies:\n  many:\n    track:\n");
    IntStream.range(0, tracks)
        .forEach(i ->
            text.append("      - { name: t")
                .append(i)
                .append(", target: 5, custom: { Namespace: App, MetricName: M")
                .append(i)
                .append(", Statistic: Sum } }\n"));
    return component().platform(text.toString()).tags("policy = many+scale-to-zero");
  }

  /** A catalog with one policy more, {@code mine}. */
  static Catalog saying(Setting... settings) {
    return TestCatalogs.with(
        new NamedPolicy(
            "mine",
            EnumSet.allOf(Kind.class),
            List.of(
                new NamedPolicy.Layer(
                    Stream.of(settings)
                        .map(each -> new NamedPolicy.PlacedSetting(each, Optional.empty()))
                        .toList(),
                    Map.of()))));
  }
}

package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.NotScalable;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.DeleteAlarms;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.DeregisterTarget;
import io.github.tagscaler.scaling.Change.PutAlarm;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.PutScheduledAction;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingAlarm.Comparison;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The adapters against the stand-in, which refuses what AWS refuses. */
class AwsAdaptersTest {
  private static final ResourceId CHAT = new EndpointVariant("Chat", "AllTraffic");
  private static final TargetKey KEY = new TargetKey(CHAT, ScalableDimension.INSTANCE_COUNT);

  private StandIn aws;
  private SageMakerResources sageMaker;
  private ScalingRegistry registry;
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() {
    aws = StandIn.start();
    var adapters = adapters();
    sageMaker = adapters.resources();
    registry = adapters.registry("prod");
  }

  private AwsAdapters adapters() {
    return AwsAdapters.create(
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_ENDPOINT_URL", aws.endpoint().toString()),
        pauses::add);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Nested
  class Endpoints {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            {"instanceType": "ml.g5.xlarge", "count": 2}                                                    | REAL_TIME  | 2
            {"pools": ["ml.g5.xlarge", "ml.g6.xlarge"], "count": 2}                                         | REAL_TIME  | 2
            {"serverless": {"memory": 2048, "maxConcurrency": 20, "provisionedConcurrency": 5}}             | SERVERLESS | 5
            """)
    void of_every_kind_are_distinguished(String variant, Kind kind, int running) {
      seed("{'endpoints': [{'name': 'Chat', 'variants': [" + variant + "]}]}");

      assertThat(scalability())
          .isInstanceOfSatisfying(
              Scalability.Scalable.class,
              scalable -> {
                assertThat(scalable.resource().kind()).isEqualTo(kind);
                assertThat(scalable.resource().running()).isEqualTo(running);
              });
    }

    @Test
    void with_an_async_config_are_async() {
      seed("{'endpoints': [{'name': 'Chat', 'async': true}]}");

      assertThat(scalability())
          .isInstanceOfSatisfying(
              Scalability.Scalable.class,
              scalable -> assertThat(scalable.resource().kind()).isEqualTo(Kind.ASYNC));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            {"serverless": {"memory": 2048, "maxConcurrency": 20}} | NO_PROVISIONED_CONCURRENCY
            {"hostsComponents": true}                              | HOSTS_COMPONENTS
            {"managedScaling": {"min": 1, "max": 4}}               | HOSTS_COMPONENTS
            {"instanceType": "ml.t2.medium"}                       | BURSTABLE_INSTANCE
            """)
    void that_cannot_scale_say_why(String variant, NotScalable why) {
      seed("{'endpoints': [{'name': 'Chat', 'variants': [" + variant + "]}]}");

      assertThat(scalability()).isEqualTo(new Scalability.Unscalable(CHAT, why));
    }

    @Test
    void with_a_shadow_have_both_variants() {
      seed("{'endpoints': [{'name': 'Chat', 'variants': [{}], 'shadow': [{'name': 'Next'}]}]}");

      var endpoint = sageMaker.endpoint("Chat", null).orElseThrow();
      assertThat(endpoint.variants())
          .extracting("name", "shadow")
          .containsExactly(tuple("AllTraffic", false), tuple("Next", true));
    }

    @Test
    void take_one_round_if_the_event_named_their_config() throws InterruptedException {
      seed("{'endpoints': [{'name': 'Chat', 'config': 'blue'}]}");
      aws.hold("DescribeEndpoint", "DescribeEndpointConfig");

      var read = Thread.ofVirtual().start(() -> sageMaker.endpoint("Chat", "blue"));
      // Both are under way before either is answered.
      aws.awaitHeld(2, Duration.ofSeconds(5));
      aws.release(1);
      assertThat(read.join(Duration.ofSeconds(10))).isTrue();

      assertThat(operations())
          .containsExactlyInAnyOrder("DescribeEndpoint", "DescribeEndpointConfig");
    }

    @Test
    void survive_their_config() {
      seed(
          "{'endpoints': [{'name': 'Chat', 'configDeleted': true, 'variants': [{'name': 'a', 'count': 2}]}]}");

      var endpoint = sageMaker.endpoint("Chat", "Chat-config").orElseThrow();
      assertThat(endpoint.configCreated()).isEmpty();
      assertThat(endpoint.variants().getFirst().instanceTypes()).isEmpty();
      assertThat(endpoint.variants().getFirst().instances()).isEqualTo(2);
      assertThat(endpoint.variants().getFirst().hostsComponents()).isFalse();
    }

    @Test
    void with_a_deleted_config_still_host_components() {
      seed(
          "{'endpoints': [{'name': 'Chat', 'configDeleted': true, 'variants': [{'hostsComponents': true}]}],"
              + " 'components': [{'name': 'llama', 'endpoint': 'Chat'}]}");

      assertThat(scalability())
          .isEqualTo(new Scalability.Unscalable(CHAT, NotScalable.HOSTS_COMPONENTS));
    }

    @Test
    void that_do_not_exist_are_empty_everywhere() {
      assertThat(sageMaker.endpoint("Chat", "c")).isEmpty();
      assertThat(sageMaker.endpointName("chat")).isEmpty();
      assertThat(sageMaker.tags("arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat"))
          .isEmpty();
      assertThat(sageMaker.component("Chat")).isEmpty();
      assertThat(sageMaker.componentName("chat")).isEmpty();
      assertThat(sageMaker.componentsOf("Chat")).isEmpty();
    }

    @Test
    void are_found_by_the_name_in_an_ARN() {
      seed("{'endpoints': [{'name': 'Chat'}, {'name': 'chat-2'}], 'components': []}");

      assertThat(sageMaker.endpointName("chat")).contains("Chat");
    }

    @Test
    void have_their_tags() {
      seed(
          "{'endpoints': [{'name': 'Chat', 'tags': {'autoscaling:policy': 'on', 'team': 'a b'}}]}");
      var arn = sageMaker.endpoint("Chat", null).orElseThrow().arn();

      assertThat(sageMaker.tags(arn)).contains(Map.of("autoscaling:policy", "on", "team", "a b"));
    }
  }

  @Nested
  class Components {
    @Test
    void distinguish_adapters() {
      seed(
          "{'endpoints': [{'name': 'Models', 'variants': [{'hostsComponents': true}]}],"
              + " 'components': [{'name': 'Llama', 'endpoint': 'Models', 'copies': 2}, {'name': 'Tuned', 'endpoint': 'Models', 'base': 'Llama'}]}");

      assertThat(sageMaker.component("Llama").orElseThrow())
          .extracting(Component::adapter, Component::copies, Component::endpoint)
          .containsExactly(false, 2, "Models");
      assertThat(sageMaker.component("Tuned")).get().matches(Component::adapter);
      assertThat(sageMaker.componentName("llama")).contains("Llama");
    }

    @Test
    void are_listed_beyond_a_hundred() {
      var components =
          IntStream.range(0, 120)
              .mapToObj(i -> "{'name': 'c%d', 'endpoint': 'Models'}".formatted(i))
              .collect(Collectors.joining(","));
      seed(
          "{'endpoints': [{'name': 'Models', 'variants': [{'hostsComponents': true, 'instanceType': 'ml.g5.48xlarge', 'count': 4}]}], 'components': ["
              + components
              + "]}");

      assertThat(sageMaker.componentsOf("Models")).hasSize(120).doesNotHaveDuplicates();
      assertThat(operations())
          .containsExactly("ListInferenceComponents", "ListInferenceComponents");
    }
  }

  @Nested
  class Targets {
    @BeforeEach
    void endpoint() {
      seed(
          "{'endpoints': [{'name': 'Chat', 'variants': [{'instanceType': 'ml.g5.xlarge', 'count': 2}]}]}");
    }

    @Test
    void are_observed_as_they_were_written() {
      registry.apply(
          new CreateTarget(
              KEY, new Bounds(1, 4), new TreeMap<>(Map.of("tagscaler:stack", "prod"))));
      registry.apply(new PutPolicy(KEY, null, concurrency(5)));
      registry.apply(new PutPolicy(KEY, null, cpu()));
      var arn = observed().arn();
      var registered = observed().registered();
      registry.apply(
          new UpdateTarget(
              KEY,
              arn,
              new TreeMap<>(),
              new Registered(new Bounds(1, 4), Suspension.NONE),
              new Registered(new Bounds(2, 6), Suspension.NONE)));
      registry.apply(
          new TagTarget(
              KEY, arn, new TreeMap<>(), new TreeMap<>(Map.of("tagscaler:config", "v1:x"))));

      assertThat(observed())
          .isEqualTo(
              ObservedTarget.of(
                      KEY,
                      arn,
                      new Bounds(2, 6),
                      Suspension.NONE,
                      Map.of("tagscaler:stack", "prod", "tagscaler:config", "v1:x"),
                      List.of(concurrency(5), cpu()),
                      List.of(),
                      List.of())
                  .registeredAt(registered));
    }

    @Test
    void are_tagged_if_an_update_finds_them_deregistered() {
      var mark = new TreeMap<>(Map.of("tagscaler:stack", "prod"));
      registry.apply(new CreateTarget(KEY, new Bounds(1, 4), mark));
      var arn = observed().arn();
      registry.apply(new DeregisterTarget(KEY, new Bounds(1, 4)));

      assertThatThrownBy(() ->
              registry.apply(
                  new UpdateTarget(
                      KEY,
                      arn,
                      mark,
                      new Registered(new Bounds(1, 4), Suspension.NONE),
                      new Registered(new Bounds(2, 6), Suspension.NONE))))
          .isInstanceOf(CallFailedException.class);
      assertThat(observed().tags()).isEqualTo(mark);
    }

    @Test
    void are_deleted_once() {
      registry.apply(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()));
      var arn = observed().arn();
      for (int times = 0; times < 2; times++) {
        registry.apply(new DeletePolicy(KEY, concurrency(5)));
        registry.apply(new DeregisterTarget(KEY, new Bounds(1, 4)));
        registry.apply(new UntagTarget(KEY, arn, new TreeSet<>(Set.of("tagscaler:stack"))));
      }

      assertThat(registry.observe(List.of(CHAT))).isEmpty();
    }

    @Test
    void are_observed_in_two_rounds_of_four_calls() throws InterruptedException {
      registry.apply(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()));
      registry = adapters().registry("prod");
      aws.clearCalls();
      aws.hold("DescribeScalingPolicies", "DescribeScheduledActions", "ListTagsForResource");

      var read = Thread.ofVirtual().start(AwsAdaptersTest.this::observed);
      aws.awaitHeld(3, Duration.ofSeconds(5));
      aws.release(1);
      assertThat(read.join(Duration.ofSeconds(10))).isTrue();

      assertThat(operations()).hasSize(4).startsWith("DescribeScalableTargets");
    }

    @Test
    void are_observed_in_one_round_if_they_were_seen_before() throws InterruptedException {
      registry.apply(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()));
      aws.hold("*");

      var read = Thread.ofVirtual().start(AwsAdaptersTest.this::observed);
      aws.awaitHeld(4, Duration.ofSeconds(5));
      aws.release(1);
      assertThat(read.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void with_more_than_ten_policies_and_fifty_ids_are_complete() {
      registry.apply(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()));
      var policies = IntStream.range(0, 12).mapToObj(AwsAdaptersTest::custom).toList();
      policies.forEach(policy -> registry.apply(new PutPolicy(KEY, null, policy)));
      var ids = new ArrayList<ResourceId>();
      IntStream.range(0, 60).forEach(i -> ids.add(new InferenceComponent("none" + i)));
      ids.add(CHAT);
      aws.clearCalls();

      assertThat(registry.observe(ids).getFirst().policies())
          .containsExactlyInAnyOrderElementsOf(policies);
      assertThat(operations())
          .containsExactlyInAnyOrder(
              "DescribeScalableTargets",
              "DescribeScalableTargets",
              "DescribeScalingPolicies",
              "DescribeScalingPolicies",
              "DescribeScheduledActions",
              "ListTagsForResource");
    }

    @Test
    void that_AWS_does_not_see_yet_take_their_policy_a_little_later() {
      aws.delayConsistency(2, 0);

      registry.apply(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()));
      registry.apply(new PutPolicy(KEY, null, concurrency(5)));

      assertThat(observed().policies()).containsExactly(concurrency(5));
      assertThat(pauses).hasSize(2);
    }

    @Test
    void survive_a_throttle_and_an_error() {
      aws.fault(Fault.throttle().on("RegisterScalableTarget").at(1));
      aws.fault(Fault.serverError().on("DescribeScalableTargets").at(1));

      registry.apply(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()));

      assertThat(observed().bounds()).isEqualTo(new Bounds(1, 4));
    }

    @Test
    void exist_although_the_response_was_lost() {
      aws.fault(Fault.lostAnswer().on("RegisterScalableTarget").at(1));
      var create =
          new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>(Map.of("tagscaler:stack", "prod")));

      // The SDK's own second attempt meets what the first one made.
      assertThatThrownBy(() -> registry.apply(create))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.CONCURRENT_UPDATE));
      assertThat(observed().tags()).containsEntry("tagscaler:stack", "prod");
    }

    @Test
    void are_found_by_endpoint_in_any_case_and_after_its_end() {
      registry.apply(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()));

      assertThat(registry.variantsOf("chat")).containsExactly(CHAT);
      assertThat(registry.variantsOf("Cha")).isEmpty();
    }
  }

  @Nested
  class Whatever_is_written {
    private static final TargetKey COMPONENT =
        new TargetKey(new InferenceComponent("Llama"), ScalableDimension.COPY_COUNT);
    private static final MetricSpec CUSTOM =
        new MetricSpec.Customized(
            "MyApp",
            "KvCacheUse",
            new TreeMap<>(Map.of("EndpointName", "Chat", "VariantName", "AllTraffic")),
            "Maximum",
            Optional.of("Percent"));
    private static final MetricSpec MATH =
        new MetricSpec.Calculated(
            List.of(
                new Query(
                    "m1",
                    new Query.Source.Stat(
                        new MetricSpec.Customized(
                            "MyApp",
                            "Load",
                            new TreeMap<>(Map.of("a", "b")),
                            "p99",
                            Optional.of("Count"))),
                    Optional.of("load"),
                    false),
                new Query(
                    "m2",
                    new Query.Source.Stat(
                        MetricSpec.Customized.of("MyApp", "Queue", Map.of(), "Sum")),
                    Optional.empty(),
                    false),
                new Query(
                    "e1",
                    new Query.Source.Expression("FILL(m1, REPEAT) + m2"),
                    Optional.empty(),
                    true)));

    @BeforeEach
    void target() {
      seed(
          "{'endpoints': [{'name': 'Chat', 'variants': [{'instanceType': 'ml.g5.xlarge', 'count': 2}]}]}");
      registry.apply(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()));
    }

    static Stream<ScalingPolicy.Definition> definitions() {
      return Stream.of(
          track(
              new MetricSpec.Predefined(
                  "SageMakerVariantConcurrentRequestsPerModelHighResolution")),
          track(MetricSpec.Customized.of("n", "m", Map.of(), "Sum")),
          track(CUSTOM),
          track(MATH),
          new TargetTracking(CUSTOM, 0.25, Duration.ZERO, Duration.ofHours(1), false),
          steps(
              Adjustment.CHANGE_IN_CAPACITY,
              "Maximum",
              new StepAdjustment(Optional.of(0.0), Optional.empty(), 1)),
          steps(
              Adjustment.EXACT_CAPACITY,
              "Average",
              new StepAdjustment(Optional.empty(), Optional.of(-0.5), 1),
              new StepAdjustment(Optional.of(-0.5), Optional.of(0.0), 2)),
          new StepScaling(
              Adjustment.PERCENT_CHANGE_IN_CAPACITY,
              Optional.of(2),
              Duration.ofMinutes(1),
              "Minimum",
              List.of(
                  new StepAdjustment(Optional.of(0.0), Optional.of(1000.25), 10),
                  new StepAdjustment(Optional.of(1000.25), Optional.empty(), 30))));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void as_a_policy_is_read_back_as_it_was(ScalingPolicy.Definition definition) {
      var policy = new ScalingPolicy("tagscaler-x", definition);

      registry.apply(new PutPolicy(KEY, null, policy));

      assertThat(observed().policies()).containsExactly(policy);
    }

    @Test
    void as_a_scheduled_action_is_read_back_as_it_was_and_loses_what_limited_it() {
      aws.seed(
          """
          {"targets": [{"resourceId": "endpoint/Chat/variant/AllTraffic", "dimension": "sagemaker:variant:DesiredInstanceCount", "min": 1, "max": 4,
            "actions": [{"ScheduledActionName": "tagscaler-Daily-0800", "Schedule": "cron(0 8 * * ? *)", "EndTime": 4102444800,
                         "ScalableTargetAction": {"MinCapacity": 1, "MaxCapacity": 2}}]}]}
          """);
      var actions =
          List.of(
              new ScheduledAction(
                  "tagscaler-Daily-0800",
                  "cron(0 8 ? * MON-FRI *)",
                  "Europe/Berlin",
                  Optional.of(2),
                  Optional.of(8),
                  false),
              new ScheduledAction(
                  "tagscaler-once",
                  "at(2030-12-31T18:00:00)",
                  "UTC",
                  Optional.of(1),
                  Optional.of(1),
                  false));

      actions.forEach(action -> registry.apply(new PutScheduledAction(KEY, null, action)));

      assertThat(observed().scheduledActions()).containsExactlyInAnyOrderElementsOf(actions);
      registry.apply(new DeleteScheduledAction(KEY, actions.getFirst()));
      registry.apply(new DeleteScheduledAction(KEY, actions.getFirst()));
      assertThat(observed().scheduledActions()).containsExactly(actions.getLast());
    }

    @ParameterizedTest
    @CsvSource({
      "true, true, true",
      "true, false, true",
      "false, true, false",
      "false, false, false"
    })
    void as_a_suspension_is_read_back_as_it_was(boolean in, boolean out, boolean scheduled) {
      var suspended = new Suspension(in, out, scheduled);

      update(Suspension.NONE, suspended);
      assertThat(observed().suspended()).isEqualTo(suspended);
      update(suspended, Suspension.NONE);
      assertThat(observed().suspended()).isEqualTo(Suspension.NONE);
    }

    private void update(Suspension before, Suspension after) {
      registry.apply(
          new UpdateTarget(
              KEY,
              observed().arn(),
              new TreeMap<>(),
              new Registered(new Bounds(1, 4), before),
              new Registered(new Bounds(1, 4), after)));
    }

    static Stream<Watching> watchings() {
      return Stream.of(
          watching(CUSTOM, Comparison.AT_OR_ABOVE, Missing.MISSING),
          watching(
              MetricSpec.Customized.of("n", "m", Map.of(), "Sum"),
              Comparison.AT_OR_BELOW,
              Missing.NOT_BREACHING),
          watching(MATH, Comparison.AT_OR_ABOVE, Missing.BREACHING),
          watching(
              new MetricSpec.Calculated(
                  List.of(
                      new Query(
                          "q",
                          new Query.Source.Expression("SELECT MAX(Load) FROM MyApp"),
                          Optional.empty(),
                          true))),
              Comparison.AT_OR_BELOW,
              Missing.IGNORE));
    }

    @ParameterizedTest
    @MethodSource("watchings")
    void as_an_alarm_is_read_back_as_it_was(Watching watching) {
      var alarm = surge(watching);
      registry.apply(new PutPolicy(KEY, null, surgePolicy()));

      registry.apply(new PutAlarm(KEY, null, alarm));

      assertThat(observed().alarms()).containsExactly(alarm);
    }

    @Test
    void as_an_alarm_acts_no_more_once_its_policy_was_put_anew_until_it_is_put_anew_too() {
      var alarm = surge(watching(CUSTOM, Comparison.AT_OR_ABOVE, Missing.MISSING));
      registry.apply(new PutPolicy(KEY, null, surgePolicy()));
      registry.apply(new PutAlarm(KEY, null, alarm));
      registry.apply(new DeletePolicy(KEY, surgePolicy()));
      registry.apply(new PutPolicy(KEY, null, surgePolicy()));

      assertThat(observed().alarms())
          .containsExactly(new ScalingAlarm(alarm.name(), Optional.empty(), alarm.definition()));
      registry.apply(new PutAlarm(KEY, null, alarm));
      assertThat(observed().alarms()).containsExactly(alarm);
    }

    @Test
    void as_an_alarm_outlives_its_policy_and_is_found_by_its_name_and_deleted_once_and_for_all() {
      var alarm = surge(watching(CUSTOM, Comparison.AT_OR_ABOVE, Missing.MISSING));
      registry.apply(new PutPolicy(KEY, null, surgePolicy()));
      registry.apply(new PutAlarm(KEY, null, alarm));
      registry.apply(new DeregisterTarget(KEY, new Bounds(1, 4)));
      var prefixes = ManagedNames.alarmPrefixes("prod", CHAT);
      var left = registry.alarms(prefixes);
      assertThat(left).extracting(ScalingAlarm::name).containsExactly(alarm.name());

      registry.apply(new DeleteAlarms(CHAT, left));
      registry.apply(new DeleteAlarms(CHAT, left));

      assertThat(registry.alarms(prefixes)).isEmpty();
    }

    @Test
    void as_alarms_is_deleted_although_one_is_gone() {
      var existing = surge(watching(CUSTOM, Comparison.AT_OR_ABOVE, Missing.MISSING));
      var gone = new ScalingAlarm(existing.name() + "-2", Optional.empty(), existing.definition());
      registry.apply(new PutPolicy(KEY, null, surgePolicy()));
      registry.apply(new PutAlarm(KEY, null, existing));

      registry.apply(new DeleteAlarms(CHAT, List.of(gone, existing)));

      assertThat(observed().alarms()).isEmpty();
    }

    @Test
    void by_another_tool_is_not_managed() {
      registry.apply(new PutPolicy(KEY, null, surgePolicy()));
      var alarm = surge(watching(CUSTOM, Comparison.AT_OR_ABOVE, Missing.MISSING));
      aws.seed(
          """
          {"alarms": [{"AlarmName": "tagscaler/prod/endpoint/Chat/variant/AllTraffic2/wake", "Namespace": "n", "MetricName": "m", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold"},
                      {"AlarmName": "tagscaler/prod/endpoint/Chat/variant/AllTraffic/by-hand", "Namespace": "n", "MetricName": "m", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold"}]}
          """);
      registry.apply(new PutAlarm(KEY, null, alarm));

      assertThat(observed().alarms())
          .containsExactlyInAnyOrder(
              alarm,
              new ScalingAlarm(
                  "tagscaler/prod/endpoint/Chat/variant/AllTraffic/by-hand",
                  Optional.empty(),
                  new ScalingAlarm.Other()));
    }

    @Test
    void is_observed_in_three_rounds_if_alarms_belong_to_it() throws InterruptedException {
      seed(
          "{'endpoints': [{'name': 'Models', 'variants': [{'hostsComponents': true}]}], 'components': [{'name': 'Llama', 'endpoint': 'Models'}]}");
      registry.apply(new CreateTarget(COMPONENT, new Bounds(0, 4), new TreeMap<>()));
      for (var key : List.of(KEY, COMPONENT)) {
        registry.apply(new PutPolicy(key, null, surgePolicy()));
      }
      aws.clearCalls();
      aws.hold("DescribeAlarms");

      var read = Thread.ofVirtual().start(() -> registry.observe(List.of(CHAT, COMPONENT.id())));
      // Those of both targets are under way before either is answered.
      aws.awaitHeld(2, Duration.ofSeconds(5));
      aws.release(1);
      assertThat(read.join(Duration.ofSeconds(10))).isTrue();

      assertThat(operations()).hasSize(9);
    }

    private static TargetTracking track(MetricSpec metric) {
      return new TargetTracking(metric, 5.0, Duration.ofMinutes(10), Duration.ofMinutes(1), true);
    }

    private static StepScaling steps(
        Adjustment adjustment, String aggregation, StepAdjustment... steps) {
      return new StepScaling(
          adjustment, Optional.empty(), Duration.ofMinutes(5), aggregation, List.of(steps));
    }

    private static ScalingPolicy surgePolicy() {
      return new ScalingPolicy(
          "tagscaler-step-surge",
          steps(
              Adjustment.CHANGE_IN_CAPACITY,
              "Average",
              new StepAdjustment(Optional.of(0.0), Optional.empty(), 1)));
    }

    private static ScalingAlarm surge(Watching watching) {
      return new ScalingAlarm(
          "tagscaler/prod/endpoint/Chat/variant/AllTraffic/step-surge",
          Optional.of("tagscaler-step-surge"),
          watching);
    }

    private static Watching watching(MetricSpec metric, Comparison comparison, Missing missing) {
      return new Watching(metric, Duration.ofMinutes(1), 2, 3, 0.75, comparison, missing);
    }
  }

  @Nested
  class Refusals {
    @Test
    void of_an_endpoint_that_updates_are_not_ready() {
      seed("{'endpoints': [{'name': 'Chat', 'status': 'Updating'}]}");

      refused(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()), Code.NOT_READY);
    }

    @Test
    void without_a_permission_are_for_the_operator() {
      seed(
          "{'endpoints': [{'name': 'Chat'}], 'denied': ['sagemaker:UpdateEndpointWeightsAndCapacities']}");

      refused(new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>()), Code.ACCESS_DENIED);
    }

    @Test
    void of_a_call_are_for_the_operator_too() {
      seed("{'endpoints': [{'name': 'Chat'}], 'denied': ['sagemaker:DescribeEndpoint']}");

      assertThatThrownBy(() -> sageMaker.endpoint("Chat", null))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.ACCESS_DENIED));
    }

    private void refused(CreateTarget create, Code code) {
      assertThatThrownBy(() -> registry.apply(create))
          .isInstanceOfSatisfying(
              CallFailedException.class, failed -> assertThat(failed.code()).isEqualTo(code));
    }
  }

  private void seed(String json) {
    aws.seed(json.replace('\'', '"'));
    aws.clearCalls();
  }

  private Scalability scalability() {
    var endpoint = sageMaker.endpoint("Chat", null).orElseThrow();
    return Scalability.of(endpoint, endpoint.variants().getFirst());
  }

  private ObservedTarget observed() {
    return registry.observe(List.of(CHAT)).getFirst();
  }

  private List<String> operations() {
    return aws.calls().stream().map(RecordedCall::operation).toList();
  }

  private static ScalingPolicy concurrency(double target) {
    return tracking(
        "tagscaler-track-concurrency",
        new MetricSpec.Predefined("SageMakerVariantConcurrentRequestsPerModelHighResolution"),
        target);
  }

  private static ScalingPolicy cpu() {
    return tracking(
        "tagscaler-track-cpu",
        MetricSpec.Customized.of(
            "/aws/sagemaker/Endpoints",
            "CPUUtilization",
            Map.of("EndpointName", "Chat", "VariantName", "AllTraffic"),
            "Average"),
        200);
  }

  private static ScalingPolicy custom(int number) {
    return tracking(
        "p" + number, MetricSpec.Customized.of("Own", "m" + number, Map.of(), "Average"), 1);
  }

  private static ScalingPolicy tracking(String name, MetricSpec metric, double target) {
    return new ScalingPolicy(
        name,
        new TargetTracking(metric, target, Duration.ofMinutes(10), Duration.ofMinutes(1), true));
  }
}

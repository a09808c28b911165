package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.sweep.Fleet;
import io.github.tagscaler.sweep.Fleet.ListedComponent;
import io.github.tagscaler.sweep.Fleet.ListedEndpoint;
import io.github.tagscaler.sweep.Fleet.OrphanedAlarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetReaderTest {
  private static final Duration BUDGET = Duration.ofMinutes(10);
  private static final String ARN = "arn:aws:sagemaker:eu-central-1:111122223333:";
  private static final String TARGET_ARN =
      "arn:aws:application-autoscaling:eu-central-1:111122223333:scalable-target/";
  private static final String POLICY_ARN =
      "arn:aws:autoscaling:eu-central-1:111122223333:scalingPolicy:u-1:resource/sagemaker/";

  /** The filter of a tag listing, by which its answers are distinguished. */
  private static final String ENDPOINT_TAGS = "GetResources sagemaker:endpoint";

  private static final String COMPONENT_TAGS = "GetResources sagemaker:inference-component";
  private static final String TARGET_TAGS = "GetResources tagscaler:stack";

  private final CannedAws aws = new CannedAws();
  private final Fleet fleet = aws.adapters().fleet("prod");

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void is_empty_for_an_empty_account() {
    nothingElse();

    assertThat(fleet.read(BUDGET))
        .isEqualTo(
            new Fleet.Snapshot(List.of(), List.of(), List.of(), List.of(), Map.of(), Set.of()));
  }

  @Test
  void is_read_in_pages_as_large_as_AWS_gives() {
    nothingElse();

    fleet.read(BUDGET);

    assertThat(aws.calls())
        .filteredOn(call -> !call.operation().equals("GetResources"))
        .extracting(call -> call.operation() + " " + size(call))
        .containsExactlyInAnyOrder(
            "DescribeScalableTargets 50",
            "DescribeScalingPolicies 10",
            "DescribeScheduledActions 50",
            "DescribeAlarms 100",
            "ListEndpoints 100",
            "ListInferenceComponents 100");
    assertThat(aws.calls("GetResources"))
        .extracting(call -> call.text("ResourcesPerPage"))
        .containsExactly("100", "100", "100");
    assertThat(aws.calls("DescribeAlarms").getFirst().text("AlarmNamePrefix"))
        .isEqualTo("tagscaler/prod/");
    assertThat(aws.calls("DescribeScalingPolicies").getFirst().text("ResourceId")).isEqualTo("-");
  }

  @Test
  void reads_targets_before_resources() {
    nothingElse();

    fleet.read(BUDGET);

    assertThat(aws.operations().subList(7, 9))
        .containsExactlyInAnyOrder("ListEndpoints", "ListInferenceComponents");
  }

  @Test
  void has_every_page_of_the_resources() {
    aws.answer("ListEndpoints", "{'Endpoints': [%s], 'NextToken': 't'}".formatted(endpoint("Chat")))
        .answer("ListEndpoints", "{'Endpoints': [%s]}".formatted(endpoint("b")))
        .answer(
            "ListInferenceComponents",
            "{'InferenceComponents': [%s], 'NextToken': 't'}".formatted(component("Llama")))
        .answer(
            "ListInferenceComponents", "{'InferenceComponents': [%s]}".formatted(component("b")));
    nothingElse();

    var read = fleet.read(BUDGET);

    assertThat(read.endpoints()).extracting(ListedEndpoint::name).containsExactly("Chat", "b");
    assertThat(read.endpoints().getFirst())
        .isEqualTo(
            new ListedEndpoint(
                "Chat",
                ARN + "endpoint/chat",
                new ResourceStatus("Updating"),
                Instant.ofEpochSecond(2000)));
    assertThat(read.components()).extracting(ListedComponent::name).containsExactly("Llama", "b");
    assertThat(read.components().getFirst())
        .isEqualTo(
            new ListedComponent(
                "Llama",
                ARN + "inference-component/llama",
                new ResourceStatus("InService"),
                "Chat",
                "blue",
                Instant.ofEpochSecond(2000)));
  }

  @Test
  void has_a_page_that_came_only_after_all_attempts_of_a_call_had_failed() {
    aws.answer("ListEndpoints", "{'Endpoints': [%s], 'NextToken': 't'}".formatted(endpoint("a")))
        .fail("ListEndpoints", "ThrottlingException", "Rate exceeded")
        .fail("ListEndpoints", "ThrottlingException", "Rate exceeded")
        .fail("ListEndpoints", "ThrottlingException", "Rate exceeded")
        .answer("ListEndpoints", "{'Endpoints': [%s]}".formatted(endpoint("b")));
    nothingElse();

    assertThat(fleet.read(BUDGET).endpoints())
        .extracting(ListedEndpoint::name)
        .containsExactly("a", "b");
    assertThat(aws.calls("ListEndpoints"))
        .extracting(call -> call.text("NextToken"))
        .containsExactly("-", "t", "t", "t", "t");
    assertThat(aws.pauses()).contains(Duration.ofSeconds(2));
  }

  @Test
  void has_every_page_of_the_targets_with_their_attachments() {
    aws.answer(
            "DescribeScalableTargets",
            "{'ScalableTargets': [%s], 'NextToken': 't'}".formatted(target("Chat")))
        .answer("DescribeScalableTargets", "{'ScalableTargets': [%s]}".formatted(target("b")))
        .answer(
            "DescribeScalingPolicies",
            "{'ScalingPolicies': [%s], 'NextToken': 't'}".formatted(policy("Chat", "a")))
        .answer(
            "DescribeScalingPolicies",
            "{'ScalingPolicies': [%s, %s]}".formatted(policy("Chat", "b"), policy("gone", "c")))
        .answer(
            "DescribeScheduledActions",
            "{'ScheduledActions': [%s], 'NextToken': 't'}".formatted(action("b", "one")))
        .answer(
            "DescribeScheduledActions",
            "{'ScheduledActions': [%s, %s]}".formatted(action("b", "two"), action("gone", "three")))
        .answer("DescribeAlarms", alarms("t", alarm("endpoint/Chat/variant/blue/wake", "")))
        .answer("DescribeAlarms", alarms("", alarm("endpoint/Chat/variant/blue/step-a", "")));
    nothingElse();

    var read = fleet.read(BUDGET);

    assertThat(read.targets())
        .extracting(target -> target.key().id())
        .containsExactly(variant("Chat"), variant("b"));
    var chat = read.targets().getFirst();
    assertThat(chat.arn()).isEqualTo(TARGET_ARN + "Chat");
    assertThat(chat.bounds()).isEqualTo(new Bounds(1, 4));
    assertThat(chat.suspended()).isEqualTo(new Suspension(false, false, true));
    assertThat(chat.policies()).extracting(ScalingPolicy::name).containsExactly("a", "b");
    assertThat(chat.scheduledActions()).isEmpty();
    assertThat(chat.alarms())
        .extracting(ScalingAlarm::name)
        .containsExactly(
            "tagscaler/prod/endpoint/Chat/variant/blue/wake",
            "tagscaler/prod/endpoint/Chat/variant/blue/step-a");
    var other = read.targets().getLast();
    assertThat(other.policies()).isEmpty();
    assertThat(other.scheduledActions())
        .extracting(ScheduledAction::name)
        .containsExactly("one", "two");
    assertThat(other.alarms()).isEmpty();
    assertThat(read.orphanedAlarms()).isEmpty();
  }

  @Test
  void leaves_out_targets_of_an_unknown_kind() {
    aws.answer(
        "DescribeScalableTargets",
        "{'ScalableTargets': [%s, %s]}"
            .formatted(
                target("Chat").replace("DesiredInstanceCount", "SomethingNew"), target("b")));
    nothingElse();

    assertThat(fleet.read(BUDGET).targets())
        .extracting(target -> target.key().id())
        .containsExactly(variant("b"));
  }

  @Test
  void reads_a_target_just_as_it_is_read_alone() {
    aws.answer("DescribeScalableTargets", "{'ScalableTargets': [%s]}".formatted(target("Chat")))
        .answer(
            "DescribeScalingPolicies",
            "{'ScalingPolicies': [%s]}".formatted(policy("Chat", "tagscaler-step-surge")))
        .answer(
            "DescribeScheduledActions",
            "{'ScheduledActions': [%s]}".formatted(action("Chat", "tagscaler-Daily-0800")))
        .answer(
            "DescribeAlarms",
            alarms(
                "",
                alarm(
                    "endpoint/Chat/variant/blue/step-surge",
                    policyArn("Chat", "tagscaler-step-surge"))))
        .answer("ListTagsForResource", "{'Tags': {'tagscaler:stack': 'prod'}}")
        .answer(TARGET_TAGS, mappings(mapping(TARGET_ARN + "Chat", "tagscaler:stack", "prod"), ""));
    nothingElse();

    var read = fleet.read(BUDGET).targets();

    assertThat(read).isEqualTo(aws.adapters().registry("prod").observe(List.of(variant("Chat"))));
    assertThat(read.getFirst().alarms().getFirst().actsOn()).contains("tagscaler-step-surge");
  }

  @Test
  void of_a_thousand_endpoints_takes_few_calls() {
    pages("ListEndpoints", "{'Endpoints': [%s]%s}", 100, "NextToken", i -> endpoint("e" + i));
    pages(
        "DescribeScalableTargets",
        "{'ScalableTargets': [%s]%s}",
        50,
        "NextToken",
        i -> target("e" + i));
    pages(
        "DescribeScalingPolicies",
        "{'ScalingPolicies': [%s]%s}",
        10,
        "NextToken",
        i -> policy("e" + i, "tagscaler-track-cpu"));
    pages(
        ENDPOINT_TAGS,
        "{'ResourceTagMappingList': [%s]%s}",
        100,
        "PaginationToken",
        i -> mapping(ARN + "endpoint/e" + i, "autoscaling:policy", "default"));
    pages(
        TARGET_TAGS,
        "{'ResourceTagMappingList': [%s]%s}",
        100,
        "PaginationToken",
        i -> mapping(TARGET_ARN + "e" + i, "tagscaler:stack", "prod"));
    nothingElse();

    var read = fleet.read(BUDGET);

    assertThat(read.endpoints()).hasSize(1000);
    assertThat(read.targets())
        .hasSize(1000)
        .allMatch(target -> target.policies().size() == 1 && target.tags().size() == 1);
    assertThat(read.tags()).hasSize(2000);
    assertThat(aws.calls()).hasSizeLessThanOrEqualTo(160);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions",
        "DescribeAlarms",
        "ListEndpoints",
        "ListInferenceComponents",
        "GetResources"
      })
  void fails_if_one_list_fails(String list) {
    aws.fail(list, "AccessDeniedException", "is not authorized to perform that");
    nothingElse();

    assertThatThrownBy(() -> fleet.read(BUDGET))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.ACCESS_DENIED))
        .hasMessageContaining(list);
  }

  @Test
  void reads_no_resources_if_targets_could_not_be_read() {
    aws.fail("DescribeScheduledActions", "ValidationException", "no");
    nothingElse();

    assertThatThrownBy(() -> fleet.read(BUDGET)).isInstanceOf(CallFailedException.class);
    assertThat(aws.operations()).doesNotContain("ListEndpoints", "ListInferenceComponents");
  }

  @Nested
  class Tags {
    @Test
    void come_from_every_page_of_each_listing() {
      aws.answer(
              ENDPOINT_TAGS, mappings(mapping(ARN + "endpoint/chat", "autoscaling:max", "4"), "t"))
          .answer(ENDPOINT_TAGS, mappings(mapping(ARN + "endpoint/b", "team", ""), ""))
          .answer(
              COMPONENT_TAGS,
              mappings(mapping(ARN + "inference-component/llama", "team", "ml"), ""));
      nothingElse();

      assertThat(fleet.read(BUDGET).tags())
          .isEqualTo(
              Map.of(
                  ARN + "endpoint/chat", Map.of("autoscaling:max", "4"),
                  ARN + "endpoint/b", Map.of("team", ""),
                  ARN + "inference-component/llama", Map.of("team", "ml")));
      assertThat(aws.calls("GetResources"))
          .extracting(call -> call.text("PaginationToken"))
          .containsExactly("-", "t", "-", "-");
    }

    @Test
    void find_their_target_in_any_case() {
      aws.answer("DescribeScalableTargets", "{'ScalableTargets': [%s]}".formatted(target("Chat")))
          .answer(
              TARGET_TAGS,
              mappings(
                  mapping(
                      TARGET_ARN.replace("scalable", "Scalable") + "cHAT", "tagscaler:stack", "x"),
                  ""));
      nothingElse();

      var read = fleet.read(BUDGET);

      assertThat(read.targets())
          .extracting(ObservedTarget::tags)
          .containsExactly(new TreeMap<>(Map.of("tagscaler:stack", "x")));
      assertThat(read.tags()).containsOnlyKeys(TARGET_ARN + "chat");
    }

    @Test
    void of_a_target_that_carries_no_stack_are_empty() {
      aws.answer("DescribeScalableTargets", "{'ScalableTargets': [%s]}".formatted(target("Chat")));
      nothingElse();

      assertThat(fleet.read(BUDGET).targets().getFirst().tags()).isEmpty();
    }

    @Test
    void of_a_kind_that_the_API_does_not_know_are_missing() {
      aws.fail(COMPONENT_TAGS, "InvalidParameterException", "Unknown resource type")
          .answer(ENDPOINT_TAGS, mappings(mapping(ARN + "endpoint/chat", "team", "ml"), ""));
      nothingElse();

      assertThat(fleet.read(BUDGET).tags()).containsOnlyKeys(ARN + "endpoint/chat");
    }

    @Test
    void that_break_off_are_not_missing() {
      aws.answer(ENDPOINT_TAGS, mappings(mapping(ARN + "endpoint/chat", "team", "ml"), "t"))
          .fail(ENDPOINT_TAGS, "InvalidParameterException", "What token is that?");
      nothingElse();

      assertThatThrownBy(() -> fleet.read(BUDGET)).isInstanceOf(CallFailedException.class);
    }

    @Test
    void that_AWS_throttles_are_not_missing() {
      aws.fail(COMPONENT_TAGS, "ThrottledException", "Slow down");
      nothingElse();

      assertThatThrownBy(() -> fleet.read(BUDGET))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.THROTTLED));
    }
  }

  @Nested
  class An_alarm_that_is_for_no_target {
    private static final String STACK = "s".repeat(128);

    @Test
    void belongs_to_a_resource_by_its_name() {
      aws.answer("DescribeScalableTargets", "{'ScalableTargets': [%s]}".formatted(target("Chat")))
          .answer(
              "DescribeAlarms",
              alarms(
                  "",
                  alarm("endpoint/Chat/variant/bluer/wake", policyArn("Chat", "tagscaler-wake")),
                  alarm("inference-component/Llama/wake", "")));
      nothingElse();

      var read = fleet.read(BUDGET);

      assertThat(read.targets().getFirst().alarms()).isEmpty();
      assertThat(read.orphanedAlarms())
          .extracting(OrphanedAlarm::id)
          .containsExactly(
              Optional.of(new EndpointVariant("Chat", "bluer")),
              Optional.of(new InferenceComponent("Llama")));
      assertThat(read.orphanedAlarms()).allMatch(orphan -> orphan.alarm().actsOn().isEmpty());
    }

    @Test
    void belongs_to_a_resource_by_its_policy_if_the_name_is_truncated() {
      assertThat(orphan("endpoint/Chat-and-then-what", policyArn("Chat", "tagscaler-wake")))
          .contains(variant("Chat"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "arn:aws:sns:eu-central-1:111122223333:topic",
          "arn:aws:autoscaling:eu-central-1:111122223333:scalingPolicy:u:resource/ecs/service/a/b:policyName/p",
          ""
        })
    void belongs_to_no_resource_if_neither_shows_it(String action) {
      assertThat(orphan("wake", action)).isEmpty();
    }

    @Test
    void belongs_to_a_resource_by_its_policy_if_its_truncated_name_seems_complete() {
      var id = new InferenceComponent("c".repeat(63));
      var cut = ManagedNames.alarmPrefixes(STACK, id).getLast() + "wake";
      aws.answer(
          "DescribeAlarms",
          alarms(
              "",
              "<member><AlarmName>%s</AlarmName><AlarmActions><member>%s</member></AlarmActions></member>"
                  .formatted(cut, POLICY_ARN + id.wire() + ":policyName/tagscaler-wake")));
      nothingElse();

      assertThat(ManagedNames.resourceOf(STACK, cut)).isPresent().isNotEqualTo(Optional.of(id));
      assertThat(aws.adapters().fleet(STACK).read(BUDGET).orphanedAlarms())
          .extracting(OrphanedAlarm::id)
          .containsExactly(Optional.of(id));
    }

    @Test
    void is_not_orphaned_if_its_target_has_a_truncated_name() {
      var id = new EndpointVariant("e".repeat(63), "v".repeat(20));
      var cut = ManagedNames.alarmPrefixes(STACK, id).getLast() + "wake";
      aws.answer(
              "DescribeScalableTargets",
              "{'ScalableTargets': [%s]}"
                  .formatted(target("x").replace("endpoint/x/variant/blue", id.wire())))
          .answer(
              "DescribeAlarms", alarms("", "<member><AlarmName>" + cut + "</AlarmName></member>"));
      nothingElse();

      var read = aws.adapters().fleet(STACK).read(BUDGET);

      assertThat(read.orphanedAlarms()).isEmpty();
      assertThat(read.targets().getFirst().alarms())
          .extracting(ScalingAlarm::name)
          .containsExactly(cut);
    }

    private Optional<ResourceId> orphan(String end, String action) {
      aws.answer("DescribeAlarms", alarms("", alarm(end, action)));
      nothingElse();
      return fleet.read(BUDGET).orphanedAlarms().getFirst().id();
    }
  }

  /** Answers to all that a test gave none for: nothing is there. */
  private void nothingElse() {
    aws.otherwise("DescribeScalableTargets", "{'ScalableTargets': []}")
        .otherwise("DescribeScalingPolicies", "{'ScalingPolicies': []}")
        .otherwise("DescribeScheduledActions", "{'ScheduledActions': []}")
        .otherwise("DescribeAlarms", alarms(""))
        .otherwise("ListEndpoints", "{'Endpoints': []}")
        .otherwise("ListInferenceComponents", "{'InferenceComponents': []}")
        .otherwise("GetResources", "{'ResourceTagMappingList': [], 'PaginationToken': ''}");
  }

  /** A thousand items in pages. */
  private void pages(
      String operation, String page, int size, String token, IntFunction<String> item) {
    for (int from = 0; from < 1000; from += size) {
      var items =
          IntStream.range(from, from + size).mapToObj(item).collect(Collectors.joining(", "));
      aws.answer(
          operation,
          page.formatted(items, from + size < 1000 ? ", '" + token + "': 't" + from + "'" : ""));
    }
  }

  private static String size(CannedAws.Call call) {
    return call.text(call.operation().equals("DescribeAlarms") ? "MaxRecords" : "MaxResults");
  }

  private static ResourceId variant(String endpoint) {
    return new EndpointVariant(endpoint, "blue");
  }

  private static String endpoint(String name) {
    return "{'EndpointName': '%s', 'EndpointArn': '%s', 'EndpointStatus': 'Updating', 'CreationTime': 1000, 'LastModifiedTime': 2000}"
        .formatted(name, ARN + "endpoint/" + name.toLowerCase(Locale.ROOT));
  }

  private static String component(String name) {
    return "{'InferenceComponentName': '%s', 'InferenceComponentArn': '%s', 'InferenceComponentStatus': 'InService', 'EndpointName': 'Chat', 'EndpointArn': '%s', 'VariantName': 'blue', 'CreationTime': 1000, 'LastModifiedTime': 2000}"
        .formatted(
            name,
            ARN + "inference-component/" + name.toLowerCase(Locale.ROOT),
            ARN + "endpoint/chat");
  }

  private static String target(String endpoint) {
    return "{%s, 'MinCapacity': 1, 'MaxCapacity': 4, 'RoleARN': 'r', 'CreationTime': 1, 'ScalableTargetARN': '%s', 'SuspendedState': {'ScheduledScalingSuspended': true}}"
        .formatted(key(endpoint), TARGET_ARN + endpoint);
  }

  private static String policy(String endpoint, String name) {
    return "{%s, 'PolicyName': '%s', 'PolicyType': 'StepScaling', 'PolicyARN': '%s'}"
        .formatted(key(endpoint), name, policyArn(endpoint, name));
  }

  private static String policyArn(String endpoint, String name) {
    return POLICY_ARN + variant(endpoint).wire() + ":policyName/" + name;
  }

  private static String action(String endpoint, String name) {
    return "{%s, 'ScheduledActionName': '%s', 'Schedule': 'cron(0 8 * * ? *)', 'ScheduledActionARN': 'arn', 'CreationTime': 1, 'ScalableTargetAction': {'MinCapacity': 2}}"
        .formatted(key(endpoint), name);
  }

  private static String key(String endpoint) {
    return "'ServiceNamespace': 'sagemaker', 'ResourceId': '%s', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount'"
        .formatted(variant(endpoint).wire());
  }

  private static String mapping(String arn, String key, String value) {
    return "{'ResourceARN': '%s', 'Tags': [{'Key': '%s', 'Value': '%s'}]}"
        .formatted(arn, key, value);
  }

  private static String mappings(String mapping, String token) {
    return "{'ResourceTagMappingList': [%s], 'PaginationToken': '%s'}".formatted(mapping, token);
  }

  private static String alarm(String end, String action) {
    return "<member><AlarmName>tagscaler/prod/%s</AlarmName><AlarmActions>%s</AlarmActions></member>"
        .formatted(end, action.isEmpty() ? "" : "<member>" + action + "</member>");
  }

  private static String alarms(String token, String... members) {
    return "<DescribeAlarmsResponse><DescribeAlarmsResult><MetricAlarms>%s</MetricAlarms>%s</DescribeAlarmsResult></DescribeAlarmsResponse>"
        .formatted(
            String.join("", members),
            token.isEmpty() ? "" : "<NextToken>" + token + "</NextToken>");
  }
}

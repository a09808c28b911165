package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;

/**
 * Whichever call fails: the run ends in good order, changes nothing foreign, and the next one
 * completes it.
 */
class FaultsTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @RegisterExtension static final TestAccount account = new TestAccount();

  /** Something that a run does, from a state to which something led. */
  enum Work {
    FIRST_REGISTRATION {
      @Override
      Json prepare() {
        account.endpoint("chat", "policy=llm", "max=6");
        return SampleEvents.inService("chat");
      }
    },
    ANOTHER_METRIC_AND_OTHER_BOUNDS {
      @Override
      Json prepare() {
        registered();
        account.user.tag("endpoint/chat", "max=8", "min=2", "metric=invocations", "target=50");
        return SampleEvents.addTags("endpoint/chat");
      }
    },
    A_RELEASE {
      @Override
      Json prepare() {
        registered();
        account.user.tag("endpoint/chat", "policy=off");
        return SampleEvents.addTags("endpoint/chat");
      }
    },
    A_RELEASE_FROM_UNDER_SOMEBODY_ELSES_POLICY {
      @Override
      Json prepare() {
        registered();
        account.user.putTrackingPolicy(
            ON_CHAT, "theirs", MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE, 70);
        account.user.tag("endpoint/chat", "policy=off");
        return SampleEvents.addTags("endpoint/chat");
      }
    },
    A_REGISTRATION_WITH_WINDOWS_AND_WAKING {
      @Override
      Json prepare() {
        sleeper();
        return SampleEvents.componentUpdated("llama");
      }
    },
    ANOTHER_SCHEDULE {
      @Override
      Json prepare() {
        sleeping();
        account.user.tag("inference-component/llama", "schedule=Daily 06:00-22:00 2-5 else 0-1");
        return SampleEvents.addTags("inference-component/llama");
      }
    },
    NO_MORE_WAKING {
      @Override
      Json prepare() {
        sleeping();
        account.user.tag("inference-component/llama", "policy=default", "max=5");
        return SampleEvents.addTags("inference-component/llama");
      }
    },
    AN_ALARM_MENDED {
      @Override
      Json prepare() {
        sleeping();
        account.user.scaling.deleteScalingPolicy(call ->
            call.serviceNamespace("sagemaker")
                .resourceId("inference-component/llama")
                .scalableDimension("sagemaker:inference-component:DesiredCopyCount")
                .policyName("tagscaler-wake"));
        return SampleEvents.componentUpdated("llama");
      }
    },
    A_RELEASE_WITH_ALARMS {
      @Override
      Json prepare() {
        sleeping();
        account.user.tag("inference-component/llama", "policy=off");
        return SampleEvents.addTags("inference-component/llama");
      }
    };

    /** Leads up to the work; the event that starts it. */
    abstract Json prepare();

    private static void sleeper() {
      account.clock("2026-06-03T10:00:00Z");
      account.host("models");
      account.component("llama", "models", "policy=office-hours-zero", "max=5");
    }

    private static void sleeping() {
      sleeper();
      account.invoke(SampleEvents.componentUpdated("llama"));
    }

    private static void registered() {
      account.endpoint("chat", "policy=llm", "max=6");
      account.invoke(SampleEvents.inService("chat"));
    }
  }

  private static Json fresh(Work work) {
    account.reset();
    account.seed(
        """
        {"endpoints": [{"name": "theirs", "tags": {"autoscaling:policy": "off"}}],
         "targets": [{"resourceId": "endpoint/theirs/variant/AllTraffic", "min": 1, "max": 3,
           "policies": [{"PolicyName": "tagscaler-track-concurrency",
             "PolicyType": "TargetTrackingScaling",
             "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 70.0,
               "PredefinedMetricSpecification":
                 {"PredefinedMetricType": "SageMakerVariantInvocationsPerInstance"}}}]}]}
        """);
    return work.prepare();
  }

  /** The n-th call of an operation. */
  private record Nth(String operation, int n) {
    boolean writes() {
      return operation.matches("(application-autoscaling|cloudwatch):(?!Describe|List).*");
    }
  }

  private static List<Nth> nths(List<RecordedCall> calls) {
    var seen = new HashMap<String, Integer>();
    var nths = new ArrayList<Nth>();
    for (var call : calls) {
      var operation = call.service() + ":" + call.operation();
      nths.add(new Nth(operation, seen.merge(operation, 1, Integer::sum)));
    }
    return nths;
  }

  @SuppressWarnings("EnumOrdinal") // only to spread the calls over the works
  private static void finishesAfter(Work work, Fault trouble, List<Nth> calls, String end) {
    // A short run tries every third call; which ones depends on the work.
    int step = TestRounds.of(3, 1);
    for (int i = work.ordinal() % step; i < calls.size(); i += step) {
      var call = calls.get(i);
      var event = fresh(work);
      account.fault(new Fault(call.operation(), trouble.effect(), call.n(), trouble.times()));
      var faulted = account.invoke(event);
      assertThat(faulted.outcomes()).as("%s: one outcome", call).hasSize(1);
      account.clearFaults();
      account.advance(Duration.ofMinutes(2));

      var next = account.invoke(event);

      assertThat(next.raised()).as("%s: the next run ends well", call).isFalse();
      assertThat(state()).as("%s: the state in the end", call).isEqualTo(end);
    }
  }

  /** The state of scaling, with the alarms, and whether they act on what exists. */
  private static String state() {
    var state = new StringBuilder(account.scaling());
    account
        .alarms()
        .forEach((name, alarm) -> {
          var acts =
              account.targets().stream()
                  .flatMap(target -> target.json().get("ScalingPolicies").stream())
                  .filter(policy ->
                      alarm.get("AlarmActions").stream().anyMatch(policy.get("PolicyARN")::equals))
                  .map(policy -> policy.get("PolicyName").write())
                  .toList();
          state
              .append(name)
              .append(acts)
              .append(alarm.get("ActionsEnabled").write())
              .append(alarm.get("MetricName").write())
              .append(alarm.get("Threshold").write());
        });
    return state.toString();
  }

  private static List<Nth> writes(List<Nth> calls) {
    return calls.stream().filter(Nth::writes).toList();
  }

  /** The calls of a run without trouble, which leaves the state as it should be. */
  private static List<Nth> cleanRun(Work work) {
    var calls = nths(account.invoke(fresh(work)).calls());
    account.advance(Duration.ofMinutes(2));
    return calls;
  }

  @ParameterizedTest
  @EnumSource
  void an_error_of_any_call_is_overcome(Work work) {
    var calls = cleanRun(work);

    finishesAfter(work, Fault.serverError().always(), calls, state());
  }

  // The SDK tries again what had its effect already, such as a registration with tags, which AWS
  // takes once only.
  @ParameterizedTest
  @EnumSource
  void the_lost_answer_of_any_write_is_overcome(Work work) {
    var writes = writes(cleanRun(work));
    var end = state();

    finishesAfter(work, Fault.lostAnswer(), writes, end);
    finishesAfter(work, Fault.lostAnswer().always(), writes, end);
  }

  // AWS throttles with a type that no model names; the SDK waits longer for it than for anything
  // else, so that not all of it is tried.
  @ParameterizedTest
  @EnumSource(names = {"ANOTHER_METRIC_AND_OTHER_BOUNDS", "A_RELEASE"})
  void throttling_of_any_write_is_overcome(Work work) {
    var writes = writes(cleanRun(work));

    finishesAfter(work, Fault.throttle().always(), writes, state());
  }

  // A target that was registered a moment ago may not be seen by the next call ("brief eventual
  // consistency", API reference of RegisterScalableTarget).
  @Test
  void a_target_that_is_not_seen_at_once_is_waited_for() {
    account.aws().delayConsistency(2, 0);
    account.endpoint("chat", "policy=default");

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.calls("PutScalingPolicy")).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void reads_that_are_behind_the_writes_lead_to_the_same_end(Work work) {
    var _ = cleanRun(work);
    var end = state();
    var event = fresh(work);
    account.aws().delayConsistency(0, 1);

    for (int run = 0; run < 4; run++) {
      account.invoke(event);
      account.advance(Duration.ofMinutes(2));
    }

    assertThat(account.invoke(event).writes()).isEmpty();
    assertThat(state()).isEqualTo(end);
  }

  // CloudWatch takes few PutMetricAlarm a second; Application Auto Scaling passes its refusal on
  // under the name of an access failure (hashicorp/terraform-provider-aws#2275).
  @Test
  void cloudwatchs_throttling_in_the_guise_of_an_access_failure_is_tried_again() {
    account.endpoint("chat", "policy=default");
    account.fault(
        Fault.error(
                400,
                "FailedResourceAccessException",
                "Unable to create alarms for scaling policy x due to reason: Rate exceeded"
                    + " (Service: AmazonCloudWatch; Status Code: 400; Error Code: Throttling)")
            .on("PutScalingPolicy"));

    var first = account.invoke(SampleEvents.inService("chat"));
    var second = account.invoke(SampleEvents.inService("chat"));

    assertThat(first.outcome().ending()).isIn("Applied", "Failed Throttled");
    assertThat(second.raised()).isFalse();
    assertThat(account.target(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
  }

  // It checks its caller's permissions on SageMaker and CloudWatch, and says what is missing in a
  // ValidationException: trying again would not help, the operator has to act.
  @Test
  void a_permission_that_the_function_lacks_is_the_operators_to_give_and_not_tried_again() {
    account.endpoint("chat", "policy=default");
    account.fault(
        Fault.error(
                400,
                "ValidationException",
                "User is missing the following permissions:"
                    + " sagemaker:UpdateEndpointWeightsAndCapacities, cloudwatch:PutMetricAlarm")
            .on("RegisterScalableTarget")
            .always());

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.raised()).isFalse();
    assertThat(run.outcome().ending()).isEqualTo("Rejected AccessDenied");
    assertThat(run.outcome().message()).contains("cloudwatch:PutMetricAlarm");
    assertThat(run.outcome().json().get("problems").write()).contains("\"operator\"");
    assertThat(run.calls("RegisterScalableTarget")).hasSize(1);
  }

  // 500 scalable targets for each kind of resource, by default.
  @Test
  void a_quota_that_is_used_up_is_the_operators_to_raise_and_not_tried_again() {
    account.endpoint("chat", "policy=default");
    account.fault(
        Fault.error(400, "LimitExceededException", "Scalable target limit exceeded")
            .on("RegisterScalableTarget")
            .always());

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.raised()).isFalse();
    assertThat(run.outcome().ending()).isEqualTo("Rejected QuotaExceeded");
    assertThat(run.calls("RegisterScalableTarget")).hasSize(1);
  }

  @Test
  void a_concurrent_update_is_waited_for() {
    account.endpoint("chat", "policy=default");
    account.fault(
        Fault.error(400, "ConcurrentUpdateException", "There is a pending update")
            .on("PutScalingPolicy")
            .times(2));

    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Applied");
  }
}

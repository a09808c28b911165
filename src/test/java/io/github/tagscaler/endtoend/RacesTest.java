package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/**
 * Runs of the function at once, with changes made by users meanwhile: whatever the order of their
 * calls, and with faults among them, what is registered in the end is what the last tags ask for,
 * and so what a single run on them would have registered.
 *
 * <p>The order of the calls is drawn from a seed. {@code -Dtagscaler.races=1000} tries so many
 * orders of each scenario, {@code -Dtagscaler.races.seed=17} only the one of that seed.
 */
class RacesTest {
  /** Calls that a run makes at once come no further apart than this. */
  private static final Duration QUIET = Duration.ofMillis(40);

  /** How often what failed is tried again before it has to have succeeded. */
  private static final int REDELIVERIES = 5;

  /** Whoever is not the function, by the access key. */
  private static final String USER = "test";

  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  @RegisterExtension static final TestAccount account = new TestAccount();

  @AfterEach
  void calm() throws InterruptedException {
    account.clearFaults();
    account.aws().release(1);
  }

  @AfterAll
  static void stop() {
    THREADS.shutdown();
  }

  /** A change by a user, and the event that reports it to the function. */
  record Edit(Runnable change, Json event) {}

  /** What happens at once, and where it has to end. */
  enum Scenario {
    THE_SAME_EVENT_TWICE {
      @Override
      void begin() {
        account.endpoint("chat", "policy=default", "max=5", "schedule=Mon-Fri 07:00-18:00 2-5");
      }

      @Override
      List<String> end() {
        return List.of(chat("2-5") + " tagscaler-Mon-Fri-0700 2-5 tagscaler-Mon-Fri-1800 1-5");
      }

      @Override
      List<Json> events() {
        return List.of(SampleEvents.inService("chat"), SampleEvents.inService("chat"));
      }
    },

    CREATED_AND_DELETED {
      @Override
      void begin() {
        account.endpoint("chat", "policy=default", "max=5");
      }

      @Override
      List<String> end() {
        return List.of();
      }

      @Override
      List<Json> events() {
        return List.of(SampleEvents.inService("chat"));
      }

      @Override
      List<Edit> edits() {
        return List.of(
            new Edit(
                () -> account.user.sageMaker.deleteEndpoint(call -> call.endpointName("chat")),
                SampleEvents.state("chat", "DELETING")));
      }
    },

    EDITED_WHILE_APPLIED {
      @Override
      void begin() {
        account.endpoint("chat", "policy=default", "max=3");
      }

      @Override
      List<String> end() {
        return List.of(chat("1-5"));
      }

      @Override
      List<Json> events() {
        return List.of(SampleEvents.addTags("endpoint/chat"));
      }

      @Override
      List<Edit> edits() {
        return List.of(
            tagged("endpoint/chat", "max=5"),
            tagged("endpoint/chat", "policy=off"),
            tagged("endpoint/chat", "policy=default"));
      }
    },

    EDITED_AND_IN_SERVICE {
      @Override
      void begin() {
        account.endpoint("chat", "policy=default", "max=3");
      }

      @Override
      List<String> end() {
        return List.of(chat("1-7") + " never in");
      }

      @Override
      List<Json> events() {
        return List.of(SampleEvents.inService("chat"));
      }

      @Override
      List<Edit> edits() {
        return List.of(tagged("endpoint/chat", "max=7", "scale-in=off"));
      }
    },

    SWITCHED_OFF_AND_IN_SERVICE {
      @Override
      void begin() {
        account.endpoint("chat", "policy=default", "max=3");
      }

      @Override
      List<String> end() {
        return List.of();
      }

      @Override
      List<Json> events() {
        return List.of(SampleEvents.inService("chat"));
      }

      @Override
      List<Edit> edits() {
        return List.of(tagged("endpoint/chat", "policy=off"));
      }
    },

    COMPONENT_CREATED_AND_ENDPOINT_EDITED {
      @Override
      void begin() {
        account.host("models", "max=3");
        account.component("llama", "models");
      }

      @Override
      List<String> end() {
        return List.of(llama("1-7"));
      }

      @Override
      List<Json> events() {
        return List.of(SampleEvents.componentCreated("llama"));
      }

      @Override
      List<Edit> edits() {
        return List.of(tagged("endpoint/models", "max=7"));
      }
    },

    SWEPT_TWICE {
      @Override
      void begin() {
        account.endpoint("chat", "policy=default", "max=3");
        account.host("models", "max=3");
        account.component("llama", "models");
      }

      @Override
      List<String> end() {
        return List.of(chat("1-3"), llama("1-3"));
      }

      @Override
      List<Json> events() {
        return List.of(sweep(), sweep());
      }
    },

    SWEPT_AND_EDITED {
      @Override
      void begin() {
        account.endpoint("chat", "policy=default", "max=3");
      }

      @Override
      List<String> end() {
        return List.of();
      }

      @Override
      List<Json> events() {
        return List.of(sweep());
      }

      @Override
      List<Edit> edits() {
        return List.of(tagged("endpoint/chat", "max=7"), tagged("endpoint/chat", "policy=off"));
      }
    },

    WAKE_OFF_AND_ON {
      @Override
      void begin() {
        asleep();
      }

      @Override
      List<String> end() {
        return List.of(
            llama("0-4") + " tagscaler-wake +1 from 0",
            "tagscaler/tagscaler/inference-component/llama/wake acts on tagscaler-wake");
      }

      @Override
      List<Json> events() {
        return List.of(SampleEvents.componentCreated("llama"));
      }

      @Override
      List<Edit> edits() {
        return List.of(
            tagged("inference-component/llama", "wake=off"),
            tagged("inference-component/llama", "wake=on"));
      }
    },

    REMADE_IN_OTHER_LETTERS {
      @Override
      void begin() {
        account.endpoint("chat", "policy=default", "max=3");
        account.invoke(SampleEvents.inService("chat"));
        account.seed(
            """
            {"configs": [{"EndpointConfigName": "another", "ProductionVariants": [
              {"VariantName": "AllTraffic", "ModelName": "model", "InitialInstanceCount": 1,
               "InstanceType": "ml.g5.xlarge"}]}]}
            """);
      }

      @Override
      List<String> end() {
        return List.of(chat("1-7").replace("chat", "Chat"));
      }

      @Override
      List<Json> events() {
        return List.of(SampleEvents.inService("chat"));
      }

      // Each takes a while, and its event is sent when it is done.
      @Override
      List<Edit> edits() {
        return List.of(
            new Edit(
                () -> {
                  account.user.sageMaker.deleteEndpoint(call -> call.endpointName("chat"));
                  settle();
                },
                SampleEvents.state("chat", "DELETED")),
            new Edit(
                () -> {
                  account.user.sageMaker.createEndpoint(
                      call -> call.endpointName("Chat").endpointConfigName("another").tags(MAX_7));
                  settle();
                },
                SampleEvents.inService("Chat")));
      }

      // Events about one name do not concern the other.
      @Override
      List<Json> afterwards() {
        return edits().stream().map(Edit::event).toList();
      }
    },

    WAKE_ON_AND_OFF {
      @Override
      void begin() {
        asleep();
      }

      @Override
      List<String> end() {
        return List.of(llama("0-4"));
      }

      @Override
      List<Json> events() {
        return List.of(SampleEvents.componentCreated("llama"));
      }

      @Override
      List<Edit> edits() {
        return List.of(
            tagged("inference-component/llama", "wake=on"),
            tagged("inference-component/llama", "wake=off"));
      }
    };

    /** What is there before, in an empty account. */
    abstract void begin();

    /** The end state that the tags ask for, as {@link #ends} shows it. */
    abstract List<String> end();

    /** The events that arrive at once, each in a run of its own. */
    abstract List<Json> events();

    /**
     * The changes that users make meanwhile, one after another; each is followed by a run of its
     * own.
     */
    List<Edit> edits() {
      return List.of();
    }

    /** The events of a run that starts only after everything has been done. */
    List<Json> afterwards() {
      return List.of(edits().isEmpty() ? events().getFirst() : edits().getLast().event());
    }

    private static final Tag MAX_7 = Tag.builder().key("autoscaling:max").value("7").build();

    private static String chat(String bounds) {
      return "endpoint/chat/variant/AllTraffic %s of tagscaler".formatted(bounds)
          + " tagscaler-track-concurrency"
          + " SageMakerVariantConcurrentRequestsPerModelHighResolution 5 in 300 out 60";
    }

    private static String llama(String bounds) {
      return "inference-component/llama %s of tagscaler".formatted(bounds)
          + " tagscaler-track-concurrency"
          + " SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution 5 in 300 out 60";
    }

    private static Json sweep() {
      return JsonReader.read(
          """
          {"id": "s", "source": "tagscaler", "detail-type": "Reconcile Requested",
           "detail": {"all": true}}
          """);
    }

    private static Edit tagged(String resource, String... tags) {
      return new Edit(() -> account.user.tag(resource, tags), SampleEvents.addTags(resource));
    }

    private static void asleep() {
      account.endpointOf(
          "models",
          "[{\"instanceType\": \"ml.g5.12xlarge\", \"managedScaling\": {\"min\": 0, \"max\": 4}}]");
      account.component("llama", "models", "policy=scale-to-zero");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatever_the_order_the_end_is_what_the_last_tags_ask_for(Scenario scenario)
      throws Exception {
    var expected = undisturbed(scenario);
    for (long seed : seeds(scenario)) {
      var failed = race(scenario, seed);
      var race = "%s, seed %d, in this order: %s".formatted(scenario, seed, order());
      redeliver(race, failed);
      settle();
      withoutNotes();

      assertThat(everything()).as(race).isEqualTo(expected);
      for (var event : requests()) {
        var run = account.invoke(event);
        assertThat(run.writes()).as("the next run after %s", race).isEmpty();
        assertThat(run.outcomes())
            .as("the next run after %s", race)
            .allMatch(outcome -> outcome.ending().matches("Unchanged|Skipped .*"));
      }
    }
  }

  private static List<Long> seeds(Scenario scenario) {
    var only = Long.getLong("tagscaler.races.seed");
    // Two sweeps make many calls.
    int orders = scenario == Scenario.SWEPT_TWICE ? TestRounds.of(4, 20) : TestRounds.of(8, 40);
    orders = Integer.getInteger("tagscaler.races", orders);
    return only == null ? LongStream.range(0, orders).boxed().toList() : List.of(only);
  }

  /** What one run leaves after everything has been done. */
  private static String undisturbed(Scenario scenario) {
    account.reset();
    scenario.begin();
    scenario.edits().forEach(edit -> edit.change().run());
    for (var event : scenario.afterwards()) {
      assertThat(failed(() -> account.invoke(event))).isFalse();
    }
    settle();
    assertThat(ends()).as("the end of %s", scenario).isEqualTo(scenario.end());
    return everything();
  }

  /** Lets all happen at once; the events of the runs that failed. */
  private static List<Json> race(Scenario scenario, long seed) throws Exception {
    account.reset();
    scenario.begin();
    armFault(seed);
    account.aws().clearCalls();
    List<Json> failed = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> runs = Collections.synchronizedList(new ArrayList<>());
    int first = scenario.events().size();
    var callers = new TreeSet<String>();
    for (int i = 0; i < first; i++) {
      callers.add(caller(scenario, i));
    }
    if (!scenario.edits().isEmpty()) {
      callers.add(USER);
    }
    // Made beforehand: to make one takes long.
    for (int i = 0; i < first + scenario.edits().size(); i++) {
      function(scenario, i);
    }
    account.aws().interleave(seed, QUIET, callers);
    for (int i = 0; i < first; i++) {
      runs.add(run(scenario, i, scenario.events().get(i), failed));
    }
    if (!scenario.edits().isEmpty()) {
      await(
          THREADS.submit(() -> {
            int next = first;
            for (var edit : scenario.edits()) {
              edit.change().run();
              // Before a user calls again, so that the order does not depend on when the run
              // begins.
              account.aws().join(caller(scenario, next));
              runs.add(run(scenario, next, edit.event(), failed));
              next++;
            }
            account.aws().leave(USER);
          }));
    }
    for (var run : List.copyOf(runs)) {
      await(run);
    }
    account.aws().release(1);
    account.clearFaults();
    return List.copyOf(failed);
  }

  private static void await(Future<?> future) throws Exception {
    future.get(2, TimeUnit.MINUTES);
  }

  private static Future<?> run(Scenario scenario, int number, Json event, List<Json> failed) {
    return THREADS.submit(() -> {
      try {
        if (failed(() -> function(scenario, number).invokeConcurrently(event.write()))) {
          failed.add(event);
        }
      } finally {
        account.aws().leave(caller(scenario, number));
      }
    });
  }

  private static String caller(Scenario scenario, int number) {
    return scenario + "-" + number;
  }

  /** One of its own for each run at once, as Lambda has it. */
  private static DeployedFunction function(Scenario scenario, int number) {
    return account.function(Map.of("AWS_ACCESS_KEY_ID", caller(scenario, number)));
  }

  private static boolean failed(Supplier<Invocation> function) {
    try {
      var run = function.get();
      return run.raised()
          || run.outcomes().stream().anyMatch(outcome -> outcome.ending().startsWith("Failed"));
    } catch (CallFailedException unread) {
      // A sweep that cannot read everything has no outcomes.
      return true;
    }
  }

  /** As the queue does it. */
  private static void redeliver(String race, List<Json> events) {
    var left = events;
    for (int i = 0; i < REDELIVERIES && !left.isEmpty(); i++) {
      left = left.stream().filter(event -> failed(() -> account.invoke(event))).toList();
    }
    assertThat(left).as("still fails after %s", race).isEmpty();
  }

  /** Waits until nothing is being deleted or moved. */
  private static void settle() {
    account.advance(Duration.ofMinutes(2));
  }

  /** What is registered and what wakes it, a line for each, as the test's reader expects it. */
  private static List<String> ends() {
    var lines = new ArrayList<String>();
    for (var target : account.targets()) {
      var line = new StringBuilder(target.resourceId() + " " + target.bounds());
      line.append(" of ").append(target.tags().get("tagscaler:stack")).append(target.suspended());
      target.policies().forEach(name -> line.append(' ').append(name).append(policy(target, name)));
      for (var action : target.json().get("ScheduledActions").stream().toList()) {
        var bounds = action.get("ScalableTargetAction");
        line.append(
            " %s %s-%s"
                .formatted(
                    action.get("ScheduledActionName").text().orElse(""),
                    bounds.get("MinCapacity").write(),
                    bounds.get("MaxCapacity").write()));
      }
      lines.add(line.toString());
    }
    account
        .alarms()
        .forEach((name, alarm) ->
            lines.add(
                name
                    + " acts"
                    + alarm.get("AlarmActions").stream()
                        .map(arn -> arn.text().orElse("").replaceAll(".*policyName/", " on "))
                        .collect(Collectors.joining())));
    return lines;
  }

  private static String policy(RegisteredTarget target, String name) {
    var policy = target.policy(name);
    var tracking = policy.get("TargetTrackingScalingPolicyConfiguration");
    if (tracking.isNull()) {
      var step =
          policy.get("StepScalingPolicyConfiguration").get("StepAdjustments").stream()
              .findFirst()
              .orElseThrow();
      return " +%s from %s"
          .formatted(
              step.get("ScalingAdjustment").write(), step.get("MetricIntervalLowerBound").write());
    }
    return " %s %s in %s out %s%s"
        .formatted(
            tracking
                .get("PredefinedMetricSpecification")
                .get("PredefinedMetricType")
                .text()
                .orElse(""),
            new BigDecimal(tracking.get("TargetValue").write())
                .stripTrailingZeros()
                .toPlainString(),
            tracking.get("ScaleInCooldown").write(),
            tracking.get("ScaleOutCooldown").write(),
            tracking.get("DisableScaleIn").equals(Json.of(true)) ? " never in" : "");
  }

  private static String everything() {
    var lines = new ArrayList<String>();
    lines.add(account.scaling());
    account
        .alarms()
        .forEach((name, alarm) ->
            lines.add(
                "%s %s %s %s/%s acts %d"
                    .formatted(
                        name,
                        alarm.get("MetricName").write(),
                        alarm.get("Threshold").write(),
                        alarm.get("DatapointsToAlarm").write(),
                        alarm.get("EvaluationPeriods").write(),
                        alarm.get("AlarmActions").stream().count())));
    return String.join("\n", lines);
  }

  /**
   * A run notes as drift what another one is about to set. The next event removes the note, and
   * would not undo drift.
   */
  private static void withoutNotes() {
    if (account.targets().stream()
        .anyMatch(target -> target.tags().containsKey("tagscaler:drift"))) {
      endpoints().forEach(name -> account.invoke(SampleEvents.addTags("endpoint/" + name)));
    }
  }

  /** A request to reconcile everything. */
  private static List<Json> requests() {
    return endpoints().stream().map(SampleEvents::requested).toList();
  }

  private static List<String> endpoints() {
    return account.state().get("endpoints").stream()
        .map(endpoint -> endpoint.get("EndpointName").text().orElseThrow())
        .toList();
  }

  /**
   * The calls of the race in the order in which they took effect; that of reads between two writes
   * is no matter.
   */
  private static List<String> order() {
    var order = new ArrayList<String>();
    var reads = new TreeSet<String>();
    for (var call : byEnd(account.aws().calls())) {
      var outcome = call.operation() + " " + call.request() + " " + call.status();
      if (call.isRead()) {
        reads.add(outcome);
      } else {
        order.addAll(reads);
        reads.clear();
        order.add(outcome);
      }
    }
    order.addAll(reads);
    return order;
  }

  private static List<RecordedCall> byEnd(List<RecordedCall> calls) {
    return calls.stream().sorted(Comparator.comparingLong(RecordedCall::ended)).toList();
  }

  /** None that is called together with others: those would go on before it is tried again. */
  private static final List<String> FAULTY =
      List.of(
          "DescribeScalableTargets",
          "RegisterScalableTarget",
          "PutScalingPolicy",
          "TagResource",
          "DeleteScalingPolicy",
          "DeregisterScalableTarget",
          "PutMetricAlarm",
          "DeleteAlarms");

  private static final List<Fault> FAULTS =
      List.of(
          Fault.throttle(),
          Fault.error(500, "InternalServiceException", "Try again."),
          Fault.error(400, "ConcurrentUpdateException", "Another writer was faster."),
          Fault.lostAnswer(),
          Fault.lostRequest());

  /** With every third seed some calls go wrong, once or so often that the SDK gives up. */
  private static void armFault(long seed) {
    if (seed % 3 != 2) {
      return;
    }
    RandomGenerator random = new SplittableRandom(~seed);
    var fault = FAULTS.get(random.nextInt(FAULTS.size()));
    account.fault(
        fault
            .on(FAULTY.get(random.nextInt(FAULTY.size())))
            .at(1 + random.nextInt(3))
            .times(random.nextBoolean() ? 1 : 3));
  }
}

package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every trigger, with the oddities that events really have. */
class EventsTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final String LLAMA = "inference-component/chat-llama";

  @RegisterExtension static final TestAccount account = new TestAccount();

  /** The account that the files of {@code events/} speak of. */
  private static void theAccountOfTheEvents() {
    account.seed(
        """
        {"endpoints": [
          {"name": "chat", "config": "Chat-Blue", "tags": {"autoscaling:max": "4"}},
          {"name": "transcribe", "config": "Transcribe-Async", "async": true,
           "tags": {"autoscaling:policy": "default"}},
          {"name": "embed", "tags": {"autoscaling:policy": "default"},
           "variants": [{"serverless": {"maxConcurrency": 20, "provisionedConcurrency": 2}}]},
          {"name": "models", "tags": {"autoscaling:policy": "default"},
           "variants": [{"instanceType": "ml.g5.12xlarge", "managedScaling": {"min": 1, "max": 4}}]}],
         "components": [{"name": "chat-llama", "endpoint": "models"}]}
        """);
  }

  static Stream<Arguments> reconciles() {
    return Stream.of(
        Arguments.of("component-created", "inference-component/chat-llama", "component"),
        Arguments.of("component-updated", "inference-component/chat-llama", "component"),
        Arguments.of("component-deleted", "inference-component/chat-llama", "component"),
        Arguments.of(
            "endpoint-async-in-service", "endpoint/transcribe/variant/AllTraffic", "endpoint"),
        Arguments.of("endpoint-delete-call", "endpoint/chat/variant/AllTraffic", "endpoint"),
        Arguments.of("endpoint-deleted", "endpoint/chat/variant/AllTraffic", "endpoint"),
        Arguments.of("endpoint-deleting", "endpoint/chat/variant/AllTraffic", "endpoint"),
        Arguments.of("endpoint-in-service", "endpoint/chat/variant/AllTraffic", "endpoint"),
        Arguments.of(
            "endpoint-serverless-in-service", "endpoint/embed/variant/AllTraffic", "endpoint"),
        Arguments.of("reconcile-requested-component", "inference-component/chat-llama", "request"),
        Arguments.of("reconcile-requested-endpoint", "endpoint/chat/variant/AllTraffic", "request"),
        Arguments.of("tag-change", "endpoint/chat/variant/AllTraffic", "tag"),
        Arguments.of("tags-added", "endpoint/chat/variant/AllTraffic", "tag"),
        Arguments.of("tags-deleted", "endpoint/chat/variant/AllTraffic", "tag"));
  }

  // An event only names what to check: what AWS returns now decides. So the deletion of what still
  // is
  // exists is a reconcile like any other.
  @ParameterizedTest
  @MethodSource("reconciles")
  void each_trigger_registers_what_it_speaks_of(String file, String resourceId, String type) {
    theAccountOfTheEvents();

    var outcome = account.invoke(Events.file(file)).outcome();

    assertThat(outcome.ending()).isEqualTo("Applied");
    assertThat(outcome.resourceId()).isEqualTo(resourceId);
    assertThat(outcome.json().get("trigger").get("type")).isEqualTo(Json.of(type));
    assertThat(account.targets())
        .extracting(RegisteredTarget::resourceId)
        .containsExactly(resourceId);
  }

  @ParameterizedTest
  @MethodSource("reconciles")
  void each_trigger_does_the_same_from_the_queue(String file, String resourceId) {
    theAccountOfTheEvents();
    account.enqueue(Events.file(file));

    var run = account.poll(account.withQueue());

    assertThat(run.answer().write()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(account.targets())
        .extracting(RegisteredTarget::resourceId)
        .containsExactly(resourceId);
    assertThat(account.queued()).isEmpty();
  }

  @Test
  void a_request_can_ask_for_a_plan_only() {
    theAccountOfTheEvents();

    var outcome = account.invoke(Events.file("reconcile-requested-dry-run")).outcome();

    assertThat(outcome.ending()).isEqualTo("Planned");
    assertThat(outcome.dryRun()).isTrue();
    assertThat(account.targets()).isEmpty();
  }

  @Nested
  class Oddities {
    // Events say IN_SERVICE, the API says InService (SageMaker developer guide, "Automating
    // SageMaker AI with Amazon EventBridge"; DescribeEndpoint).
    @ParameterizedTest
    @ValueSource(strings = {"IN_SERVICE", "InService"})
    void either_spelling_of_a_status_is_read(String status) {
      account.endpoint("chat", "policy=default");

      assertThat(account.invoke(SampleEvents.state("chat", status)).outcome().ending())
          .isEqualTo("Applied");
    }

    // AWS's own sample has tags as a map, its schema registry as a list; counts are floats.
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"autoscaling:policy\": \"off\"}",
          "[{\"Key\": \"autoscaling:policy\", \"Value\": \"off\"}]",
          "null",
          "\"none\""
        })
    void tags_in_an_event_are_of_any_form_and_never_believed(String tags) {
      account.endpoint("chat", "policy=default");

      var run =
          account.invoke(
              Events.with(SampleEvents.inService("chat"), "detail.Tags", JsonReader.read(tags)));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
    }

    // "time": "1583831889050" in AWS's own sample.
    @ParameterizedTest
    @ValueSource(strings = {"1583831889050", "", "yesterday"})
    void the_time_need_not_be_one(String time) {
      account.endpoint("chat", "policy=default");

      var run = account.invoke(Events.with(SampleEvents.inService("chat"), "time", Json.of(time)));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "time",
          "resources",
          "account",
          "detail.EndpointArn",
          "detail.EndpointConfigName",
          "detail.ProductionVariants",
          "detail.CreationTime"
        })
    void members_may_be_null(String path) {
      account.endpoint("chat", "policy=default");

      var run = account.invoke(Events.with(SampleEvents.inService("chat"), path, Json.Null.NULL));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
    }

    // Names keep their case, ARNs do not: every sample of AWS's has it so. Application Auto Scaling
    // wants the name.
    @Test
    void names_keep_the_case_that_arns_lose() {
      account.endpoint("Chat-V2", "policy=default");

      account.invoke(SampleEvents.inService("Chat-V2"));
      assertThat(account.targets())
          .extracting(RegisteredTarget::resourceId)
          .containsExactly("endpoint/Chat-V2/variant/AllTraffic");
      account.user.tag("endpoint/Chat-V2", "max=7");
      account.invoke(SampleEvents.addTags("endpoint/Chat-V2"));
      assertThat(account.target("endpoint/Chat-V2/variant/AllTraffic").bounds()).isEqualTo("1-7");
      account.user.tag("endpoint/Chat-V2", "policy=off");
      account.invoke(SampleEvents.tagChange("endpoint/Chat-V2"));

      assertThat(account.targets()).isEmpty();
    }

    // The config that an event names may be one that the endpoint has left since.
    @Test
    void a_config_of_yesterday_in_an_event_is_not_taken_for_todays() {
      account.seed(
          """
          {"configs": [{"EndpointConfigName": "burstable", "ProductionVariants": [
             {"VariantName": "AllTraffic", "ModelName": "m", "InstanceType": "ml.t2.medium",
              "InitialInstanceCount": 1}]}]}
          """);
      account.endpoint("chat", "policy=default");

      var run =
          account.invoke(
              Events.with(
                  SampleEvents.inService("chat"),
                  "detail.EndpointConfigName",
                  Json.of("burstable")));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
    }

    // EventBridge: "a rule may fire more than once for one event", and in any order.
    @Test
    void repeated_and_reordered_events_end_where_one_would() {
      account.endpoint("chat", "policy=default", "max=5");
      var inService = SampleEvents.inService("chat");
      var deleted = SampleEvents.state("chat", "DELETED");
      account.invoke(inService);
      var once = account.scaling();

      var later =
          List.of(deleted, inService, inService, SampleEvents.addTags("endpoint/chat"), deleted);

      for (var event : later) {
        var run = account.invoke(event);
        assertThat(run.writes()).isEmpty();
        assertThat(run.outcome().ending()).isEqualTo("Unchanged");
      }
      assertThat(account.scaling()).isEqualTo(once);
    }
  }

  @Test
  void an_unknown_name_is_reported_in_one_line() {
    account.enqueue(SampleEvents.requested("chta"));

    var run = account.poll(account.withQueue());

    assertThat(run.loggedEvents()).containsExactly("Ignored");
    assertThat(run.log()).hasSize(1);
  }

  @Nested
  class Ignores {
    private void ignores(Invocation run) {
      assertThat(run.loggedEvents()).containsExactly("Ignored");
      assertThat(run.log()).hasSize(1);
      assertThat(run.calls()).isEmpty();
      assertThat(run.answer().write()).isEqualTo("{\"outcomes\":[]}");
    }

    // Its calls through the service-linked role are recorded with invokedBy; were they let in, each
    // scaling would start a run. Its permission probes are recorded as failed calls besides
    // (Application Auto Scaling user guide, "Permissions validation").
    @Test
    void what_application_auto_scaling_itself_does() {
      theAccountOfTheEvents();

      ignores(account.invoke(Events.file("aas-own-call")));
      var byItself =
          Events.with(
              SampleEvents.componentUpdated("chat-llama"),
              "detail.userIdentity.invokedBy",
              Json.of("application-autoscaling.amazonaws.com"));
      ignores(account.invoke(byItself));
      ignores(account.invoke(SampleEvents.failed(byItself)));
    }

    // CloudTrail records calls that failed, too, with an errorCode.
    @Test
    void calls_that_failed() {
      theAccountOfTheEvents();

      ignores(account.invoke(SampleEvents.failed(SampleEvents.componentCreated("chat-llama"))));
      ignores(account.invoke(SampleEvents.failed(SampleEvents.addTags("endpoint/chat"))));
    }

    // CreateEndpoint is recorded minutes before InService; what it starts ends in an event of its
    // own.
    @Test
    void the_call_that_creates_an_endpoint() {
      ignores(
          account.invoke(
              Events.with(
                  Events.file("endpoint-delete-call"),
                  "detail.eventName",
                  Json.of("CreateEndpoint"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATING", "CREATING", "FAILED", "SYSTEM_UPDATING", "SOMETHING_NEW"})
    void statuses_that_are_no_news(String status) {
      account.endpoint("chat", "policy=default");

      ignores(account.invoke(SampleEvents.state("chat", status)));
    }

    @Test
    void events_forwarded_from_another_region() {
      account.endpoint("chat", "policy=default");
      var event = Events.with(SampleEvents.inService("chat"), "region", Json.of("us-west-2"));
      account.enqueue(event);

      var run = account.poll(account.withQueue());

      assertThat(run.loggedEvents()).containsExactly("Ignored");
      assertThat(run.log().getFirst().get("message"))
          .isEqualTo(
              Json.of(
                  "The event is from the region \"us-west-2\", but Tagscaler runs in us-east-1."));
      assertThat(run.calls()).isEmpty();
      assertThat(account.invoke(event).answer().write()).isEqualTo("{\"outcomes\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"aws.ec2, EC2 Instance State-change Notification", "aws.sagemaker, Else"})
    void unknown_events(String source, String detailType) {
      var event = Events.with(SampleEvents.inService("chat"), "source", Json.of(source));

      account.enqueue(Events.with(event, "detail-type", Json.of(detailType)));
      var run = account.poll(account.withQueue());

      assertThat(run.loggedEvents()).containsExactly("Ignored");
      assertThat(run.calls()).isEmpty();
      assertThat(run.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"endpointName\": \"no/name\"}",
        "{\"endpointName\": \"chat\", \"force\": true}",
        "{\"endpointName\": \"chat\", \"inferenceComponentName\": \"chat-llama\"}"
      })
  void requests_for_more_than_a_reconcile_are_refused(String detail) {
    theAccountOfTheEvents();
    account.enqueue(
        Events.with(
            Events.file("reconcile-requested-endpoint"), "detail", JsonReader.read(detail)));

    var run = account.poll(account.withQueue());

    assertThat(run.loggedEvents()).containsExactly("Refused");
    assertThat(run.calls()).isEmpty();
    assertThat(run.failures()).isEmpty();
  }

  /** Else whoever may send events could keep the account's rates busy for ever. */
  @Test
  void three_requests_for_everything_are_answered_by_one_sweep() {
    account.endpoint("chat", "policy=default");
    var all =
        Events.with(
            Events.file("reconcile-requested-all"),
            "time",
            Json.of(account.aws().now().toString()));
    account.enqueue(all, all, all);
    account.advance(Duration.ofSeconds(10));

    var run = account.poll(account.withQueue());

    assertThat(run.calls("ListEndpoints")).hasSize(1);
    assertThat(run.loggedEvents()).filteredOn("Ignored"::equals).hasSize(2);
    assertThat(run.failures()).isEmpty();
  }

  @Test
  void one_event_does_one_thing_at_a_time() {
    theAccountOfTheEvents();

    var run = account.invoke(Events.file("endpoint-in-service"));

    assertThat(run.endings()).isEqualTo(Map.of(ON_CHAT, "Applied"));
    assertThat(account.targets()).extracting(RegisteredTarget::resourceId).doesNotContain(LLAMA);
  }
}

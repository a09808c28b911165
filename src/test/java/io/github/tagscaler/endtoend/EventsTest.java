package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
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

  @RegisterExtension static final World world = new World();

  /** The account that the files of {@code events/} speak of. */
  private static void theAccountOfTheEvents() {
    world.seed(
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

  static Stream<Arguments> looks() {
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

  // An event is a hint where to look: what AWS says now decides. So the deletion of what still is
  // there is a look like any other.
  @ParameterizedTest
  @MethodSource("looks")
  void each_trigger_registers_what_it_speaks_of(String file, String resourceId, String type) {
    theAccountOfTheEvents();

    var told = world.on(Events.file(file)).outcome();

    assertThat(told.ending()).isEqualTo("Applied");
    assertThat(told.resourceId()).isEqualTo(resourceId);
    assertThat(told.json().get("trigger").get("type")).isEqualTo(Json.of(type));
    assertThat(world.held()).extracting(Held::resourceId).containsExactly(resourceId);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void each_trigger_does_the_same_from_the_queue(String file, String resourceId) {
    theAccountOfTheEvents();
    world.enqueue(Events.file(file));

    var run = world.poll(world.withQueue());

    assertThat(run.answer().write()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(world.held()).extracting(Held::resourceId).containsExactly(resourceId);
    assertThat(world.queued()).isEmpty();
  }

  @Test
  void a_request_can_ask_for_a_plan_only() {
    theAccountOfTheEvents();

    var told = world.on(Events.file("reconcile-requested-dry-run")).outcome();

    assertThat(told.ending()).isEqualTo("Planned");
    assertThat(told.dryRun()).isTrue();
    assertThat(world.held()).isEmpty();
  }

  @Nested
  class Oddities {
    // Events say IN_SERVICE, the API says InService (SageMaker developer guide, "Automating
    // SageMaker AI with Amazon EventBridge"; DescribeEndpoint).
    @ParameterizedTest
    @ValueSource(strings = {"IN_SERVICE", "InService"})
    void either_spelling_of_a_status_is_read(String status) {
      world.endpoint("chat", "policy=default");

      assertThat(world.on(News.state("chat", status)).outcome().ending()).isEqualTo("Applied");
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
      world.endpoint("chat", "policy=default");

      var run = world.on(Events.with(News.inService("chat"), "detail.Tags", JsonReader.read(tags)));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
    }

    // "time": "1583831889050" in AWS's own sample.
    @ParameterizedTest
    @ValueSource(strings = {"1583831889050", "", "yesterday"})
    void the_time_need_not_be_one(String time) {
      world.endpoint("chat", "policy=default");

      var run = world.on(Events.with(News.inService("chat"), "time", Json.of(time)));

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
      world.endpoint("chat", "policy=default");

      var run = world.on(Events.with(News.inService("chat"), path, Json.Null.NULL));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
    }

    // Names keep their case, ARNs do not: every sample of AWS's has it so. Application Auto Scaling
    // wants the name.
    @Test
    void names_keep_the_case_that_arns_lose() {
      world.endpoint("Chat-V2", "policy=default");

      world.on(News.inService("Chat-V2"));
      assertThat(world.held())
          .extracting(Held::resourceId)
          .containsExactly("endpoint/Chat-V2/variant/AllTraffic");
      world.somebody.tag("endpoint/Chat-V2", "max=7");
      world.on(News.addTags("endpoint/Chat-V2"));
      assertThat(world.held("endpoint/Chat-V2/variant/AllTraffic").bounds()).isEqualTo("1-7");
      world.somebody.tag("endpoint/Chat-V2", "policy=off");
      world.on(News.tagChange("endpoint/Chat-V2"));

      assertThat(world.held()).isEmpty();
    }

    // The config that an event names may be one that the endpoint has left since.
    @Test
    void a_config_of_yesterday_in_an_event_is_not_taken_for_todays() {
      world.seed(
          """
          {"configs": [{"EndpointConfigName": "burstable", "ProductionVariants": [
             {"VariantName": "AllTraffic", "ModelName": "m", "InstanceType": "ml.t2.medium",
              "InitialInstanceCount": 1}]}]}
          """);
      world.endpoint("chat", "policy=default");

      var run =
          world.on(
              Events.with(
                  News.inService("chat"), "detail.EndpointConfigName", Json.of("burstable")));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
    }

    // EventBridge: "a rule may fire more than once for one event", and in any order.
    @Test
    void repeated_and_reordered_events_end_where_one_would() {
      world.endpoint("chat", "policy=default", "max=5");
      var inService = News.inService("chat");
      var deleted = News.state("chat", "DELETED");
      world.on(inService);
      var once = world.scaling();

      var later = List.of(deleted, inService, inService, News.addTags("endpoint/chat"), deleted);

      for (var event : later) {
        var run = world.on(event);
        assertThat(run.writes()).isEmpty();
        assertThat(run.outcome().ending()).isEqualTo("Unchanged");
      }
      assertThat(world.scaling()).isEqualTo(once);
    }
  }

  @Test
  void a_name_that_nothing_has_is_told_in_one_line() {
    var run = world.on(News.requested("chta"));

    assertThat(run.notices()).containsExactly("Ignored");
    assertThat(run.log()).hasSize(1);
    assertThat(run.answer().write()).isEqualTo("{\"outcomes\":[]}");
  }

  @Nested
  class Ignores {
    private void ignores(Run run) {
      assertThat(run.notices()).containsExactly("Ignored");
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

      ignores(world.on(Events.file("aas-own-call")));
      var byItself =
          Events.with(
              News.componentUpdated("chat-llama"),
              "detail.userIdentity.invokedBy",
              Json.of("application-autoscaling.amazonaws.com"));
      ignores(world.on(byItself));
      ignores(world.on(News.failed(byItself)));
    }

    // CloudTrail records calls that failed, too, with an errorCode.
    @Test
    void calls_that_failed() {
      theAccountOfTheEvents();

      ignores(world.on(News.failed(News.componentCreated("chat-llama"))));
      ignores(world.on(News.failed(News.addTags("endpoint/chat"))));
    }

    // CreateEndpoint is recorded minutes before InService; what it starts ends in an event of its
    // own.
    @Test
    void the_call_that_creates_an_endpoint() {
      ignores(
          world.on(
              Events.with(
                  Events.file("endpoint-delete-call"),
                  "detail.eventName",
                  Json.of("CreateEndpoint"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATING", "CREATING", "FAILED", "SYSTEM_UPDATING", "SOMETHING_NEW"})
    void statuses_that_are_no_news(String status) {
      world.endpoint("chat", "policy=default");

      ignores(world.on(News.state("chat", status)));
    }

    @ParameterizedTest
    @CsvSource({"aws.ec2, EC2 Instance State-change Notification", "aws.sagemaker, Else"})
    void events_that_nobody_knows(String source, String detailType) {
      var event = Events.with(News.inService("chat"), "source", Json.of(source));

      ignores(world.on(Events.with(event, "detail-type", Json.of(detailType))));
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
  void requests_that_ask_for_more_than_a_look_are_refused(String detail) {
    theAccountOfTheEvents();

    var run =
        world.on(
            Events.with(
                Events.file("reconcile-requested-endpoint"), "detail", JsonReader.read(detail)));

    assertThat(run.notices()).containsExactly("Refused");
    assertThat(run.calls()).isEmpty();
    assertThat(run.answer().write()).isEqualTo("{\"outcomes\":[]}");
  }

  @Test
  void one_event_does_one_thing_at_a_time() {
    theAccountOfTheEvents();

    var run = world.on(Events.file("endpoint-in-service"));

    assertThat(run.endings()).isEqualTo(Map.of(ON_CHAT, "Applied"));
    assertThat(world.held()).extracting(Held::resourceId).doesNotContain(LLAMA);
  }
}

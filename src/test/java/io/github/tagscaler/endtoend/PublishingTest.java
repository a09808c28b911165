package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.outcome.OutcomeSchema;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is published: an event for what is new, a log line and a metric for everything. */
class PublishingTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  @Test
  void an_event_is_the_outcome_as_it_was_answered_with_a_team_and_a_notice() {
    account.endpoint("chat", "policy=default", "team:name=search");

    var run =
        account
            .function(Map.of("TAGSCALER_TEAM_TAG", "team:name"))
            .invoke(SampleEvents.inService("chat"));

    var event = account.published().getFirst();
    assertThat(account.published()).hasSize(1);
    assertThat(event.get("Source")).isEqualTo(Json.of("tagscaler"));
    assertThat(event.get("DetailType")).isEqualTo(Json.of("Scaling Applied"));
    assertThat(event.get("EventBusName")).isEqualTo(Json.of("default"));
    assertThat(event.get("Resources").write())
        .isEqualTo("[\"arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat\"]");
    var detail = new LinkedHashMap<>(((Json.Obj) sentDetail(run)).members());
    OutcomeSchema.check(new Json.Obj(detail));
    assertThat(detail.remove("team")).isEqualTo(Json.of("search"));
    assertThat(Objects.requireNonNull(detail.remove("notice")).get("text"))
        .isEqualTo(detail.get("message"));
    assertThat(new Json.Obj(detail))
        .isEqualTo(run.answer().get("outcomes").stream().toList().getFirst());
  }

  /** As it was sent: what holds no value is {@code null} in it. */
  private static Json sentDetail(Invocation run) {
    var entries = JsonReader.read(run.calls("PutEvents").getFirst().request()).get("Entries");
    return JsonReader.read(
        entries.stream().findFirst().orElseThrow().get("Detail").text().orElseThrow());
  }

  @Test
  void goes_to_the_bus_that_is_set() {
    account.endpoint("chat", "policy=default");

    account
        .function(Map.of("TAGSCALER_EVENT_BUS", "platform"))
        .invoke(SampleEvents.inService("chat"));

    assertThat(account.published())
        .allSatisfy(event -> assertThat(event.get("EventBusName")).isEqualTo(Json.of("platform")));
    assertThat(account.published()).hasSize(1);
  }

  @Nested
  class Publishes {
    @Test
    void what_was_applied_and_released() {
      account.endpoint("chat", "policy=default");
      account.invoke(SampleEvents.inService("chat"));
      account.user.tag("endpoint/chat", "policy=off");
      account.invoke(SampleEvents.addTags("endpoint/chat"));

      assertThat(account.publishedTypes()).containsExactly("Scaling Applied", "Scaling Released");
    }

    @Test
    void what_is_planned() {
      account.endpoint("chat", "policy=default", "dry-run=true");
      account.invoke(SampleEvents.inService("chat"));

      assertThat(account.publishedTypes()).containsExactly("Scaling Planned");
    }

    @Test
    void what_is_rejected_and_skipped_the_first_time() {
      account.endpoint("chat", "policy=defualt");
      account.endpointOf("tiny", "[{\"instanceType\": \"ml.t2.medium\"}]", "policy=default");
      account.invoke(SampleEvents.inService("chat"));
      account.invoke(SampleEvents.inService("tiny"));

      assertThat(account.publishedTypes()).containsExactly("Scaling Rejected", "Scaling Skipped");
    }

    @Test
    void more_than_the_ten_that_go_into_a_call() {
      account.host("models", "policy=default");
      IntStream.range(0, 12).forEach(i -> account.component("llama-" + i, "models"));

      var run = account.invoke(SampleEvents.inService("models"));

      assertThat(run.outcomes()).hasSize(13);
      assertThat(run.calls("PutEvents")).hasSize(2);
      assertThat(
              account.publishedTypes().stream()
                  .collect(Collectors.groupingBy(type -> type, Collectors.counting())))
          .isEqualTo(Map.of("Scaling Applied", 12L, "Scaling Skipped", 1L));
    }
  }

  @Nested
  class Does_not_publish {
    @Test
    void what_is_unchanged() {
      account.endpoint("chat", "policy=default");
      account.invoke(SampleEvents.inService("chat"));
      account.invoke(SampleEvents.requested("chat"));

      assertThat(account.publishedTypes()).containsExactly("Scaling Applied");
    }

    @Test
    void what_failed_and_comes_again() {
      account.endpoint("chat", "policy=default");
      account.fault(Fault.serverError().on("RegisterScalableTarget").always());

      account.invoke(SampleEvents.inService("chat"));

      assertThat(account.published()).isEmpty();
    }

    @Test
    void what_is_not_ready() {
      account.seed(
          """
          {"endpoints": [{"name": "chat", "status": "Updating",
            "tags": {"autoscaling:policy": "default"}}]}
          """);

      assertThat(account.invoke(SampleEvents.requested("chat")).outcome().ending())
          .isEqualTo("Skipped NotReady");
      assertThat(account.published()).isEmpty();
    }

    @Test
    void what_is_skipped_without_a_key_of_ours() {
      account.endpoint("chat");

      assertThat(account.invoke(SampleEvents.requested("chat")).outcome().ending())
          .isEqualTo("Skipped NotTagged");
      assertThat(account.published()).isEmpty();
    }

    // Every scaling activity sends IN_SERVICE again: a rejection published at each would drown
    // those
    // that are new.
    @Test
    void what_the_next_scaling_activity_only_repeats() {
      account.endpoint("chat", "policy=defualt");
      account.endpointOf("tiny", "[{\"instanceType\": \"ml.t2.medium\"}]", "policy=default");
      account.advanceMoreThanADay();

      assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Rejected UnknownPolicy");
      account.invoke(SampleEvents.inService("tiny"));
      assertThat(account.published()).isEmpty();

      account.invoke(SampleEvents.addTags("endpoint/chat"));
      assertThat(account.publishedTypes()).containsExactly("Scaling Rejected");
    }

    // A new config on an old endpoint is a deployment, and news.
    @Test
    void but_does_after_a_deployment_of_an_endpoint_that_is_old() {
      account.endpoint("chat", "policy=defualt");
      account.advanceMoreThanADay();
      account.seed(
          """
          {"configs": [{"EndpointConfigName": "green", "ProductionVariants": [
             {"VariantName": "AllTraffic", "ModelName": "m", "InstanceType": "ml.g5.xlarge",
              "InitialInstanceCount": 1}]}]}
          """);
      account.user.sageMaker.updateEndpoint(
          call -> call.endpointName("chat").endpointConfigName("green"));
      account.advance(Duration.ofMinutes(2));

      account.invoke(SampleEvents.inService("chat"));

      assertThat(account.publishedTypes()).containsExactly("Scaling Rejected");
    }
  }

  // What was done is done: an event that cannot be sent must not undo or repeat it.
  @Test
  void an_event_that_cannot_be_sent_is_one_line_in_the_log() {
    account.endpoint("chat", "policy=default");
    account.fault(Fault.serverError().on("PutEvents").always());

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.raised()).isFalse();
    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.loggedEvents()).containsExactly("Unpublished");
    assertThat(account.targets()).hasSize(1);
  }

  @Test
  void every_outcome_is_a_metric_that_names_no_resource() {
    account.endpoint("chat", "policy=default");

    var line = account.invoke(SampleEvents.inService("chat")).log().getFirst();

    var metric = line.get("_aws").get("CloudWatchMetrics").stream().findFirst().orElseThrow();
    assertThat(metric.get("Namespace")).isEqualTo(Json.of("Tagscaler"));
    assertThat(metric.get("Dimensions"))
        .isEqualTo(JsonReader.read("[[\"Stack\", \"Kind\", \"Outcome\", \"Code\"]]"));
    assertThat(line.get("Code")).isEqualTo(Json.of("None"));
  }
}

package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Events;
import io.github.tagscaler.event.PendingComponents;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.SweepItems;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.fake.BundledPolicies;
import io.github.tagscaler.fake.FakeEventBus;
import io.github.tagscaler.fake.FakeFleet;
import io.github.tagscaler.fake.FakeQueue;
import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingActivities;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.OutcomeSchema;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.reconcile.CatalogCache;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.RepeatedEvents;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.reconcile.StackOptions;
import io.github.tagscaler.report.CatalogReporter;
import io.github.tagscaler.report.DeployBlocked;
import io.github.tagscaler.report.EventBus;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.JsonLines;
import io.github.tagscaler.report.OutcomeEvent;
import io.github.tagscaler.report.OutcomeLog;
import io.github.tagscaler.report.SweepLog;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.sweep.SweepHandler;
import io.github.tagscaler.sweep.Sweeper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingHandlerTest {
  private static final String LOOK_AT_CHAT = request("{\"endpointName\":\"chat\"}");
  private static final String LOOK_AT_EMBED = request("{\"endpointName\":\"embed\"}");
  private static final String LOOK_AT_LLAMA = request("{\"inferenceComponentName\":\"llama\"}");
  private static final Map<String, String> ON = Map.of("autoscaling:policy", "default");

  private static final PolicyReader POLICIES = BundledPolicies.reader();

  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final FakeScalingRegistry aas = new FakeScalingRegistry(sageMaker);
  private final FakeQueue queue = new FakeQueue();
  private final FakeEventBus bus = new FakeEventBus();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void tag() {
    sageMaker
        .endpoint("chat", ON, FakeSageMaker.variant("blue", 1))
        .endpoint("embed", ON, FakeSageMaker.variant("blue", 1));
  }

  @Nested
  class A_deploy_that_a_scalable_target_blocked {
    private final String event = Events.file("endpoint-update-blocked").write();

    @Test
    void is_logged_and_published_without_an_outcome() {
      assertThat(outcomes(handle(event))).isEmpty();
      assertThat(lines())
          .extracting(it -> it.get("event"))
          .containsExactly(Json.of("DeployBlocked"));
      assertThat(bus.published())
          .extracting(OutcomeEvent::detailType)
          .containsExactly("Deploy Blocked");
    }

    @Test
    void is_published_even_if_its_endpoint_cannot_be_read() {
      sageMaker.fail(
          Events.file("endpoint-update-blocked")
              .get("detail")
              .get("requestParameters")
              .get("endpointName")
              .text()
              .orElseThrow());

      handle(event);

      assertThat(bus.published())
          .singleElement()
          .satisfies(published -> {
            assertThat(published.resources()).isEmpty();
            assertThat(published.detail().get("tags").write()).isEqualTo("{}");
          });
    }

    @Test
    void is_published_with_the_ARN_and_the_tags_of_its_endpoint() {
      sageMaker.endpoint("chat", Map.of("team", "search"), FakeSageMaker.variant("AllTraffic", 1));

      handle(event);

      assertThat(bus.published())
          .singleElement()
          .satisfies(published -> {
            assertThat(published.resources()).containsExactly(FakeSageMaker.arn("chat"));
            assertThat(published.detail().get("tags").write()).isEqualTo("{\"team\":\"search\"}");
          });
    }

    @Test
    void is_not_tried_again_if_it_cannot_be_published() {
      bus.fail();

      assertThat(outcomes(handle(event))).isEmpty();
      assertThat(lines())
          .extracting(it -> it.get("event"))
          .containsExactly(Json.of("DeployBlocked"), Json.of("Unpublished"));
    }
  }

  @Test
  void an_event_passes_the_classes_that_the_architecture_page_lists() throws IOException {
    var page = Files.readString(Path.of("docs/architecture.md"));
    var listed =
        Pattern.compile("(?m)^\\d+\\. `(\\w+)` \\((\\w+)\\)")
            .matcher(page.substring(0, page.indexOf("## The sweep")))
            .results()
            .toList();
    var measured = new HashSet<String>();

    handle(
        batch(LOOK_AT_CHAT),
        handler(
            noting(SageMakerResources.class, sageMaker, "endpoint", measured),
            noting(ScalingRegistry.class, aas, "apply", measured),
            bus));

    assertThat(listed).hasSizeLessThanOrEqualTo(12);
    // Those are pure: they are done before anything is read or written.
    measured.addAll(List.of("EventReader", "PolicyTags", "Planner"));
    assertThat(listed)
        .extracting(each -> each.group(1))
        .containsExactlyInAnyOrderElementsOf(measured);
    assertThat(listed)
        .allSatisfy(each ->
            assertThat(
                    Path.of(
                        "src/main/java/io/github/tagscaler",
                        each.group(2),
                        each.group(1) + ".java"))
                .exists());
  }

  @Nested
  class A_plain_event {
    @Test
    void is_answered_with_its_outcomes_logged_and_published() {
      var outcomes = outcomes(handle(LOOK_AT_CHAT));

      assertThat(outcomes).extracting(it -> it.get("outcome")).containsExactly(Json.of("Applied"));
      assertThat(lines()).extracting(it -> it.get("outcome")).containsExactly(Json.of("Applied"));
      assertThat(bus.published())
          .extracting(OutcomeEvent::detailType)
          .containsExactly("Scaling Applied");
    }

    @Test
    void about_a_resource_that_does_not_exist_is_logged_if_nobody_waits_for_the_answer() {
      assertThat(failures(handle(batch(request("{\"endpointName\":\"nope\"}"))))).isEmpty();

      assertThat(lines())
          .singleElement()
          .satisfies(line -> {
            assertThat(line.get("event")).isEqualTo(Json.of("Ignored"));
            assertThat(line.write()).contains("The endpoint \\\"nope\\\" does not exist");
          });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void about_a_resource_that_does_not_exist_is_answered_to_who_asks(boolean dryRun) {
      var request = "{\"endpointName\":\"nope\",\"dryRun\":%s}".formatted(dryRun);

      assertThat(outcomes(handle(request)))
          .extracting(
              it -> it.get("resourceId"),
              it -> it.get("outcome"),
              it -> it.get("code"),
              it -> it.get("dryRun"))
          .containsExactly(
              tuple(
                  Json.of("endpoint/nope"),
                  Json.of("Skipped"),
                  Json.of("NotFound"),
                  Json.of(dryRun)));
      assertThat(lines()).extracting(it -> it.get("code")).containsExactly(Json.of("NotFound"));
    }

    @Test
    void that_was_forwarded_from_another_region_names_nothing_here() {
      var request = LOOK_AT_CHAT.replaceFirst("\\{", "{\"region\":\"%s\",");

      assertThat(outcomes(handle(request.formatted("eu-west-1")))).isEmpty();
      assertThat(lines())
          .extracting(it -> it.get("event"), it -> it.get("message"))
          .containsExactly(
              tuple(
                  Json.of("Ignored"),
                  Json.of(
                      "The event is from the region \"eu-west-1\", but Tagscaler runs in us-east-1.")));
      assertThat(outcomes(handle(request.formatted("us-east-1")))).hasSize(1);
    }

    @Test
    void that_asks_for_a_sweep_is_answered_with_what_is_wrong_which_is_published_too() {
      sageMaker.endpoint(
          "typo", Map.of("autoscaling:policy", "defualt"), FakeSageMaker.variant("blue", 1));

      assertThat(outcomes(handle("{\"all\":true}")))
          .extracting(it -> it.get("resourceId"), it -> it.get("outcome"))
          .containsExactly(
              tuple(Json.of("endpoint/typo/variant/blue"), Json.of("Rejected")),
              tuple(Json.of("endpoint/chat/variant/blue"), Json.of("Planned")),
              tuple(Json.of("endpoint/embed/variant/blue"), Json.of("Planned")));
      assertThat(bus.published())
          .extracting(OutcomeEvent::detailType)
          .containsExactly("Scaling Rejected");
    }

    @Test
    void about_an_untagged_endpoint_in_service_is_not_logged() {
      sageMaker.endpoint("chat", Map.of(), FakeSageMaker.variant("blue", 1));

      assertThat(outcomes(handle(Events.file("endpoint-in-service").write()))).isEmpty();

      assertThat(lines()).isEmpty();
    }

    @Test
    void that_failed_is_an_error_whose_message_is_the_answer() {
      aas.failAt(1, Code.THROTTLED);

      var error = catchThrowable(() -> handle(LOOK_AT_CHAT));

      assertThat(error).isInstanceOf(TargetsFailedException.class);
      assertThat(outcomes(JsonReader.read(String.valueOf(error.getMessage()))))
          .extracting(it -> it.get("code"))
          .containsExactly(Json.of("Throttled"));
      assertThat(bus.published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,", "\u0000"})
    void that_is_no_json_is_refused_with_a_word(String text) {
      assertThatThrownBy(() -> handle(text))
          .isInstanceOf(RequestRefusedException.class)
          .hasMessageStartingWith("Invalid request: ");
      assertThat(lines()).extracting(it -> it.get("event")).containsExactly(Json.of("Refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{\"endpointName\":\"chat\",\"surprise\":1}"})
    void that_is_not_for_tagscaler_makes_no_call(String text) {
      var resources = mock(SageMakerResources.class);
      var registry = mock(ScalingRegistry.class);
      var silent = mock(EventBus.class);

      assertThatThrownBy(() -> handle(text, handler(resources, registry, silent)))
          .isInstanceOf(RequestRefusedException.class);

      verifyNoInteractions(resources, registry, silent);
      assertThat(lines()).hasSize(1);
    }

    @Test
    void of_another_source_has_no_outcomes() {
      assertThat(handle("{\"source\":\"aws.ec2\",\"detail-type\":\"Whatever\"}"))
          .isEqualTo(JsonReader.read("{\"outcomes\":[]}"));
      assertThat(lines()).extracting(it -> it.get("event")).containsExactly(Json.of("Ignored"));
    }

    @Test
    void is_kept_even_if_its_outcomes_cannot_be_published() {
      bus.fail();

      assertThat(outcomes(handle(LOOK_AT_CHAT))).hasSize(1);
      assertThat(lines()).extracting(it -> it.get("event")).contains(Json.of("Unpublished"));
    }

    @Test
    void about_a_bug_of_ours_fails_with_a_stack_trace_in_the_log() {
      aas.failAt(1, new IllegalStateException("never"));

      assertThatThrownBy(() -> handle(LOOK_AT_CHAT)).isInstanceOf(TargetsFailedException.class);

      assertThat(lines().getFirst().get("level")).isEqualTo(Json.of("ERROR"));
      assertThat(lines().getFirst().get("stackTrace").text().orElse(""))
          .contains(
              "IllegalStateException: never", "at io.github.tagscaler.lambda.ScalingHandlerTest");
    }
  }

  @Nested
  class A_component_on_its_way {
    @BeforeEach
    void create() {
      var host =
          new Variant(
              "host", 1, List.of("ml.g5.xlarge"), Optional.empty(), true, Optional.empty(), false);
      sageMaker.endpoint("chat", ON, host).component("llama", "chat", "Creating", Map.of());
    }

    @Test
    void is_put_off_with_what_started_it() {
      assertThat(outcomes(handle(LOOK_AT_LLAMA)))
          .extracting(it -> it.get("outcome"), it -> it.get("code"))
          .containsExactly(tuple(Json.of("Skipped"), Json.of("NotReady")));
      assertThat(queue.sent())
          .containsExactly(
              "PT45S "
                  + PendingComponents.write(
                          "llama",
                          new Trigger(Trigger.Type.REQUEST, null, "Reconcile Requested", null))
                      .write());
    }

    @Test
    void requested_by_hand_is_put_off_as_an_event_which_is_all_that_the_queue_accepts() {
      handle("{\"inferenceComponentName\":\"llama\"}");

      assertThat(queue.sent())
          .containsExactly(
              "PT45S "
                  + PendingComponents.write(
                          "llama", new Trigger(Trigger.Type.DIRECT, null, null, null))
                      .write());
    }

    @Test
    void that_cannot_be_delayed_is_retried_and_reported_all_the_same() {
      queue.fail();

      assertThatThrownBy(() -> handle(LOOK_AT_LLAMA))
          .isInstanceOf(TargetsFailedException.class)
          .hasMessageContaining("NotReady");
      assertThat(failures(handle(batch(LOOK_AT_LLAMA)))).containsExactly("m0");
      assertThat(lines()).extracting(it -> it.get("outcome")).contains(Json.of("Failed"));
    }

    @Test
    void is_no_failure_of_its_message() {
      assertThat(failures(handle(batch(LOOK_AT_LLAMA)))).isEmpty();
    }

    /** Each delivery of the message would put it off once more. */
    @Test
    void is_put_off_by_the_last_delivery_of_a_message_about_others_that_fail() {
      sageMaker.component("mistral", "chat", "InService", Map.of());
      aas.failAt(1, Code.SERVICE_ERROR);

      assertThat(failures(handle(batch(LOOK_AT_CHAT)))).containsExactly("m0");
      assertThat(queue.sent()).isEmpty();
      assertThat(failures(handle(batch(LOOK_AT_CHAT)))).isEmpty();
      assertThat(queue.sent()).hasSize(1);
    }
  }

  @Nested
  class A_batch_of_messages {
    @Test
    void names_only_those_that_failed_and_lets_them_come_sooner() {
      aas.failAt(1, Code.SERVICE_ERROR);

      assertThat(failures(handle(batch(LOOK_AT_CHAT, "no event", LOOK_AT_EMBED))))
          .containsExactly("m0");
      assertThat(queue.retries()).isEqualTo(Map.of("r0", Duration.ofSeconds(30)));
      assertThat(lines()).extracting(it -> it.get("event")).contains(Json.of("Dropped"));
    }

    @Test
    void handles_messages_that_repeat_each_other_once() {
      assertThat(failures(handle(batch(LOOK_AT_CHAT, LOOK_AT_EMBED, LOOK_AT_CHAT)))).isEmpty();
      assertThat(bus.published()).hasSize(2);
    }

    @Test
    void tries_all_again_that_repeat_one_that_failed() {
      aas.failAt(1, Code.SERVICE_ERROR);

      assertThat(failures(handle(batch(LOOK_AT_CHAT, LOOK_AT_EMBED, LOOK_AT_CHAT))))
          .containsExactly("m0", "m2");
      assertThat(queue.retries()).containsOnlyKeys("r0", "r2");
    }

    @Test
    void tells_a_dry_run_from_another_request() {
      var dryRun = request("{\"endpointName\":\"chat\",\"dryRun\":true}");

      handle(batch(dryRun, LOOK_AT_CHAT, dryRun));

      assertThat(lines())
          .extracting(it -> it.get("outcome"))
          .containsExactly(Json.of("Planned"), Json.of("Applied"));
    }

    @Test
    void loses_no_other_message_to_a_bug() {
      aas.failAt(1, new IllegalStateException("never"));

      assertThat(failures(handle(batch(LOOK_AT_CHAT, LOOK_AT_EMBED)))).containsExactly("m0");
      assertThat(bus.published()).hasSize(1);
    }

    @Test
    void loses_no_message_to_a_bug_in_a_sweep_either() {
      var resources = mock(SageMakerResources.class);
      when(resources.endpoint(any(), any())).thenThrow(new IllegalStateException("never"));

      assertThat(failures(handle(batch(SWEEP), handler(resources, aas, bus))))
          .containsExactly("m0");
      assertThat(lines())
          .extracting(it -> it.get("event"), it -> it.get("message"), it -> it.get("id"))
          .containsExactly(
              tuple(
                  Json.of("Bug"),
                  Json.of("java.lang.IllegalStateException: never"),
                  Json.of("m0")));
    }

    @Test
    void is_answered_even_if_no_message_can_be_made_to_come_sooner() {
      aas.failAt(1, Code.SERVICE_ERROR);
      queue.fail();

      assertThat(failures(handle(batch(LOOK_AT_CHAT)))).containsExactly("m0");
      assertThat(events()).endsWith("Failed AccessDenied The queue refuses.");
    }

    @Test
    void is_one_of_messages_of_SQS() {
      var records = batch(LOOK_AT_CHAT, LOOK_AT_EMBED);

      assertThatThrownBy(() -> handle(records.replaceFirst("aws:sqs", "aws:s3")))
          .isInstanceOf(RequestRefusedException.class);

      assertThat(aas.applied()).isEmpty();
    }

    /** It takes minutes. */
    @Test
    void handles_a_sweep_last() {
      handle(batch(SWEEP, LOOK_AT_CHAT));

      assertThat(lines())
          .extracting(it -> it.get("outcome").text().or(() -> it.get("event").text()).orElse(""))
          .filteredOn(it -> !it.equals("SweepState"))
          .containsExactly("Applied", "Sweep");
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "6, 2"})
    void tries_a_sweep_again_for_which_too_little_time_is_left(int attempt, int lines) {
      var why =
          "Not enough time is left in this invocation for a sweep: it goes back to the queue.";

      assertThat(failures(within(received(attempt, batch(SWEEP)), 149_000))).containsExactly("m0");

      assertThat(events())
          .hasSize(lines)
          .isSubsetOf(
              "Failed Throttled " + why,
              "StillFailing Attempt %d has failed, too: %s".formatted(attempt, why));
    }

    /** A resource can be out of service for days, and its owner cannot do anything about it. */
    @ParameterizedTest
    @CsvSource({"11, NOT_READY, 1", "12, NOT_READY, 0", "12, SERVICE_ERROR, 1"})
    void leaves_what_AWS_does_not_accept_yet_to_the_sweep_after_two_hours(
        int attempt, Code code, int comesAgain) {
      aas.failAt(1, code);

      assertThat(failures(handle(received(attempt, batch(LOOK_AT_CHAT))))).hasSize(comesAgain);

      assertThat(events()).filteredOn(it -> it.equals(LEFT_TO_THE_SWEEP)).hasSize(1 - comesAgain);
    }

    @Test
    void tries_again_what_failed_beside_something_that_is_not_ready() {
      sageMaker.endpoint(
          "chat", ON, FakeSageMaker.variant("blue", 1), FakeSageMaker.variant("green", 1));
      aas.failAt(1, Code.NOT_READY);
      aas.failAt(2, Code.SERVICE_ERROR);

      assertThat(failures(handle(received(12, batch(LOOK_AT_CHAT))))).containsExactly("m0");
    }

    /** The next sweep finds it again. */
    @Test
    void leaves_an_item_of_a_sweep_that_AWS_does_not_accept_yet_to_the_next_at_once() {
      aas.failAt(1, Code.NOT_READY);

      assertThat(failures(handle(batch(item(Duration.ZERO))))).isEmpty();

      assertThat(events()).endsWith(LEFT_TO_THE_SWEEP);
    }

    @ParameterizedTest
    @CsvSource({"6, PT1H1S, 1", "7, PT1H, 1", "7, PT1H1S, 0", "8, PT2H, 0"})
    void drops_an_item_that_failed_seven_times_once_its_sweep_is_an_hour_old(
        int attempt, Duration age, int comesAgain) {
      aas.failAt(1, Code.SERVICE_ERROR);

      assertThat(failures(handle(received(attempt, batch(item(age)))))).hasSize(comesAgain);

      assertThat(events())
          .filteredOn(it ->
              it.equals(
                  "Ignored The sweep item has failed for an hour. The next sweep finds it again if it is still needed."))
          .hasSize(1 - comesAgain);
    }

    @Test
    void tries_other_messages_for_longer_than_an_item() {
      aas.failAt(1, Code.SERVICE_ERROR);

      assertThat(failures(handle(received(7, batch(LOOK_AT_CHAT))))).containsExactly("m0");
    }

    private static final String SWEEP = request("{\"all\":true}");

    private static final String LEFT_TO_THE_SWEEP =
        "Ignored AWS does not accept the change until the resource is in service. A later sweep makes it.";

    /** Of a sweep that began so long ago. */
    private static String item(Duration age) {
      return SweepItems.write(
              new SweepItem(
                  new Command.ReconcileResource(
                      new Subject.Endpoint("chat", false),
                      Command.Cause.SWEPT,
                      new Trigger(Trigger.Type.SCHEDULE, "id", "Scheduled Event", null),
                      Command.Hint.NONE,
                      false),
                  FakeSageMaker.MADE.minus(age),
                  Command.Release.UNCOUNTED,
                  List.of()))
          .write();
    }

    /** The lines that are of no outcome, each with its code and message. */
    private List<String> events() {
      return lines().stream()
          .filter(it -> it.get("event").text().isPresent())
          .map(it ->
              Stream.of("event", "code", "message")
                  .flatMap(member -> it.get(member).text().stream())
                  .collect(Collectors.joining(" ")))
          .toList();
    }

    @Test
    void begins_no_message_that_it_may_not_end() {
      var three = batch(LOOK_AT_CHAT, LOOK_AT_EMBED, LOOK_AT_LLAMA);

      assertThat(failures(within(three, 45_000, 44_999, 25_000, 24_999)))
          .containsExactly("m1", "m2");
      assertThat(aas.applied()).isNotEmpty();
      assertThat(queue.retries()).isEqualTo(Map.of("r1", Duration.ofSeconds(30)));
      assertThat(lines()).filteredOn(it -> it.get("event").equals(Json.of("PutOff"))).hasSize(1);
    }

    @Test
    void needs_no_context() {
      assertThat(failures(invoke(batch(LOOK_AT_CHAT), null))).isEmpty();
    }

    private Json within(String batch, Integer first, Integer... thereafter) {
      var context = mock(Context.class);
      when(context.getRemainingTimeInMillis()).thenReturn(first, thereafter);
      return invoke(batch, context);
    }

    private Json invoke(String batch, @Nullable Context context) {
      var out = new ByteArrayOutputStream();
      try {
        handler(sageMaker, aas, bus)
            .handleRequest(
                new ByteArrayInputStream(batch.getBytes(StandardCharsets.UTF_8)), out, context);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return JsonReader.read(out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"5, SERVICE_ERROR, 0", "6, SERVICE_ERROR, 1", "9, THROTTLED, 1", "9, NOT_READY, 0"})
    void says_what_still_fails_after_a_quarter_of_an_hour(int attempt, Code code, int lines) {
      aas.failAt(1, code);

      assertThat(failures(handle(received(attempt, batch(LOOK_AT_CHAT))))).containsExactly("m0");
      assertThat(lines())
          .filteredOn(it -> it.get("event").equals(Json.of("StillFailing")))
          .hasSize(lines)
          .allSatisfy(it ->
              assertThat(it.get("message").text().orElse(""))
                  .startsWith(
                      "Attempt %d has failed, too: endpoint/chat/variant/blue ".formatted(attempt))
                  .contains(code.wire()));
    }

    private static String received(int times, String batch) {
      return batch.replace(
          "\"ApproximateReceiveCount\":\"1\"",
          "\"ApproximateReceiveCount\":\"%d\"".formatted(times));
    }

    @Test
    void takes_no_bare_request() {
      assertThat(failures(handle(batch("{\"endpointName\":\"chat\"}")))).isEmpty();
      assertThat(aas.applied()).isEmpty();
    }
  }

  @Test
  void failed_messages_come_again_within_two_minutes_and_then_ever_later() {
    assertThat(Stream.of(0, 1, 2, 3, 4, 5, 6, 7, 1000).map(Backoff::after))
        .extracting(Duration::toSeconds)
        .containsExactly(30L, 30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
  }

  private static String request(String detail) {
    return "{\"source\":\"tagscaler\",\"detail-type\":\"Reconcile Requested\",\"detail\":"
        + detail
        + "}";
  }

  private static String batch(String... bodies) {
    var records =
        Stream.iterate(0, i -> i < bodies.length, i -> i + 1)
            .<Json>map(i ->
                Json.object()
                    .put("messageId", "m" + i)
                    .put("receiptHandle", "r" + i)
                    .put("eventSource", "aws:sqs")
                    .put("body", bodies[i])
                    .put("attributes", Json.object().put("ApproximateReceiveCount", "1").build())
                    .build())
            .toList();
    return Json.object().put("Records", new Json.Arr(records)).build().write();
  }

  private Json handle(String text) {
    return handle(text, handler(sageMaker, aas, bus));
  }

  /** Calls the port, and notes the product's classes on the stack when that method is called. */
  private static <T> T noting(Class<T> port, T called, String method, Set<String> spine) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, invoked, arguments) -> {
              if (invoked.getName().equals(method)) {
                spine.addAll(productClassesOnTheStack());
              }
              try {
                return invoked.invoke(called, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static List<String> productClassesOnTheStack() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .map(StackWalker.StackFrame::getClassName)
                .filter(name -> name.startsWith("io.github.tagscaler."))
                .map(name -> name.replaceFirst(".*\\.", "").replaceFirst("\\$.*", ""))
                .filter(name -> !name.equals("ScalingHandlerTest") && !name.startsWith("Fake"))
                .distinct()
                .toList());
  }

  private static Json handle(String text, ScalingHandler handler) {
    var out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonReader.read(out.toString(StandardCharsets.UTF_8));
  }

  private ScalingHandler handler(
      SageMakerResources resources, ScalingRegistry registry, EventBus events) {
    var lines =
        new JsonLines(new PrintStream(log, true, StandardCharsets.UTF_8), () -> FakeSageMaker.MADE);
    var eventLog = new EventLog(lines);
    var reconciler =
        new Reconciler(
            resources,
            registry,
            new FakeScalingActivities(),
            POLICIES,
            new CatalogCache(List::of, () -> FakeSageMaker.MADE),
            new StackOptions(
                "tagscaler", false, false, true, Adoption.REPLACE, Duration.ofHours(4)),
            () -> FakeSageMaker.MADE);
    var publisher =
        new Publisher(
            new OutcomeLog(lines, () -> FakeSageMaker.MADE),
            eventLog,
            events,
            new DeployBlocked("tagscaler", "autoscaling:"),
            resources);
    var fleet = new FakeFleet(sageMaker, new FakeScalingRegistry(sageMaker));
    var resourceHandler =
        new ReconcileHandler(
            reconciler,
            new RepeatedEvents(reconciler, () -> FakeSageMaker.MADE),
            queue,
            publisher,
            eventLog);
    var sweeps =
        new SweepHandler(
            new Sweeper(
                fleet,
                resources,
                registry,
                POLICIES,
                reconciler,
                "tagscaler",
                20,
                new FakeScalingActivities(),
                Duration.ofMinutes(15)),
            new CatalogCache(List::of, () -> FakeSageMaker.MADE),
            null,
            queue,
            resourceHandler,
            new SweepLog(lines, () -> FakeSageMaker.MADE, "tagscaler", "1.0.0"),
            eventLog,
            Duration.ofMinutes(15),
            new CatalogReporter(lines, eventLog, events, "tagscaler", null),
            () -> FakeSageMaker.MADE);
    var dispatcher = new Dispatcher(resourceHandler, sweeps, publisher, eventLog, "us-east-1");
    var batches = new SqsBatch(dispatcher, queue, eventLog, () -> FakeSageMaker.MADE);
    return new ScalingHandler(new Wiring(dispatcher, batches, eventLog));
  }

  /** The outcomes of an answer, all held against the schema. */
  private static List<Json> outcomes(Json answer) {
    assertThat(answer.get("outcomes")).isInstanceOf(Json.Arr.class);
    return answer.get("outcomes").stream().peek(OutcomeSchema::check).toList();
  }

  private static List<String> failures(Json answer) {
    assertThat(answer.get("batchItemFailures")).isInstanceOf(Json.Arr.class);
    return answer.get("batchItemFailures").stream()
        .flatMap(it -> it.get("itemIdentifier").text().stream())
        .toList();
  }

  private List<Json> lines() {
    return log.toString(StandardCharsets.UTF_8).lines().map(JsonReader::read).toList();
  }
}

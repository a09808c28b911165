package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.ASYNC;
import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.RecordedCall;
import io.github.tagscaler.standin.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultsAndRacesTest {

  private static final String CHAT = "{'EndpointName': 'Chat'}";
  private static final String REGISTER = "{" + REALTIME + ", 'MinCapacity': 1, 'MaxCapacity': 4}";

  private final Caller aws = AllKinds.start();

  @AfterEach
  void close() {
    aws.close();
  }

  private StandIn standIn() {
    return aws.standIn();
  }

  private Answer describe() {
    return aws.call(SAGEMAKER, "DescribeEndpoint", CHAT);
  }

  @Nested
  class A_fault {

    @Test
    void affects_so_many_calls_from_the_nth_matching_one() {
      standIn().fault(Fault.throttle().on("DescribeEndpoint").at(2).times(2));

      List<String> types = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        aws.ok(SAGEMAKER, "ListEndpoints", "{}");
        types.add(describe().errorType());
      }

      assertThat(types)
          .containsExactly("none", "ThrottlingException", "ThrottlingException", "none");
    }

    @Test
    void of_the_server_has_status_500_and_no_effect() {
      standIn().fault(Fault.serverError().on("application-autoscaling:RegisterScalableTarget"));

      assertThat(aws.call(AUTO_SCALING, "RegisterScalableTarget", REGISTER).status())
          .isEqualTo(500);
      assertThat(aws.state().objects("scalableTargets")).isEmpty();
    }

    @Test
    void that_loses_the_answer_lets_the_call_take_effect() {
      standIn().fault(Fault.lostAnswer().on("RegisterScalableTarget"));

      assertThatThrownBy(() -> aws.call(AUTO_SCALING, "RegisterScalableTarget", REGISTER))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(aws.state().objects("scalableTargets")).hasSize(1);
      assertThat(standIn().calls()).extracting(RecordedCall::status).contains(0);
    }

    @Test
    void that_loses_the_request_does_not() {
      standIn().fault(Fault.lostRequest().on("RegisterScalableTarget").always());

      assertThatThrownBy(() -> aws.call(AUTO_SCALING, "RegisterScalableTarget", REGISTER))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(aws.state().objects("scalableTargets")).isEmpty();
    }

    @Test
    void can_be_any_error_or_a_delay() {
      standIn().fault(Fault.error(400, "ConcurrentUpdateException", "busy").on("sagemaker:*"));
      standIn().fault(Fault.delay(Duration.ofMillis(50)).on("DescribeEndpoint").at(2));
      assertThat(describe().errorType()).isEqualTo("ConcurrentUpdateException");

      long before = System.nanoTime();
      assertThat(describe().status()).isEqualTo(200);

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(49));
    }

    @Test
    void can_fail_some_entries_of_a_batch() {
      standIn().seed("{\"queues\": [{\"name\": \"q\"}]}");
      standIn().fault(Fault.failedEntries(1).on("PutEvents"));
      standIn().fault(Fault.failedEntries(1).on("SendMessageBatch"));
      String event = "{'Source': 's', 'DetailType': 'd', 'Detail': '{}'}";

      JsonObject events =
          aws.ok(Caller.EVENTS, "PutEvents", "{'Entries': [" + event + "," + event + "]}");
      JsonObject messages =
          aws.ok(
              Caller.SQS,
              "SendMessageBatch",
              "{'QueueUrl': 'http://localhost/1/q', 'Entries':"
                  + " [{'Id': 'a', 'MessageBody': 'x'}, {'Id': 'b', 'MessageBody': 'y'}]}");

      assertThat(events.whole("FailedEntryCount")).isEqualTo(1);
      assertThat(events.objects("Entries").getLast().has("EventId")).isTrue();
      assertThat(messages.objects("Failed").getFirst().flag("SenderFault")).isFalse();
      assertThat(messages.objects("Successful")).hasSize(1);
    }

    @Test
    void is_gone_when_faults_are_cleared() {
      standIn().fault(Fault.throttle().always());
      standIn().clearFaults();

      assertThat(describe().status()).isEqualTo(200);
    }
  }

  /** Application Auto Scaling API reference, RegisterScalableTarget, on eventual consistency. */
  @Nested
  class With_eventual_consistency {

    @Test
    void the_first_puts_after_a_registration_find_no_target() {
      standIn().delayConsistency(2, 0);
      aws.ok(AUTO_SCALING, "RegisterScalableTarget", REGISTER);
      String policy = PolicyRequests.targetTracking("p", 70);

      for (int i = 0; i < 2; i++) {
        assertThat(aws.refused(AUTO_SCALING, "PutScalingPolicy", policy).errorType())
            .isEqualTo("ObjectNotFoundException");
      }
      aws.ok(AUTO_SCALING, "PutScalingPolicy", policy);
      aws.ok(AUTO_SCALING, "RegisterScalableTarget", "{" + REALTIME + "}");
      aws.ok(AUTO_SCALING, "PutScalingPolicy", policy);
    }

    @Test
    void the_first_reads_after_a_write_see_what_was_before() {
      standIn().delayConsistency(0, 1);
      aws.ok(AUTO_SCALING, "RegisterScalableTarget", REGISTER);

      assertThat(targets()).isEmpty();
      assertThat(targets()).hasSize(1);
    }

    private List<JsonObject> targets() {
      return aws.ok(AUTO_SCALING, "DescribeScalableTargets", "{'ServiceNamespace': 'sagemaker'}")
          .objects("ScalableTargets");
    }
  }

  @Nested
  class The_record_of_calls {

    @Test
    void has_the_request_the_outcome_and_the_order() {
      describe();
      aws.refused(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'none'}");

      RecordedCall second = standIn().calls().getLast();
      assertThat(second.number()).isEqualTo(2);
      assertThat(second.service()).isEqualTo("sagemaker");
      assertThat(second.operation()).isEqualTo("DescribeEndpoint");
      assertThat(second.request()).isEqualTo("{\"EndpointName\":\"none\"}");
      assertThat(second.status()).isEqualTo(400);
      assertThat(second.errorType()).contains("ValidationException");
      assertThat(second.started()).isGreaterThan(standIn().calls().getFirst().ended());
    }

    @Test
    void counts_the_rounds_of_the_calls() throws InterruptedException {
      describe();
      standIn().hold("*");
      List<Thread> threads = List.of(thread(CHAT), thread("{'EndpointName': 'Documents'}"));
      standIn().awaitHeld(2, Duration.ofSeconds(10));
      standIn().release(1);
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(standIn().calls()).hasSize(3);
      assertThat(standIn().rounds()).isEqualTo(2);
    }

    @Test
    void can_be_cleared() {
      describe();

      standIn().clearCalls();

      assertThat(standIn().calls()).isEmpty();
    }
  }

  @Nested
  class Held_calls {

    @Test
    void are_released_in_the_order_of_the_seed_whatever_the_order_of_arrival()
        throws InterruptedException {
      List<List<String>> orders = new ArrayList<>();
      for (long seed : List.of(1L, 2L, 3L, 4L, 5L, 1L)) {
        orders.add(order(seed));
      }

      assertThat(orders.getLast()).isEqualTo(orders.getFirst());
      assertThat(orders.stream().distinct().count()).isGreaterThan(1);
    }

    private List<String> order(long seed) throws InterruptedException {
      standIn().clearCalls();
      standIn().hold("DescribeEndpoint");
      List<Thread> threads = new ArrayList<>();
      for (String name : List.of("Chat", "Documents", "Models", "Thumbnails")) {
        threads.add(thread("{'EndpointName': '" + name + "'}"));
      }
      assertThat(standIn().awaitHeld(4, Duration.ofSeconds(10))).isTrue();
      standIn().release(seed);
      for (Thread thread : threads) {
        thread.join();
      }
      return standIn().calls().stream()
          .sorted((a, b) -> Long.compare(a.ended(), b.ended()))
          .map(RecordedCall::request)
          .toList();
    }

    @Test
    void can_be_interleaved_call_by_call_the_same_way_again() throws InterruptedException {
      List<List<String>> orders = new ArrayList<>();
      for (long seed : List.of(1L, 2L, 3L, 1L)) {
        orders.add(interleaved(seed));
      }

      assertThat(orders.getLast()).isEqualTo(orders.getFirst());
      assertThat(orders.stream().distinct().count()).isGreaterThan(1);
    }

    /** Two callers with three calls each: what comes next depends on what was let go. */
    private List<String> interleaved(long seed) throws InterruptedException {
      standIn().clearCalls();
      standIn().interleave(seed, Duration.ofMillis(200));
      List<Thread> threads = new ArrayList<>();
      for (String name : List.of("Chat", "Documents")) {
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = 0; i < 3; i++) {
                    aws.call(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': '" + name + "'}");
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      standIn().release(0);
      return standIn().calls().stream()
          .sorted((a, b) -> Long.compare(a.ended(), b.ended()))
          .map(RecordedCall::request)
          .toList();
    }

    @Test
    void of_known_callers_go_once_each_of_them_waits_whatever_their_pace()
        throws InterruptedException {
      List<List<String>> orders = new ArrayList<>();
      for (long seed : List.of(1L, 2L, 3L, 4L, 5L, 6L, 1L)) {
        orders.add(amongCallers(seed));
      }

      assertThat(orders.getLast()).isEqualTo(orders.getFirst());
      assertThat(orders.stream().distinct().count()).isGreaterThan(1);
    }

    /** The second caller is slow, and the third joins after the first call of the second. */
    private List<String> amongCallers(long seed) throws InterruptedException {
      standIn().clearCalls();
      standIn().interleave(seed, Duration.ofMillis(5), Set.of("fast", "slow"));
      var late = new ArrayList<Thread>();
      Thread fast = Thread.ofVirtual().start(() -> callAs("fast", 3));
      Thread slow =
          Thread.ofVirtual()
              .start(() -> {
                pause();
                callAs("slow", 1);
                standIn().join("late");
                late.add(Thread.ofVirtual().start(() -> callAs("late", 2)));
                pause();
                callAs("slow", 1);
                standIn().leave("slow");
              });
      slow.join();
      for (Thread thread : List.of(fast, late.getFirst())) {
        thread.join();
      }
      standIn().release(0);
      return standIn().calls().stream()
          .sorted((a, b) -> Long.compare(a.ended(), b.ended()))
          .map(RecordedCall::request)
          .toList();
    }

    private void callAs(String caller, int times) {
      for (int i = 0; i < times; i++) {
        aws.post(
            "/",
            Map.of(
                "X-Amz-Target", "SageMaker.ListEndpoints",
                "Content-Type", "application/x-amz-json-1.1",
                "Authorization", "AWS4-HMAC-SHA256 Credential=" + caller + "/x/y"),
            "{\"NameContains\": \"" + caller + "\"}");
      }
      if (!caller.equals("slow")) {
        standIn().leave(caller);
      }
    }

    private static void pause() {
      LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
    }

    @Test
    void are_only_those_of_the_operations_named() {
      standIn().hold("PutScalingPolicy");

      aws.ok(AUTO_SCALING, "RegisterScalableTarget", REGISTER);
      aws.ok(
          AUTO_SCALING,
          "RegisterScalableTarget",
          "{" + ASYNC + ", 'MinCapacity': 0, 'MaxCapacity': 4}");
    }
  }

  private Thread thread(String request) {
    return Thread.ofVirtual().start(() -> aws.call(SAGEMAKER, "DescribeEndpoint", request));
  }
}

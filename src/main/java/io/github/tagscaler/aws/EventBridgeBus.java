package io.github.tagscaler.aws;

import io.github.tagscaler.report.EventBus;
import io.github.tagscaler.report.OutcomeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * {@link EventBus} on EventBridge. Every event is tried, even if another one fails; then the last
 * failure is thrown, if there was one.
 */
final class EventBridgeBus implements EventBus {
  private static final int ENTRIES = 10;

  /**
   * The size of all entries of a call together (API reference of PutEvents; a newer page says 1
   * MB).
   */
  private static final int BYTES = 256 * 1024;

  /** How often entries are sent again that a successful call rejected. */
  private static final int SENDS = 3;

  private static final Duration BETWEEN_SENDS = Duration.ofMillis(200);

  private final EventBridgeClient client;
  private final String bus;
  private final Sleeper sleeper;

  EventBridgeBus(EventBridgeClient client, String bus, Sleeper sleeper) {
    this.client = client;
    this.bus = bus;
    this.sleeper = sleeper;
  }

  @Override
  public void publish(List<OutcomeEvent> events) {
    RuntimeException failure = null;
    for (var batch : batches(events.stream().map(this::entry).toList())) {
      try {
        send(batch);
      } catch (RuntimeException failed) {
        failure = failed;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private PutEventsRequestEntry entry(OutcomeEvent event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(OutcomeEvent.SOURCE)
        .detailType(event.detailType())
        .detail(event.detail().write())
        .resources(event.resources())
        .build();
  }

  /**
   * An entry that is too large by itself gets its own batch, so that no other entry fails with it.
   */
  private static List<List<PutEventsRequestEntry>> batches(List<PutEventsRequestEntry> entries) {
    var batches = new ArrayList<List<PutEventsRequestEntry>>();
    var batch = new ArrayList<PutEventsRequestEntry>();
    int bytes = 0;
    for (var entry : entries) {
      int size = size(entry);
      if (batch.size() == ENTRIES || (!batch.isEmpty() && bytes + size > BYTES)) {
        batches.add(List.copyOf(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(entry);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /** As the EventBridge user guide counts ("calculating PutEvents event entry size"). */
  private static int size(PutEventsRequestEntry entry) {
    return utf8(entry.source())
        + utf8(entry.detailType())
        + utf8(entry.detail())
        + entry.resources().stream().mapToInt(EventBridgeBus::utf8).sum();
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Sends a batch, and sends the entries again that EventBridge rejects. */
  private void send(List<PutEventsRequestEntry> batch) {
    var left = batch;
    for (int sends = 1; ; sends++) {
      var sending = left;
      var response =
          AwsErrors.call("PutEvents", bus, () -> client.putEvents(call -> call.entries(sending)));
      var refused = refused(response);
      if (refused == null) {
        return;
      }
      if (sends == SENDS || !sleeper.slept(BETWEEN_SENDS)) {
        throw AwsErrors.failed("PutEvents", bus, refused);
      }
      left = givenBack(sending, response);
    }
  }

  /** A call succeeds even if it accepted none of its entries: each entry has its own error. */
  private static @Nullable AwsServiceException refused(PutEventsResponse response) {
    return response.entries().stream()
        .filter(entry -> entry.errorCode() != null)
        .findFirst()
        .map(entry ->
            AwsServiceException.builder()
                .requestId(response.responseMetadata().requestId())
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode(entry.errorCode())
                        .errorMessage(entry.errorMessage())
                        .build())
                .build())
        .orElse(null);
  }

  private static List<PutEventsRequestEntry> givenBack(
      List<PutEventsRequestEntry> sent, PutEventsResponse response) {
    var back = new ArrayList<PutEventsRequestEntry>();
    for (int i = 0; i < sent.size(); i++) {
      if (response.entries().get(i).errorCode() != null) {
        back.add(sent.get(i));
      }
    }
    return back;
  }
}

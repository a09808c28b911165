package io.github.tagscaler.standin.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An SQS standard queue. */
public final class Queue {

  /** One message: when it can be received, and the receipt of its last receive. */
  public static final class Message {

    private final String id;
    private final String body;
    private final Instant sentAt;
    private Instant visibleAt;
    private int receiveCount;
    private Optional<String> receiptHandle = Optional.empty();

    Message(String id, String body, Instant sentAt, Instant visibleAt) {
      this.id = id;
      this.body = body;
      this.sentAt = sentAt;
      this.visibleAt = visibleAt;
    }

    public String id() {
      return id;
    }

    public String body() {
      return body;
    }

    public Instant sentAt() {
      return sentAt;
    }

    public Instant visibleAt() {
      return visibleAt;
    }

    public int receiveCount() {
      return receiveCount;
    }

    public Optional<String> receiptHandle() {
      return receiptHandle;
    }

    public void receive(String handle, Instant hiddenUntil) {
      receiveCount++;
      receiptHandle = Optional.of(handle);
      visibleAt = hiddenUntil;
    }

    public void setVisibleAt(Instant visibleAt) {
      this.visibleAt = visibleAt;
    }
  }

  private final String name;
  private final Duration visibilityTimeout;
  private final Optional<Redrive> redrive;
  private final List<Message> messages = new ArrayList<>();

  /** Where a message goes that was received too often. */
  public record Redrive(String deadLetterQueue, int maxReceiveCount) {}

  public Queue(String name, Duration visibilityTimeout, Optional<Redrive> redrive) {
    this.name = name;
    this.visibilityTimeout = visibilityTimeout;
    this.redrive = redrive;
  }

  public String name() {
    return name;
  }

  public Duration visibilityTimeout() {
    return visibilityTimeout;
  }

  public Optional<Redrive> redrive() {
    return redrive;
  }

  public List<Message> messages() {
    return messages;
  }

  public void add(String id, String body, Instant sentAt, Instant visibleAt) {
    messages.add(new Message(id, body, sentAt, visibleAt));
  }
}

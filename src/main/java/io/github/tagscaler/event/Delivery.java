package io.github.tagscaler.event;

/** The way by which an event came to the function. */
public enum Delivery {
  /** Somebody who may invoke the function did so. */
  DIRECT,
  /** As the body of a queue's message. */
  QUEUE
}

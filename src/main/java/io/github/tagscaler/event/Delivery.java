package io.github.tagscaler.event;

/** The way by which an event came to the function. */
public enum Delivery {
  /** By an invocation of the function itself, which takes permission. */
  DIRECT,
  /** As the body of a queue's message. */
  QUEUE
}

package io.github.tagscaler.command.account;

/**
 * How much is in a queue.
 *
 * @param waiting messages that can be received now
 * @param hidden messages that are being processed, or wait until they may be received
 */
public record QueueDepth(String url, String arn, long waiting, long hidden) {
  /** All messages. */
  public long all() {
    return waiting + hidden;
  }

  /** The queue's name. */
  public String name() {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}

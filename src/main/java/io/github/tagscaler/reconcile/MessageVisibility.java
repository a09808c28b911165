package io.github.tagscaler.reconcile;

import java.time.Duration;

/** Port: when a message of the work queue that failed comes back. */
public interface MessageVisibility {

  /**
   * Lets a received message come back after that time, counted from now. Without it the message
   * stays hidden for the queue's visibility timeout, which has to be longer than the function's
   * own.
   *
   * <p>Only a convenience: a message whose time could not be set comes back all the same, later. So
   * a caller logs a failure and still answers which messages of the batch failed.
   *
   * @param receiptHandle the receipt handle with which the message came
   * @param delay a delay above 12 hours, the longest that SQS accepts, counts as 12 hours
   * @throws CallFailedException if SQS does not accept it
   */
  void retryAfter(String receiptHandle, Duration delay);
}

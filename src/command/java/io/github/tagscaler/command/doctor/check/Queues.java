package io.github.tagscaler.command.doctor.check;

/** The two queues of a stack, which CloudFormation names by their URLs. */
final class Queues {
  static final String WORK = "WorkQueue";
  static final String DEAD_LETTERS = "DeadLetterQueue";

  private Queues() {}

  /** The name of the queue with that URL. */
  static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  static String arn(Scope scope, String url) {
    return scope.arn("sqs", name(url));
  }
}

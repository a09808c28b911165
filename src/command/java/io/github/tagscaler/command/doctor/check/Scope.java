package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Caller;

/**
 * Where the checks look.
 *
 * @param stack the name of the stack
 */
public record Scope(Caller caller, String region, String stack) {

  /** The ARN of something of the account in the region. */
  String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(caller.partition(), service, region, caller.account(), resource);
  }

  /** The ARN of something of the account that belongs to no region. */
  String globalArn(String service, String resource) {
    return "arn:%s:%s::%s:%s".formatted(caller.partition(), service, caller.account(), resource);
  }
}

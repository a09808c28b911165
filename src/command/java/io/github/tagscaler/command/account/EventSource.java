package io.github.tagscaler.command.account;

/**
 * What starts a function.
 *
 * @param queue the ARN of its queue
 * @param state such as {@code Enabled} or {@code Disabled}
 */
public record EventSource(String id, String queue, String state) {}

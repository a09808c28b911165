package io.github.tagscaler.command.account;

/**
 * What starts a function.
 *
 * @param state such as {@code Enabled} or {@code Disabled}
 */
public record EventSource(String id, String state) {}

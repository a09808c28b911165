package io.github.tagscaler.command.explain;

/**
 * Something that the owner may want to do.
 *
 * @param code a stable word for programs
 * @param text one sentence or more
 */
public record Hint(String code, String text) {}

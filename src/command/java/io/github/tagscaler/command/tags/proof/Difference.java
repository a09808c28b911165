package io.github.tagscaler.command.tags.proof;

/**
 * Something that scales otherwise after an adoption.
 *
 * @param what such as {@code cpu: target}
 * @param before in words or numbers
 * @param after in words or numbers
 */
public record Difference(String what, String before, String after) {}

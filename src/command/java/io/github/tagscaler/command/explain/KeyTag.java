package io.github.tagscaler.command.explain;

/**
 * A tag under the prefix that concerns a target, or a misspelled one.
 *
 * @param holder the resource that carries it, such as {@code endpoint/chat}
 * @param read whether Tagscaler reads it
 */
public record KeyTag(String key, String value, String holder, boolean read) {}

package io.github.tagscaler.policy;

/**
 * A tag key that is one of ours but for its prefix.
 *
 * @param key as it is written: {@code autoscale:policy}
 * @param meant as it would be read: {@code autoscaling:policy}
 */
public record MisspeltKey(String key, String meant) {}

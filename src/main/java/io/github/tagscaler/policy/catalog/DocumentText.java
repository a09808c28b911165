package io.github.tagscaler.policy.catalog;

/**
 * One document of a catalog as it was found.
 *
 * @param name the last part of its parameter's name or, on a disk, its file's name without {@code
 *     .yaml}
 * @param text YAML, if all is well
 */
public record DocumentText(String name, String text) {}

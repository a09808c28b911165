package io.github.tagscaler.command.tags.reverse;

/**
 * Something registered that cannot be reproduced, or not exactly.
 *
 * @param text one sentence or more, naming it
 */
public record Obstacle(Reason reason, String text) {}

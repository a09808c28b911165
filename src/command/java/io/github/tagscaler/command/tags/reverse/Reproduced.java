package io.github.tagscaler.command.tags.reverse;

/** What becomes of one registered policy or action. */
sealed interface Reproduced<T> {
  /** An entry does the same. */
  record As<T>(T entry) implements Reproduced<T> {}

  /** An entry comes near. */
  record Nearly<T>(T entry, Obstacle difference) implements Reproduced<T> {}

  /** Nothing can. */
  record Not<T>(Obstacle obstacle) implements Reproduced<T> {}
}

package io.github.tagscaler.command.lint;

/** A number of things. */
record Count(int number, String one, String several) {
  @Override
  public String toString() {
    return number + " " + (number == 1 ? one : several);
  }
}

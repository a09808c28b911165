package io.github.tagscaler.event;

/**
 * A parameter of Parameter Store that was written or deleted.
 *
 * @param name its whole name, such as {@code /tagscaler/catalog/pay}
 */
public record ChangedParameter(String name, boolean deleted) {

  /** Whether it is somewhere below a path. */
  public boolean isUnder(String path) {
    return name.startsWith(path + "/");
  }

  /** Whether it is below a path, but not directly. */
  public boolean isInSubfolderOf(String path) {
    return isUnder(path) && name.indexOf('/', path.length() + 1) >= 0;
  }
}

package io.github.tagscaler.command.lint;

/** Where a finding is. */
sealed interface Location {
  /** As text shows it. */
  String shown();

  /**
   * A file, a directory, or a parameter.
   *
   * @param path relative to where the command runs, or in Parameter Store
   * @param line counted from 1; 0 for all of it
   * @param column counted from 1 in code points; 0 for all of it
   */
  record InFile(String path, int line, int column) implements Location {
    @Override
    public String shown() {
      return line == 0 ? path : path + ":" + line + ":" + column;
    }
  }

  /** All of a file, a directory or a parameter. */
  static Location whole(String path) {
    return new InFile(path, 0, 0);
  }

  /**
   * Tags of the command line.
   *
   * @param tags as they are written
   * @param kind the kind of resource that they were tried on
   */
  record InTags(String tags, String kind) implements Location {
    @Override
    public String shown() {
      return "--tags (" + kind + ")";
    }
  }

  /** A setting. */
  record InSettings(String name) implements Location {
    @Override
    public String shown() {
      return name;
    }
  }
}

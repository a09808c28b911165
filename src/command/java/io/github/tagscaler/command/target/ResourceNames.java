package io.github.tagscaler.command.target;

import java.util.List;

/** Port: the names of all that exists, read when they are asked for. */
public interface ResourceNames {
  /** All endpoints, in any status. */
  List<Named> endpoints();

  /** All inference components, in any status. */
  List<Named> components();

  /**
   * A resource.
   *
   * @param name its name in its own case
   */
  record Named(String name, String arn) {}
}

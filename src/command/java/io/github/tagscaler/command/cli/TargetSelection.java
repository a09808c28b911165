package io.github.tagscaler.command.cli;

import io.github.tagscaler.command.exit.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which targets a verb is about: those that are named, or all. */
public final class TargetSelection {
  @Parameters(
      paramLabel = "TARGET",
      arity = "0..*",
      description =
          "endpoint/E, endpoint/E/variant/V, inference-component/C, an ARN, or just a name")
  private List<String> targets = new ArrayList<>();

  @Option(names = "--all", description = "all endpoints and inference components of the region")
  private boolean all;

  /** Whether it is about all of them. */
  public boolean all() {
    return all;
  }

  /** The targets that were named. */
  public List<String> named() {
    return targets;
  }

  /**
   * Checks that either is named.
   *
   * @param verb for the example in the message
   * @throws UsageException if none or both are
   */
  public void check(String verb) {
    if (all && !targets.isEmpty()) {
      throw new UsageException("Name targets or --all, not both.");
    }
    if (!all && targets.isEmpty()) {
      throw new UsageException(
          "Name a target, such as tagscaler %s chat, or all of them: tagscaler %s --all"
              .formatted(verb, verb));
    }
  }
}

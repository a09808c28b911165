package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.stack.StackSettings;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.CatalogSummary;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.reconcile.CatalogDocuments;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the catalog has documents, and they can be used. */
public final class CatalogCheck implements Check {
  private static final String PLATFORM = "_platform";
  private static final int MOST = 5;

  private final CatalogDocuments documents;
  private final Optional<String> path;
  private final StackSettings origin;
  private final boolean requirePlatform;
  private final AwsCli cli;

  /**
   * A check of a catalog.
   *
   * @param path where it is; empty for none
   * @param origin from where that is known
   */
  public CatalogCheck(
      CatalogDocuments documents,
      Optional<String> path,
      StackSettings origin,
      boolean requirePlatform,
      AwsCli cli) {
    this.documents = documents;
    this.path = path;
    this.origin = origin;
    this.requirePlatform = requirePlatform;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.CATALOG;
  }

  @Override
  public String subject() {
    return "Documents";
  }

  @Override
  public List<Finding> findings() {
    return path.map(where ->
            Finding.of(
                subject(),
                Attempt.of("ssm:GetParametersByPath", documents::read),
                read -> decide(where, read)))
        .orElseGet(() -> List.of(none()));
  }

  /** No path is the default, which holds only where the settings are known. */
  private Finding none() {
    return switch (origin) {
      case StackSettings.Denied _, StackSettings.Unreadable _, StackSettings.Unusable _ ->
          Finding.unknown(
              subject(), "The stack's settings are not known. Name the catalog with --catalog.");
      default -> Finding.ok(subject(), "no catalog is set: tags can use the bundled policies");
    };
  }

  private List<Finding> decide(String where, List<DocumentText> read) {
    if (read.isEmpty()) {
      return List.of(
          Finding.warning(
              subject(),
              "There is no document directly under %s, so tags can use the bundled policies only and there are no guardrails."
                  .formatted(where),
              cli.aws(
                  "ssm",
                  "put-parameter",
                  "--type",
                  "String",
                  "--name",
                  where + "/" + PLATFORM,
                  "--value",
                  "file://_platform.yaml")));
    }
    var summary = CatalogReader.read(read).summary();
    var problems =
        Stream.concat(missingPlatform(where, summary), problems(where, summary)).toList();
    return problems.isEmpty() ? List.of(Finding.ok(subject(), contents(summary))) : problems;
  }

  private Stream<Finding> missingPlatform(String where, CatalogSummary summary) {
    return !requirePlatform || summary.documents().contains(PLATFORM)
        ? Stream.empty()
        : Stream.of(
            Finding.failure(
                subject(),
                "RequirePlatform is set, but there is no document %s: Tagscaler changes nothing."
                    .formatted(PLATFORM),
                cli.aws(
                    "ssm",
                    "put-parameter",
                    "--type",
                    "String",
                    "--name",
                    where + "/" + PLATFORM,
                    "--value",
                    "file://_platform.yaml")));
  }

  private Stream<Finding> problems(String where, CatalogSummary summary) {
    var problems = summary.problems();
    int more = problems.size() - MOST;
    var lint = cli.tagscaler("lint", "--catalog", where);
    return Stream.concat(
        problems.stream()
            .limit(MOST)
            .map(problem -> Finding.failure(subject(), problem.message(), lint)),
        more > 0
            ? Stream.of(Finding.failure(subject(), "And %d more.".formatted(more), lint))
            : Stream.empty());
  }

  private static String contents(CatalogSummary summary) {
    return "%s with %s and %s"
        .formatted(
            Text.list(summary.documents()),
            summary.policies() == 1 ? "1 policy" : summary.policies() + " policies",
            Text.count(summary.guardrails(), "guardrail"));
  }
}

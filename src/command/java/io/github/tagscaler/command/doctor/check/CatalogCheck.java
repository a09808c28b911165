package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.CatalogSummary;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.reconcile.CatalogDocuments;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the catalog has documents, and they can be used. */
public final class CatalogCheck implements Check {
  private static final String PLATFORM = "_platform";
  private static final int MOST = 5;

  private final CatalogDocuments documents;
  private final @Nullable String path;
  private final boolean requirePlatform;
  private final AwsCli cli;

  /**
   * A check of a catalog.
   *
   * @param path where it is; {@code null} for none
   */
  public CatalogCheck(
      CatalogDocuments documents, @Nullable String path, boolean requirePlatform, AwsCli cli) {
    this.documents = documents;
    this.path = path;
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
    return path == null
        ? List.of(Finding.ok(subject(), "no catalog is set: tags can use the bundled policies"))
        : Finding.of(
            subject(),
            Attempt.of("ssm:GetParametersByPath", documents::read),
            read -> decide(path, read));
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
    var problems = Stream.concat(missingPlatform(summary), problems(where, summary)).toList();
    return problems.isEmpty() ? List.of(Finding.ok(subject(), contents(summary))) : problems;
  }

  private Stream<Finding> missingPlatform(CatalogSummary summary) {
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
                    path + "/" + PLATFORM,
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

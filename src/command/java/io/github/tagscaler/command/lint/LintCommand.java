package io.github.tagscaler.command.lint;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.cli.TagSet;
import io.github.tagscaler.command.cli.TagSets;
import io.github.tagscaler.command.cli.TargetOptions;
import io.github.tagscaler.command.cli.Version;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.lint.CatalogPaths.Named;
import io.github.tagscaler.command.lint.Sources.Part;
import io.github.tagscaler.command.lint.Sources.Source;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.check.SampleTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code lint}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {
      "Find errors in catalogs and tags, and run the tests of catalogs. Needs no AWS, unless you name a path in Parameter Store.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tagscaler lint catalog/",
      "  tagscaler lint catalog/pay.yaml                  report this file only",
      "  tagscaler lint --tags policy=llm,max=6 --kind async",
      "  tagscaler lint --format github --strict catalog/",
      "  tagscaler lint --schema > catalog.schema.json",
      "  tagscaler lint --tag-policy catalog/ > tag-policy.json"
    })
public final class LintCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private LintOptions options = new LintOptions();
  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "a directory of YAML files, files of it, or a path in Parameter Store")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--tags",
      paramLabel = "KEY=VALUE,...",
      description = "check these tags, too; may be repeated")
  private List<String> tags = new ArrayList<>();

  @Option(names = "--strict", description = "fail if there are warnings, too")
  private boolean strict;

  @Option(
      names = "--schema",
      description = "print the JSON schema of a document, for your editor, and check nothing")
  private boolean schema;

  @Option(
      names = "--tag-policy",
      description =
          "print a tag policy of AWS Organizations that allows the values that the catalog knows")
  private boolean tagPolicy;

  @Option(
      names = "--enforce",
      description = "with --tag-policy: let AWS refuse other values, and not only report them")
  private boolean enforce;

  /** The verb in these surroundings. */
  public LintCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (schema) {
      options.terminal(context).line(CatalogSchema.text());
      return ExitCode.OK;
    }
    var session = Session.offline(context, options);
    if (enforce && !tagPolicy) {
      throw new UsageException("--enforce is an option of --tag-policy. Add that.");
    }
    if (tagPolicy) {
      return printTagPolicy(session);
    }
    var result = check(session);
    print(result, session);
    return result.fails(strict) ? ExitCode.PROBLEMS : ExitCode.OK;
  }

  /** A catalog with errors has no tag policy: what it lacks would be forbidden. */
  private int printTagPolicy(Session session) {
    var catalogs = catalogs(session);
    if (!tags.isEmpty() || catalogs.size() > 1) {
      throw new UsageException(
          "A tag policy describes one catalog. Name one directory, and no --tags.");
    }
    var checked = new LintResult(catalogs, 0, List.of());
    if (checked.fails(strict)) {
      print(checked, session);
      return ExitCode.PROBLEMS;
    }
    var catalog =
        catalogs.stream()
            .map(LintedCatalog::catalog)
            .findFirst()
            .orElseGet(() -> CatalogReader.read(List.of()));
    var text = new TagPolicy(session.settings().tagPrefix(), catalog, enforce).text();
    if (text.length() > TagPolicy.LONGEST) {
      throw new UsageException(
          "The tag policy has %,d characters, and AWS Organizations accepts %,d. Name a directory with fewer policies."
              .formatted(text.length(), TagPolicy.LONGEST));
    }
    session.terminal().line(text);
    return ExitCode.OK;
  }

  private LintResult check(Session session) {
    var sets = TagSets.read(tags);
    var catalogs = catalogs(session);
    if (sets.isEmpty() && catalogs.isEmpty()) {
      throw new UsageException(
          "Name what to check: a directory of YAML files, or tags, such as lint catalog/ or lint --tags policy=llm,max=6");
    }
    if (!sets.isEmpty() && catalogs.size() > 1) {
      throw new UsageException(
          "With --tags, name one catalog only, so that it is clear which one applies.");
    }
    var catalog =
        catalogs.stream()
            .map(LintedCatalog::catalog)
            .findFirst()
            .orElseGet(() -> CatalogReader.read(List.of()));
    // A catalog has a finding if it lacks the default policy.
    var policies = catalogs.isEmpty() ? session.policies(catalog) : session.policies();
    return new LintResult(
        catalogs,
        sets.size(),
        ofTags(sets, new TagLint(policies, catalog, session.clock().instant())));
  }

  private List<Finding> ofTags(List<TagSet> sets, TagLint lint) {
    if (sets.isEmpty()) {
      return List.of();
    }
    List<SampleTarget> targets = target.samples();
    return sets.stream()
        .flatMap(set -> targets.stream().flatMap(each -> lint.findings(set, each).stream()))
        .toList();
  }

  private List<LintedCatalog> catalogs(Session session) {
    var all = new ArrayList<>(paths);
    if (options.catalog() != null) {
      all.add(options.catalog());
    }
    return CatalogPaths.of(all, context.directory()).stream()
        .map(named -> sources(named, session))
        .map(sources -> LintedCatalog.of(sources, session.settings(), session.clock().instant()))
        .toList();
  }

  private Sources sources(Named named, Session session) {
    return switch (named) {
      case Named.Directory(var path, var files) ->
          CatalogDirectory.read(
              context.directory(), path, shown -> files.isEmpty() || files.contains(shown));
      case Named.Parameters(var path) ->
          parameters(path, session.parameters(path), session.connection().region());
    };
  }

  private static Sources parameters(String path, List<DocumentText> texts, String region) {
    var findings =
        texts.isEmpty()
            ? List.of(
                Finding.of(
                    Rule.NO_DOCUMENT,
                    Severity.ERROR,
                    Location.whole(path),
                    "There is no such directory, and Parameter Store in %s has no parameter directly under this path."
                        .formatted(region)))
            : List.<Finding>of();
    return new Sources(
        path,
        texts.stream()
            .map(text -> new Source(path + "/" + text.name(), Part.DOCUMENT, text, 0))
            .toList(),
        findings,
        _ -> true);
  }

  private void print(LintResult result, Session session) {
    var terminal = session.terminal();
    switch (options.format()) {
      case text -> new LintText(terminal).print(result);
      case json -> terminal.line(LintJson.of(result).write());
      case github -> GitHubAnnotations.of(result).forEach(terminal::line);
      case sarif -> terminal.line(SarifLog.of(result, Version.text()).write());
    }
  }
}

package io.github.tagscaler.report;

import io.github.tagscaler.event.ChangedParameter;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.catalog.CatalogSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the catalog contains, and everything that is wrong with it.
 *
 * @param path where its parameters are
 * @param summary of its documents
 * @param problems all problems: those of the documents, and those of the path
 */
record CatalogReport(String path, CatalogSummary summary, List<Problem> problems) {
  private static final int VERSION = 1;

  /** How many problems the message lists. */
  private static final int MOST_IN_MESSAGE = 10;

  /** How many problems are listed at all: an event holds 256 KB. */
  private static final int MOST_LISTED = 50;

  CatalogReport {
    problems = List.copyOf(problems);
  }

  /**
   * The report of a catalog that was read.
   *
   * @param changed the parameter whose change was the reason to read it
   */
  static CatalogReport of(String path, CatalogSummary summary, Optional<ChangedParameter> changed) {
    var inSubfolder =
        changed
            .filter(parameter -> parameter.isInSubfolderOf(path) && !parameter.deleted())
            .map(parameter -> inSubfolder(parameter.name(), path));
    var problems =
        Stream.of(
                inSubfolder.stream(),
                summary.documents().isEmpty() ? Stream.of(noDocument(path)) : Stream.<Problem>of(),
                summary.problems().stream())
            .flatMap(each -> each)
            .toList();
    return new CatalogReport(path, summary, problems);
  }

  private static Problem inSubfolder(String parameter, String path) {
    return problem(
        "The parameter %s is not read, because it is in a subfolder. Save it directly under %s, as %2$s%s."
            .formatted(
                Quote.escape(parameter),
                path,
                Quote.escape(parameter.substring(parameter.lastIndexOf('/')))));
  }

  private static Problem noDocument(String path) {
    return problem(
        "There is no parameter directly under %s, so tags can use the bundled policies only and there are no guardrails. Save a document there, correct the template parameter CatalogPath, or set it to nothing."
            .formatted(path));
  }

  private static Problem problem(String sentences) {
    return Problem.of(Code.CATALOG_INVALID, sentences);
  }

  /** Whether nothing is wrong. */
  boolean clean() {
    return problems.isEmpty();
  }

  /** What a person reads, in one line. */
  String message() {
    var contents =
        "Catalog %s: %s, %s, %s."
            .formatted(
                path,
                counted(summary.documents().size(), "document", "documents"),
                counted(summary.policies(), "policy", "policies"),
                counted(summary.guardrails(), "guardrail", "guardrails"));
    return contents
        + switch (problems.size()) {
          case 0 -> " No problems.";
          case 1 -> " 1 problem: " + problems.getFirst().message();
          default -> " " + problems.size() + " problems. " + numbered();
        };
  }

  private String numbered() {
    int more = problems.size() - MOST_IN_MESSAGE;
    return IntStream.range(0, Math.min(problems.size(), MOST_IN_MESSAGE))
        .mapToObj(i -> "%d. %s".formatted(i + 1, problems.get(i).message()))
        .collect(Collectors.joining(" ", "", more > 0 ? " And %d more.".formatted(more) : ""));
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  /** The members that the log line and the event share. */
  Json.ObjectBuilder members(Json.ObjectBuilder object) {
    return object
        .put("message", Quote.escape(message()))
        .put("path", path)
        .put("documents", summary.documents().size())
        .put("policies", summary.policies())
        .put("guardrails", summary.guardrails())
        .put("problemCount", problems.size())
        .put("problems", OutcomeJson.problems(problems.stream().limit(MOST_LISTED).toList()));
  }

  /** The event for whoever maintains the catalog: by {@code catalog-invalid.schema.json}. */
  OutcomeEvent event(String stack, Trigger trigger) {
    return new OutcomeEvent(
        "Catalog Invalid",
        members(Json.object().put("version", VERSION))
            .put("stack", stack)
            .put("trigger", OutcomeJson.trigger(trigger))
            .build(),
        List.of());
  }
}

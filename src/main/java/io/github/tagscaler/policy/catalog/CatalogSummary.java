package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the documents of a catalog contain, and everything that is wrong with them, whether a tag
 * uses it or not.
 *
 * @param documents the names of the documents
 * @param policies how many policies of documents tags can use; bundled ones do not count
 * @param guardrails how many guardrails are in force
 * @param problems all problems of the documents, except those of their {@code tests}
 */
public record CatalogSummary(
    List<String> documents, int policies, int guardrails, List<Problem> problems) {

  /** The summary of no document at all. */
  public static final CatalogSummary EMPTY = new CatalogSummary(List.of(), 0, 0, List.of());

  public CatalogSummary {
    documents = List.copyOf(documents);
    problems = List.copyOf(problems);
  }

  /** The same with one problem more, which comes first. */
  CatalogSummary with(Problem problem) {
    return new CatalogSummary(
        documents,
        policies,
        guardrails,
        Stream.concat(Stream.of(problem), problems.stream()).toList());
  }
}

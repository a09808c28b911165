package io.github.tagscaler.command.tags.answer;

import io.github.tagscaler.command.tags.search.PolicyEntry;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import java.util.List;

/**
 * The whole answer of the verb.
 *
 * @param fleet whether everything in the region was asked for
 * @param unread how many targets could not be read in time
 * @param bare how many endpoints and components of a fleet have nothing registered
 */
public record TagsAnswer(
    boolean fleet,
    String region,
    String stack,
    String tagPrefix,
    Adoption allowed,
    List<Answer> answers,
    List<PolicyEntry> policies,
    int unread,
    int bare) {
  public TagsAnswer {
    answers = List.copyOf(answers);
    policies = List.copyOf(policies);
  }

  /** The targets that another tool registered. */
  public List<Answer.Found> found() {
    return answers.stream()
        .filter(Answer.Found.class::isInstance)
        .map(Answer.Found.class::cast)
        .toList();
  }

  /** Whether each of them can be moved without a change. */
  public boolean isFine() {
    return found().stream().allMatch(Answer.Found::isMovable) && unread == 0;
  }
}

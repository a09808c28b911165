package io.github.tagscaler.command.tags.render;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.github.tagscaler.command.tags.answer.Answer;
import io.github.tagscaler.command.tags.answer.TagsAnswer;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a fleet's answer as text: what cannot be moved first. */
public final class TagsText {
  private final Page page;
  private final TagsAnswer answer;

  private TagsText(Terminal terminal, TagsAnswer answer) {
    this.page = new Page(terminal);
    this.answer = answer;
  }

  /** Writes the answer. */
  public static void write(TagsAnswer answer, Terminal terminal) {
    var text = new TagsText(terminal, answer);
    if (answer.fleet()) {
      text.fleet();
    } else {
      text.each();
    }
  }

  private void each() {
    boolean first = true;
    for (var each : answer.answers()) {
      if (!first) {
        page.terminal().line();
      }
      first = false;
      if (each instanceof Answer.Found found) {
        new FoundText(page, answer, found).write();
      } else {
        page.terminal().line(page.terminal().paint(Color.BOLD, each.id().wire()));
        page.sentences("", Sentences.of(each, answer.stack(), answer.tagPrefix()));
      }
    }
  }

  private void fleet() {
    var found = answer.found();
    var movable = found.stream().filter(Answer.Found::isMovable).toList();
    var others = found.stream().filter(each -> !each.isMovable()).toList();
    var title =
        "%s outside Tagscaler in %s: %d can be moved unchanged, %d cannot"
            .formatted(
                count(found.size(), "scalable target registered", "scalable targets registered"),
                answer.region(),
                movable.size(),
                others.size());
    Columns.wrap(title, page.terminal().width())
        .forEach(line -> page.terminal().line(page.terminal().paint(Color.BOLD, line)));
    if (!others.isEmpty()) {
      page.heading("Cannot be moved unchanged (%d)".formatted(others.size()));
      others(others);
    }
    if (!movable.isEmpty()) {
      page.heading(
          "Can be moved: nothing but names and the owner changes (%d)".formatted(movable.size()));
      var table = new Table(2, 32);
      movable.forEach(each -> table.row(each.id().wire(), tags(each)));
      table.print(page.terminal());
    }
    rest();
    if (!answer.policies().isEmpty()) {
      page.heading(FoundText.documentHeading(answer.policies().getFirst().document()));
      page.code(FoundText.document(answer.policies()), 2);
    }
    if (!found.isEmpty()) {
      page.terminal().line();
      page.sentences(
          "",
          "One of them with its proof and the steps: tagscaler tags "
              + found.getFirst().id().wire());
    }
  }

  private static String count(int number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }

  private String tags(Answer.Found found) {
    return found.proposal().tags().entrySet().stream()
        .map(tag ->
            SetTags.quoted(
                tag.getKey().substring(answer.tagPrefix().length()) + "=" + tag.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** Grouped by why, the most frequent reason first. */
  private void others(List<Answer.Found> others) {
    var byReason = new TreeMap<String, List<Answer.Found>>();
    others.forEach(each ->
        Blockers.groups(each)
            .forEach(reason -> byReason.computeIfAbsent(reason, _ -> new ArrayList<>()).add(each)));
    byReason.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, List<Answer.Found>>>comparingInt(
                    group -> -group.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .forEach(group -> {
          page.sentences(
              page.terminal().paint(Color.YELLOW, "%4d".formatted(group.getValue().size())),
              group.getKey());
          group.getValue().forEach(each -> page.terminal().line("       " + each.id().wire()));
        });
  }

  private void rest() {
    var states =
        answer.answers().stream()
            .filter(each -> !(each instanceof Answer.Found))
            .collect(groupingBy(Sentences::state, TreeMap::new, counting()));
    if (states.isEmpty() && answer.bare() == 0 && answer.unread() == 0) {
      return;
    }
    page.heading("Nothing to move");
    states.forEach((state, number) -> page.sentences("%4d".formatted(number), state));
    if (answer.bare() > 0) {
      page.sentences(
          "%4d".formatted(answer.bare()),
          "with nothing registered: tagscaler plan --all says what tags do for them");
    }
    if (answer.unread() > 0) {
      page.sentences("%4d".formatted(answer.unread()), "could not be read in time: ask again");
    }
  }
}

package io.github.tagscaler.command.tags.render;

import io.github.tagscaler.command.tags.answer.Answer;
import io.github.tagscaler.command.tags.answer.TagsAnswer;
import io.github.tagscaler.command.tags.proof.Proof;
import io.github.tagscaler.command.tags.reverse.Obstacle;
import io.github.tagscaler.command.tags.search.PolicyEntry;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScheduledAction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes one target as text: its tags, the proof, and the steps. */
final class FoundText {
  private final Page page;
  private final TagsAnswer answer;
  private final Answer.Found found;

  FoundText(Page page, TagsAnswer answer, Answer.Found found) {
    this.page = page;
    this.answer = answer;
    this.found = found;
  }

  void write() {
    title();
    tags();
    found.proposal().policy().ifPresent(this::policy);
    proof();
    var notes = Notes.of(found);
    if (!notes.isEmpty()) {
      page.heading("Good to know");
      notes.forEach(note -> page.sentences("·", note));
    }
    if (!(found.proposal().proof() instanceof Proof.Rejected)) {
      steps();
    }
  }

  private void title() {
    var target = found.registered().target();
    page.terminal().line(page.terminal().paint(Color.BOLD, found.id().wire()));
    page.sentences(
        "",
        "%s, registered outside Tagscaler: %s%s%s"
            .formatted(
                found.resource().kind().wire(),
                target.bounds(),
                names("policy", target.policies().stream().map(ScalingPolicy::name)),
                names(
                    "scheduled action",
                    target.scheduledActions().stream().map(ScheduledAction::name))));
  }

  private static String names(String what, Stream<String> names) {
    return names.map(name -> ", %s \"%s\"".formatted(what, name)).collect(Collectors.joining());
  }

  private void tags() {
    page.heading("Tags");
    var table = new Table(2);
    found.proposal().tags().forEach((key, value) -> table.row(key, value, ""));
    found
        .kept()
        .forEach((key, value) ->
            table.row(key, value, page.terminal().paint(Color.FAINT, "is set already")));
    table.print(page.terminal());
  }

  private void policy(PolicyEntry policy) {
    page.heading(documentHeading(policy.document()));
    page.code(document(List.of(policy)), 2);
  }

  static String documentHeading(String document) {
    return "Policy that tags cannot replace: catalog document %s".formatted(document);
  }

  static List<String> document(List<PolicyEntry> policies) {
    return PolicyEntry.document(policies).lines().toList();
  }

  private void proof() {
    switch (found.proposal().proof()) {
      case Proof.Rejected(var problems) -> {
        page.heading(page.terminal().paint(Color.RED, "Cannot be moved"));
        page.sentences("", "Tagscaler would reject these tags:");
        problems.forEach(problem -> page.sentences("·", problem.message()));
        obstacles("Why");
      }
      case Proof.Adopted(var changes, var differences, _) when differences.isEmpty() -> {
        page.heading(
            "Proof: "
                + page.terminal().paint(Color.GREEN, "identical")
                + ". Only names and the owner change.");
        page.code(TakeOver.lines(changes), 2);
        obstacles("Not written, as it has no effect now");
      }
      case Proof.Adopted(var changes, var differences, _) -> {
        page.heading(
            "Proof: "
                + page.terminal().paint(Color.YELLOW, "not identical")
                + ". This would change:");
        for (var difference : differences) {
          page.sentences("·", difference.what());
          page.sentences("    now:  ", difference.before());
          page.sentences("    then: ", difference.after());
        }
        obstacles("Why");
        page.heading("What adopting it does");
        page.code(TakeOver.lines(changes), 2);
      }
    }
  }

  private void obstacles(String heading) {
    var obstacles = found.proposal().terms().obstacles();
    if (!obstacles.isEmpty()) {
      page.heading(heading);
      obstacles.stream().map(Obstacle::text).forEach(text -> page.sentences("·", text));
    }
  }

  private void steps() {
    page.heading("Steps");
    int step = 1;
    var policy = found.proposal().policy();
    if (policy.isPresent()) {
      page.sentences(
          step++ + ".",
          "Save the document above in the catalog as %s (docs/catalog.md)."
              .formatted(policy.get().document()));
    }
    if (replaces() && answer.allowed() != Adoption.REPLACE) {
      page.sentences(
          step++ + ".",
          "Deploy the stack %s with AllowAdopt=replace: it replaces the policies and scheduled actions that are there. Without it Tagscaler answers NotOwned and changes nothing."
              .formatted(answer.stack()));
    }
    page.sentences(
        step++ + ".",
        "Terraform: put these blocks in place of the resources and apply; it must say \"0 to destroy\". The addresses are guesses: terraform state list | grep -E 'appautoscaling|metric_alarm'. CloudFormation or CDK: deploy DeletionPolicy: Retain on them, then remove them.");
    page.code(RemovedBlocks.of(found.registered()), 5);
    page.sentences(
        step++ + ".",
        "Set the tags, or write them into the configuration of the resource if a tool manages its tags.");
    page.code(SetTags.set(found.arn(), found.proposal().tags()), 5);
    page.sentences(step + ".", "After the outcome Applied, clean up.");
    page.code(cleanUp(), 5);
  }

  private boolean replaces() {
    return found.proposal().tags().containsValue("replace");
  }

  private List<String> cleanUp() {
    var lines = new ArrayList<String>();
    found.proposal().tags().keySet().stream()
        .filter(key -> key.startsWith(answer.tagPrefix() + PolicyKey.ADOPT.wire()))
        .forEach(key -> lines.add(SetTags.remove(found.arn(), key)));
    var alarms = RemovedBlocks.leftAlarms(found.registered());
    if (!alarms.isEmpty()) {
      lines.add(
          "aws cloudwatch delete-alarms --alarm-names "
              + String.join(" ", alarms.stream().map(SetTags::quoted).toList()));
    }
    return lines;
  }
}

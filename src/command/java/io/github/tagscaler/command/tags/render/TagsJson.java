package io.github.tagscaler.command.tags.render;

import io.github.tagscaler.command.tags.answer.Answer;
import io.github.tagscaler.command.tags.answer.TagsAnswer;
import io.github.tagscaler.command.tags.proof.Proof;
import io.github.tagscaler.command.tags.search.PolicyEntry;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.scaling.Change;
import java.util.List;
import java.util.SequencedMap;

/** Writes the answer for programs; {@code tags.schema.json} describes it. */
public final class TagsJson {
  private final TagsAnswer answer;

  private TagsJson(TagsAnswer answer) {
    this.answer = answer;
  }

  /** The answer. */
  public static Json of(TagsAnswer answer) {
    return new TagsJson(answer).json();
  }

  private Json json() {
    var found = answer.found();
    long movable = found.stream().filter(Answer.Found::isMovable).count();
    return Json.object()
        .put("version", 1)
        .put("command", "tags")
        .put("region", answer.region())
        .put("stack", answer.stack())
        .put(
            "summary",
            Json.object()
                .put("movable", movable)
                .put("notMovable", found.size() - movable)
                .put("nothingToMove", answer.answers().size() - found.size())
                .put("notRegistered", answer.bare())
                .put("unread", answer.unread())
                .build())
        .put("targets", new Json.Arr(answer.answers().stream().map(this::target).toList()))
        .put("document", document())
        .build();
  }

  private Json document() {
    return answer.policies().isEmpty()
        ? Json.Null.NULL
        : Json.object()
            .put("name", answer.policies().getFirst().document())
            .put("text", PolicyEntry.document(answer.policies()))
            .build();
  }

  private Json target(Answer each) {
    return switch (each) {
      case Answer.Found found -> found(found);
      case Answer.Managed _ -> other(each, "managed");
      case Answer.OfOtherStack _ -> other(each, "otherStack");
      case Answer.NotRegistered _ -> other(each, "notRegistered");
      case Answer.CannotScale _ -> other(each, "notScalable");
      case Answer.Gone _ -> other(each, "gone");
    };
  }

  private Json other(Answer each, String state) {
    return Json.object()
        .put("resourceId", each.id().wire())
        .put("state", state)
        .put("message", Sentences.of(each, answer.stack(), answer.tagPrefix()))
        .build();
  }

  private Json found(Answer.Found found) {
    var proposal = found.proposal();
    var proof = proposal.proof();
    var json =
        Json.object()
            .put("resourceId", found.id().wire())
            .put("state", found.isMovable() ? "movable" : "notMovable")
            .put("kind", found.resource().kind().wire())
            .put("arn", found.arn())
            .put("tags", texts(proposal.tags()))
            .put("tagsKept", texts(found.kept()))
            .put(
                "policy",
                proposal
                    .policy()
                    .<Json>map(policy -> new Json.Str(policy.tagValue()))
                    .orElse(Json.Null.NULL))
            .put("identical", proof.isIdentical());
    var obstacles =
        proposal.terms().obstacles().stream()
            .<Json>map(each ->
                Json.object()
                    .put("reason", each.reason().code())
                    .put("message", each.text())
                    .build())
            .toList();
    return json.put("differences", new Json.Arr(differences(proof)))
        .put("problems", new Json.Arr(problems(proof)))
        .put("obstacles", new Json.Arr(obstacles))
        .put("changes", strings(TakeOver.lines(changes(proof))))
        .put("notes", strings(Notes.of(found)))
        .put("setTags", String.join("\n", SetTags.set(found.arn(), proposal.tags())))
        .put("terraform", String.join("\n", RemovedBlocks.of(found.registered())))
        .put("deleteAlarms", strings(RemovedBlocks.leftAlarms(found.registered())))
        .build();
  }

  private static List<Change> changes(Proof proof) {
    return proof instanceof Proof.Adopted(var changes, _, _) ? changes : List.of();
  }

  private static List<Json> differences(Proof proof) {
    return proof instanceof Proof.Adopted(_, var differences, _)
        ? differences.stream()
            .<Json>map(each ->
                Json.object()
                    .put("what", each.what())
                    .put("before", each.before())
                    .put("after", each.after())
                    .build())
            .toList()
        : List.of();
  }

  private static List<Json> problems(Proof proof) {
    return proof instanceof Proof.Rejected(var problems)
        ? problems.stream()
            .<Json>map(each ->
                Json.object()
                    .put("code", each.code().wire())
                    .put("message", each.message())
                    .build())
            .toList()
        : List.of();
  }

  private static Json strings(List<String> texts) {
    return new Json.Arr(texts.stream().<Json>map(Json.Str::new).toList());
  }

  private static Json texts(SequencedMap<String, String> tags) {
    var json = Json.object();
    tags.forEach(json::put);
    return json.build();
  }
}

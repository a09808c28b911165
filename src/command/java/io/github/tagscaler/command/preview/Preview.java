package io.github.tagscaler.command.preview;

import io.github.tagscaler.command.cli.TagSet;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.check.SampleTarget;
import io.github.tagscaler.resource.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a tag set results in on one kind of resource.
 *
 * @param intent whether it is scaled, or which off switch is in force
 * @param scaling empty if the tags cannot be used, or request none
 * @param problems why they cannot be used
 */
record Preview(
    TagSet tags,
    SampleTarget target,
    Intent intent,
    Optional<Scaling> scaling,
    List<Problem> problems,
    List<Problem> warnings) {
  Preview {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * What the tags of the command line are read with.
   *
   * @param endpointTags of the endpoint that a component runs on
   */
  record Terms(
      TagSet endpointTags, String stack, PolicyReader policies, Catalog catalog, Instant now) {}

  /** Reads a tag set as the function would. */
  static Preview of(TagSet set, SampleTarget target, Terms terms) {
    var tags = target.tags(set.tags(), terms.endpointTags().tags(), terms.policies());
    var intent = tags.intent(terms.now());
    var reading = tags.desired(target.resource(), terms.catalog());
    var problems = reading instanceof Reading.Invalid(var found, _) ? found : List.<Problem>of();
    return switch (intent) {
      case IGNORE, OFF -> switchedOff(set, target, intent, problems, reading.warnings());
      case NOT_TAGGED -> switchedOff(set, target, intent, List.of(), tags.warnings());
      case PAUSED ->
          new Preview(
              set,
              target,
              intent,
              scaling(reading, target, terms),
              List.of(),
              Stream.of(List.of(tags.pausedNote(terms.now())), problems, reading.warnings())
                  .flatMap(List::stream)
                  .toList());
      case SCALE ->
          new Preview(
              set, target, intent, scaling(reading, target, terms), problems, reading.warnings());
    };
  }

  /** An off switch applies whatever else is wrong, so problems are no more than warnings. */
  private static Preview switchedOff(
      TagSet set,
      SampleTarget target,
      Intent intent,
      List<Problem> problems,
      List<Problem> warnings) {
    return new Preview(
        set,
        target,
        intent,
        Optional.empty(),
        List.of(),
        Stream.concat(problems.stream(), warnings.stream()).toList());
  }

  private static Optional<Scaling> scaling(Reading reading, SampleTarget target, Terms terms) {
    return reading instanceof Reading.Declared(var policy, _)
        ? Optional.of(Scaling.of(policy, target.resource(), terms.stack(), terms.now()))
        : Optional.empty();
  }

  /** What is worth knowing beside the warnings that outcomes would have, in sentences. */
  List<String> notes() {
    var notes = new ArrayList<String>();
    var others = tags.others().stream().filter(key -> !key.contains(":")).toList();
    if (!others.isEmpty()) {
      notes.add(
          "Tagscaler does not read %s: other tags of a resource only matter to guardrails."
              .formatted(String.join(", ", others)));
    }
    if (target.kind() == Kind.COMPONENT && scaling.filter(Scaling::canBeZero).isPresent()) {
      notes.add(
          "Zero copies save money only if the variant that runs them has ManagedInstanceScaling.MinInstanceCount = 0.");
    }
    return notes;
  }

  /** What it results in, in one sentence. */
  String summary() {
    return switch (intent) {
      case IGNORE -> "Ignored: Tagscaler changes nothing, and what is registered stays.";
      case OFF -> "Off: Tagscaler releases what it manages.";
      case NOT_TAGGED ->
          "Not tagged: no tag requests autoscaling. Set policy=default, for example.";
      case PAUSED, SCALE ->
          scaling
              .map(result -> result.asked().phrase())
              .orElse("Rejected: nothing would be changed until the tags are corrected.");
    };
  }
}

package io.github.tagscaler.command.lint;

import io.github.tagscaler.command.cli.TagSet;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.check.SampleTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks tags on a target that need not exist. */
record TagLint(PolicyReader reader, Catalog catalog, Instant now) {

  /** What is wrong with the tags. */
  List<Finding> findings(TagSet set, SampleTarget target) {
    var location = new Location.InTags(set.toString(), target.kind().wire());
    var tags = target.tags(set.tags(), Map.of(), reader);
    var reading = tags.desired(target.resource(), catalog);
    // Off switches apply whatever else is wrong.
    var severity = tags.intent(now) == Intent.SCALE ? Severity.ERROR : Severity.WARNING;
    var findings = new ArrayList<Finding>();
    if (tags.intent(now) == Intent.NOT_TAGGED) {
      findings.add(
          Finding.of(
              Problem.of(
                  Code.NO_EFFECT,
                  "None of these tags requests autoscaling. Set policy = default, for example."),
              Severity.WARNING,
              location));
    } else if (reading instanceof Reading.Invalid(var problems, _)) {
      problems.forEach(problem -> findings.add(Finding.of(problem, severity, location)));
    }
    reading
        .warnings()
        .forEach(problem -> findings.add(Finding.of(problem, Severity.WARNING, location)));
    return findings;
  }
}

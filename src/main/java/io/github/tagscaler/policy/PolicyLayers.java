package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.setting.Complaint;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Stated;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays named policies over each other, and says what is wrong with their names. */
final class PolicyLayers {
  private final ScalableResource resource;
  private final List<Problem> problems = new ArrayList<>();

  PolicyLayers(ScalableResource resource) {
    this.resource = resource;
  }

  /** What was wrong with the policies so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Lays the policies chosen there over what is there, from left to right. */
  void lay(Sourced<PolicyChoice> choice, Layers layers) {
    if (choice.value() instanceof PolicyChoice.Join(var names)) {
      for (var name : names) {
        NamedPolicy.preset(name)
            .ifPresentOrElse(
                policy -> lay(policy, choice.origin(), layers),
                () -> unknown(name, names.size() > 1, choice.origin()));
      }
    }
  }

  private void lay(NamedPolicy policy, Origin namedBy, Layers layers) {
    var kind = resource.kind();
    if (!policy.kinds().contains(kind)) {
      notApplicable(policy, namedBy);
      return;
    }
    var origin = new Origin.Policy(policy.name(), Optional.empty(), namedBy);
    layers.lay(
        policy.settings().apply(kind).stream()
            .map(setting -> new Stated(setting, origin))
            .toList());
  }

  private void notApplicable(NamedPolicy policy, Origin namedBy) {
    var kind = resource.kind();
    var fitting = NamedPolicy.usableNames(kind);
    problems.add(
        Complaint.about(
            namedBy,
            Code.POLICY_NOT_APPLICABLE,
            "Policy %s is made for resources of kind %s; %s is of kind %s. Policies for that kind: %s."
                .formatted(
                    Quote.of(policy.name()),
                    policy.kinds().stream()
                        .map(Kind::wire)
                        .reduce((one, other) -> one + " or " + other)
                        .orElseThrow(),
                    resource.id().wire(),
                    kind.wire(),
                    String.join(", ", fitting)),
            fitting));
  }

  private void unknown(String name, boolean joined, Origin namedBy) {
    var known = NamedPolicy.usableNames();
    if (name.indexOf('/') >= 0) {
      problems.add(
          Complaint.about(
              namedBy,
              Code.BAD_VALUE,
              "Policies of a catalogue, such as %s, come with a later version of Tagscaler. Known: %s."
                  .formatted(Quote.of(name), String.join(", ", known)),
              known));
      return;
    }
    problems.add(
        Complaint.about(
            namedBy,
            Code.UNKNOWN_POLICY,
            "%s%sKnown: %s."
                .formatted(
                    joined ? "There is no policy " + Quote.of(name) + ". " : "",
                    Suggestions.closest(name, NamedPolicy.usableNames(resource.kind()))
                        .map(near -> "Did you mean " + Quote.of(near) + "? ")
                        .orElse(""),
                    String.join(", ", known)),
            known));
  }
}

package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns two levels of settings into one wish that fits a resource, or into all that is wrong with
 * them.
 */
final class WishReader {
  /** How much of its load-tested throughput an instance is asked to bear in the long run. */
  private static final BigDecimal SAFETY_FACTOR = new BigDecimal("0.5");

  private static final BigDecimal SECONDS_A_MINUTE = BigDecimal.valueOf(60);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final ScalableResource resource;
  private final String prefix;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  private WishReader(ScalableResource resource, String prefix) {
    this.resource = resource;
    this.prefix = prefix;
  }

  /**
   * What a wish reading gives: a wish if there are no problems.
   *
   * @param wish empty exactly if there are problems
   */
  record Reading(Optional<Wish> wish, List<Problem> problems, List<Problem> warnings) {}

  /**
   * Reads the levels.
   *
   * @param far the endpoint's level
   * @param near the variant's or component's
   * @param stackDefault the policies that hold where neither level opts in
   */
  static Reading read(
      ScalableResource resource,
      Level far,
      Level near,
      Optional<Sourced<PolicyChoice>> stackDefault,
      String prefix) {
    var reader = new WishReader(resource, prefix);
    reader.problems.addAll(far.problems());
    reader.problems.addAll(near.problems());
    var wish = reader.wish(reader.layers(far, near, stackDefault));
    return new Reading(
        reader.problems.isEmpty() ? Optional.of(wish) : Optional.empty(),
        reader.problems.stream().distinct().toList(),
        List.copyOf(reader.warnings));
  }

  private Layers layers(Level far, Level near, Optional<Sourced<PolicyChoice>> stackDefault) {
    var kind = resource.kind();
    var layers = new Layers(1, kind == Kind.SERVERLESS ? 10 : 4);
    if (near.choice().isPresent()) {
      // A nearer policy replaces a farther one; the farther level's own keys stay under it.
      layers.lay(far.settings());
      layPolicies(near.choice().get(), layers);
    } else {
      boolean optedIn = far.optsIn() || near.optsIn();
      far.choice()
          .or(() -> optedIn ? Optional.of(implicitDefault()) : stackDefault)
          .ifPresent(choice -> layPolicies(choice, layers));
      layers.lay(far.settings());
    }
    layers.lay(near.settings());
    layers.fallBackTo(NamedPolicy.defaultTrack(kind), new Origin.BuiltIn());
    return layers;
  }

  private static Sourced<PolicyChoice> implicitDefault() {
    return Sourced.builtIn(new PolicyChoice.Join(List.of(PolicyChoice.DEFAULT)));
  }

  private void layPolicies(Sourced<PolicyChoice> choice, Layers layers) {
    if (choice.value() instanceof PolicyChoice.Join(var names)) {
      for (var name : names) {
        NamedPolicy.preset(name)
            .ifPresentOrElse(
                policy -> layPolicy(policy, choice.origin(), layers),
                () -> unknownPolicy(name, choice.origin()));
      }
    }
  }

  private void layPolicy(NamedPolicy policy, Origin namedBy, Layers layers) {
    var kind = resource.kind();
    if (!policy.kinds().contains(kind)) {
      var kinds = policy.kinds().stream().map(Kind::wire).toList();
      var fitting =
          NamedPolicy.PRESETS.stream()
              .filter(each -> each.kinds().contains(kind))
              .map(NamedPolicy::name)
              .toList();
      problems.add(
          Complaint.about(
              namedBy,
              Code.POLICY_NOT_APPLICABLE,
              "Policy %s is made for %s; %s is of kind %s. Policies for that kind: %s."
                  .formatted(
                      Quote.of(policy.name()),
                      String.join(" and ", kinds),
                      resource.id().wire(),
                      kind.wire(),
                      String.join(", ", fitting)),
              fitting));
      return;
    }
    var origin = new Origin.Policy(policy.name(), namedBy);
    layers.lay(
        policy.settings().apply(kind).stream()
            .map(setting -> new Stated(setting, origin))
            .toList());
  }

  private void unknownPolicy(String name, Origin namedBy) {
    var known = NamedPolicy.names();
    if (name.indexOf('/') >= 0) {
      problems.add(
          Complaint.about(
              namedBy,
              Code.BAD_VALUE,
              "Policies of a catalogue, such as %s, come with a later version. Known now: %s."
                  .formatted(Quote.of(name), String.join(", ", known)),
              known));
      return;
    }
    problems.add(
        Complaint.about(
            namedBy,
            Code.UNKNOWN_POLICY,
            Suggestions.closest(name, known)
                    .map(near -> "Did you mean " + Quote.of(near) + "? ")
                    .orElse("")
                + "Known: "
                + String.join(", ", known)
                + ".",
            known));
  }

  private Wish wish(Layers layers) {
    layers.notYet().forEach(this::notYet);
    var draft = layers.track();
    problems.addAll(layers.problems());
    var min = layers.min();
    var max = fitConcurrency(layers.max());
    checkBounds(min, max);
    return new Wish(min, max, track(draft, layers).stream().toList());
  }

  private void notYet(Stated stated) {
    var key = ((Setting.NotYet) stated.setting()).key();
    if (key == PolicyKey.WAKE && resource.kind().lowestMin() > 0) {
      warnings.add(
          Complaint.about(
              stated.origin(),
              Code.NOT_APPLICABLE,
              "A resource of kind %s is never at zero, so there is nothing to wake."
                  .formatted(resource.kind().wire())));
      return;
    }
    problems.add(Complaint.about(stated.origin(), Code.BAD_VALUE, notYetSentence(key)));
  }

  static String notYetSentence(PolicyKey key) {
    var what =
        switch (key) {
          case SCHEDULE -> "Scheduled scaling comes";
          case WAKE -> "Waking from zero comes";
          case PAUSED -> "Pausing comes";
          case ADOPT -> "Adopting what somebody else registered comes";
          default -> throw new IllegalArgumentException(key + " is supported");
        };
    return what + " with a later version of Tagscaler and cannot be asked for yet.";
  }

  private Sourced<Integer> fitConcurrency(Sourced<Integer> max) {
    var ceiling = resource.maxConcurrency();
    if (ceiling.isEmpty() || max.value() <= ceiling.get()) {
      return max;
    }
    if (max.origin() instanceof Origin.Tag tag) {
      problems.add(
          Complaint.about(
              tag,
              Code.BOUNDS_CONFLICT,
              "The variant's MaxConcurrency is %d, and provisioned concurrency cannot exceed it. Set at most %d."
                  .formatted(ceiling.get(), ceiling.get())));
      return max;
    }
    return new Sourced<>(ceiling.get(), max.origin());
  }

  private void checkBounds(Sourced<Integer> min, Sourced<Integer> max) {
    var kind = resource.kind();
    if (min.value() == 0 && kind.lowestMin() == 0) {
      problems.add(
          Complaint.about(
              min.origin(),
              Code.BAD_VALUE,
              "A min of 0 comes with a later version of Tagscaler and cannot be asked for yet. Set at least 1."));
      return;
    }
    if (min.value() < kind.lowestMin()) {
      problems.add(
          Complaint.about(
              min.origin(),
              Code.BOUNDS_CONFLICT,
              "The lowest min for a resource of kind %s is %d."
                  .formatted(kind.wire(), kind.lowestMin())));
      return;
    }
    if (min.value() > max.value()) {
      // Whoever stated something can change it; of two, the one that said max is named first.
      var blamed = max.origin() instanceof Origin.BuiltIn ? min.origin() : max.origin();
      problems.add(
          Complaint.about(
              blamed,
              Code.BOUNDS_CONFLICT,
              "min is %d (from %s) and max is %d (from %s); min may not be above max.%s"
                  .formatted(
                      min.value(),
                      min.origin().describe(),
                      max.value(),
                      max.origin().describe(),
                      max.origin() instanceof Origin.BuiltIn
                          ? " Set %smax.".formatted(prefix)
                          : "")));
    }
  }

  private Optional<Wish.Track> track(Layers.Draft draft, Layers layers) {
    return switch (MetricTable.find(draft.metric(), resource)) {
      case MetricTable.Entry.Unsupported(var why) -> {
        problems.add(
            Complaint.about(
                draft.origin(),
                Code.METRIC_NOT_SUPPORTED,
                "Metric %s cannot be tracked on %s. %s"
                    .formatted(draft.metric().wire(), resource.id().wire(), why),
                MetricTable.supportedBy(resource.kind())));
        yield Optional.empty();
      }
      case MetricTable.Entry.Found(var spec, var factor) ->
          target(draft)
              .map(target ->
                  new Wish.Track(
                      draft.metric().wire(),
                      spec,
                      target,
                      target.value().multiply(factor),
                      layers.scaleInCooldown(),
                      draft.scaleOutCooldown().orElse(layers.scaleOutCooldown()),
                      layers.scaleIn()));
    };
  }

  private Optional<Sourced<BigDecimal>> target(Layers.Draft draft) {
    var metric = draft.metric();
    var target =
        draft
            .maxRps()
            .map(rps ->
                new Sourced<>(
                    rps.value().multiply(SAFETY_FACTOR).multiply(SECONDS_A_MINUTE), rps.origin()))
            .or(draft::target)
            .or(() -> metric.ownTarget().map(Sourced::builtIn));
    if (target.isEmpty()) {
      problems.add(
          Complaint.about(
              draft.origin(),
              Code.TARGET_MISSING,
              "Metric %s has no target that suits everybody. Set %starget (%s)%s."
                  .formatted(
                      metric.wire(),
                      prefix,
                      metric.unit(),
                      metric == Metric.INVOCATIONS ? " or " + prefix + "max-rps" : "")));
      return target;
    }
    return target.filter(value -> fitsPercent(metric, value));
  }

  private boolean fitsPercent(Metric metric, Sourced<BigDecimal> target) {
    var value = target.value();
    if (!metric.percent()
        || (value.compareTo(BigDecimal.ONE) > 0 && value.compareTo(HUNDRED) <= 0)) {
      return true;
    }
    var hint =
        value.compareTo(BigDecimal.ONE) <= 0
            ? " Did you mean %s?"
                .formatted(value.multiply(HUNDRED).stripTrailingZeros().toPlainString())
            : "";
    problems.add(
        Complaint.about(
            target.origin(),
            Code.BAD_VALUE,
            "The target of %s is in percent: above 1, at most 100.%s"
                .formatted(metric.wire().toLowerCase(Locale.ROOT), hint)));
    return false;
  }
}

package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Stated;
import io.github.tagscaler.resource.ScalableResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The tags that concern one target, read key by key, before anything is known of the resource. */
public final class PolicyTags {

  /** What comes before any wish. */
  public enum Brake {
    /** Touch nothing. */
    IGNORE,
    /** Release what is ours. */
    OFF,
    /** Hold everything as it is. */
    PAUSED,
    /** Nobody asks for scaling. */
    NOT_TAGGED,
    /** None: a wish is made. */
    NONE
  }

  /** What the wish came to. */
  public sealed interface Reading {
    /** Warnings that go with it. */
    List<Problem> warnings();

    /** A wish that fits the resource. */
    record Declared(Wish wish, List<Problem> warnings) implements Reading {}

    /** All that is wrong, at least one thing. */
    record Invalid(List<Problem> problems, List<Problem> warnings) implements Reading {}
  }

  private final Level far;
  private final Level near;
  private final Optional<Sourced<PolicyChoice>> stackDefault;
  private final String prefix;
  private final List<Problem> warnings;

  PolicyTags(
      Level far,
      Level near,
      Optional<Sourced<PolicyChoice>> stackDefault,
      String prefix,
      List<Problem> warnings) {
    this.far = far;
    this.near = near;
    this.stackDefault = stackDefault;
    this.prefix = prefix;
    this.warnings = warnings;
  }

  /** The brake that holds then: obeyed in every status of the resource, whatever else is wrong. */
  public Brake brake(Instant now) {
    var policy = policy();
    if (policy.isPresent() && policy.get().value() instanceof PolicyChoice.Ignore) {
      return Brake.IGNORE;
    }
    if (policy.isPresent() && policy.get().value() instanceof PolicyChoice.Off) {
      return Brake.OFF;
    }
    if (paused().isPresent()) {
      return Brake.PAUSED;
    }
    return policy.isEmpty() && !optsIn() ? Brake.NOT_TAGGED : Brake.NONE;
  }

  /** The policy that holds: the nearer one, else the farther one, else the stack's. */
  private Optional<Sourced<PolicyChoice>> policy() {
    return near.choice().or(far::choice).or(() -> optsIn() ? Optional.empty() : stackDefault);
  }

  private boolean optsIn() {
    return near.optsIn() || far.optsIn();
  }

  /** The tag that pauses, if one does: a nearer "no" overrules a farther "yes". */
  private Optional<Stated> paused() {
    return nearestLater(PolicyKey.PAUSED)
        .filter(stated -> stated.setting().equals(new Setting.Later(PolicyKey.PAUSED, true)));
  }

  private Optional<Stated> nearestLater(PolicyKey key) {
    return nearest(setting -> setting instanceof Setting.Later later && later.key() == key);
  }

  /** Whether the tags ask for a plan only, or say something of it that cannot be read. */
  public boolean dryRun() {
    return nearest(Setting.DryRun.class::isInstance)
        .map(stated -> ((Setting.DryRun) stated.setting()).on())
        .orElse(false);
  }

  private Optional<Stated> nearest(Predicate<Setting> wanted) {
    return Stream.of(near, far)
        .flatMap(level -> level.settings().stream())
        .filter(stated -> wanted.test(stated.setting()))
        .findFirst();
  }

  /** What is worth knowing whatever the wish: suffixes that name no variant. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** What is wrong whatever the resource; warnings under a brake, problems otherwise. */
  public List<Problem> problems() {
    return Stream.of(far.problems().stream(), near.problems().stream(), refusals())
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  /** Whether {@code wake} has a meaning, only the resource can tell. */
  private Stream<Problem> refusals() {
    return Stream.of(PolicyKey.SCHEDULE, PolicyKey.PAUSED, PolicyKey.ADOPT)
        .flatMap(key -> nearestLater(key).stream())
        .flatMap(stated -> Coming.refusal(stated).stream());
  }

  /** That the tag which pauses cannot be followed yet. */
  public Problem pausedProblem() {
    return paused().flatMap(Coming::refusal).orElseThrow();
  }

  /** The wish for a resource that can be scaled. */
  public Reading wishFor(ScalableResource resource) {
    return switch (WishReader.read(resource, far, near, stackDefault, prefix)) {
      case Reading.Declared(var wish, var more) -> new Reading.Declared(wish, withWarnings(more));
      case Reading.Invalid(var problems, var more) ->
          new Reading.Invalid(problems, withWarnings(more));
    };
  }

  /** Whether anybody asks for scaling, paused or not. */
  public boolean asksForScaling() {
    return policy().isPresent() || optsIn();
  }

  private List<Problem> withWarnings(List<Problem> more) {
    return Stream.of(warnings, more).flatMap(List::stream).toList();
  }
}

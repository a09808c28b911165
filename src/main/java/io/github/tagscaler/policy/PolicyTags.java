package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.ScalableResource;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The tags that apply to one target, read key by key, before the resource is known. */
public final class PolicyTags {

  /** What the tags want done, which no catalog can change. */
  public enum Intent {
    /** Off switch {@code policy = ignore}: change nothing. */
    IGNORE,
    /** Off switch {@code policy = off}: release the target. */
    OFF,
    /** Off switch {@code paused}: suspend scaling, keep everything else. */
    PAUSED,
    /** No tag and no default policy requests scaling. */
    NOT_TAGGED,
    /** Scale by the desired policy. */
    SCALE
  }

  private final DesiredPolicyReader.Levels levels;
  private final DesiredPolicyReader.Stack stack;
  private final List<Problem> warnings;

  PolicyTags(
      DesiredPolicyReader.Levels levels, DesiredPolicyReader.Stack stack, List<Problem> warnings) {
    this.levels = levels;
    this.stack = stack;
    this.warnings = warnings;
  }

  /**
   * What the tags want done at that time. An off switch applies in every status of the resource,
   * whatever else is wrong.
   */
  public Intent intent(Instant now) {
    var policy = policy();
    if (policy.isPresent() && policy.get().value() instanceof PolicyChoice.Ignore) {
      return Intent.IGNORE;
    }
    if (policy.isPresent() && policy.get().value() instanceof PolicyChoice.Off) {
      return Intent.OFF;
    }
    if (paused(now).isPresent()) {
      return Intent.PAUSED;
    }
    return policy.isEmpty() && !optsIn() ? Intent.NOT_TAGGED : Intent.SCALE;
  }

  /** The policy in force: of the more specific level, else of the endpoint, else of the stack. */
  private Optional<Sourced<PolicyChoice>> policy() {
    return specific()
        .choice()
        .or(endpoint()::choice)
        .or(() -> optsIn() ? Optional.empty() : stack.stackDefault());
  }

  private boolean optsIn() {
    return specific().optsIn() || endpoint().optsIn();
  }

  private Level endpoint() {
    return levels.endpoint();
  }

  private Level specific() {
    return levels.specific();
  }

  /** A pause in force. */
  private record Pause(Origin origin, Optional<ZonedDateTime> until) {}

  /** The pause in force at that time; a more specific "no" overrides the endpoint's "yes". */
  private Optional<Pause> paused(Instant now) {
    return mostSpecific(Setting.Paused.class::isInstance)
        .flatMap(stated ->
            stated.value() instanceof Setting.Paused(var on, var until) && on
                ? Optional.of(new Pause(stated.origin(), until.map(time -> time.in(stack.zone()))))
                : Optional.empty())
        .filter(pause -> pause.until().map(end -> now.isBefore(end.toInstant())).orElse(true));
  }

  /** The warning that scaling is paused, and until when; only valid while it is. */
  public Problem pausedNote(Instant now) {
    var pause = paused(now).orElseThrow();
    return Problems.about(
        pause.origin(),
        Code.PAUSED,
        pause
            .until()
            .map(end ->
                "Scaling is paused until %s %s.".formatted(END.format(end), stack.zone().getId()))
            .orElse("Scaling is paused until you remove this tag or set it to off."));
  }

  private static final DateTimeFormatter END =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  /** Whether the tags request a dry run, or have a value for it that cannot be read. */
  public boolean dryRun() {
    return mostSpecific(Setting.DryRun.class::isInstance)
        .map(stated -> ((Setting.DryRun) stated.value()).on())
        .orElse(false);
  }

  /** Whether to adopt a target that was registered outside Tagscaler. */
  public Adoption adoption() {
    return mostSpecific(Setting.Adopt.class::isInstance)
        .map(stated -> ((Setting.Adopt) stated.value()).mode())
        .orElse(Adoption.NO);
  }

  private Optional<Sourced<Setting>> mostSpecific(Predicate<Setting> wanted) {
    return Stream.of(specific(), endpoint())
        .flatMap(level -> level.settings().stream())
        .filter(stated -> wanted.test(stated.value()))
        .findFirst();
  }

  /**
   * Warnings that do not depend on the resource: suffixes that match no variant, and misspelled
   * prefixes.
   */
  public List<Problem> warnings() {
    return warnings;
  }

  /** Problems that do not depend on the resource; they are warnings under an off switch. */
  public List<Problem> problems() {
    return Stream.of(endpoint().problems(), specific().problems())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** The desired policy for a resource that can be scaled. */
  public Reading desired(ScalableResource resource, Catalog catalog) {
    return DesiredPolicyReader.read(resource, levels, stack, catalog, warnings);
  }

  /** Whether a tag or the default policy requests scaling, paused or not. */
  public boolean requestsScaling() {
    return policy().isPresent() || optsIn();
  }
}

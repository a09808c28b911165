package io.github.tagscaler.outcome;

import io.github.tagscaler.resource.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with scaling that another tool created, or worth knowing of it, in words. */
public final class AdoptionProblems {
  private final String prefix;

  AdoptionProblems(String tagPrefix) {
    this.prefix = tagPrefix;
  }

  /**
   * A bound that an adoption would lower although neither a tag nor a policy states it.
   *
   * @param key {@code min} or {@code max}
   * @param from the bound to keep
   * @param to the bound that would be set
   */
  public record LoweredBound(String key, int from, int to) {}

  /**
   * Another tool registered the target.
   *
   * @param adoptable whether the stack allows the tag {@code adopt}
   * @param lowered the bounds that have to be stated before it is taken over
   */
  public Problem notOwned(
      Bounds bounds, Attached attached, boolean adoptable, List<LoweredBound> lowered) {
    return about(
        Code.NOT_OWNED,
        "adopt",
        adoptable
            ? "The target already has autoscaling that Tagscaler did not create (%s). To take it over, set %s; if a tool such as Terraform manages it, remove it there first. To keep it, set %spolicy = ignore."
                .formatted(registered(bounds, attached), adopting(lowered), prefix)
            : noAdoption("adopt", bounds, attached));
  }

  private String noAdoption(String setting, Bounds bounds, Attached attached) {
    return "The target already has autoscaling that Tagscaler did not create (%s), and this stack does not allow %s%s (AllowAdopt = none). Deregister it first, or set %spolicy = ignore."
        .formatted(registered(bounds, attached), prefix, setting, prefix);
  }

  /** The tags that take a target over: {@code adopt = true, min = 3 and max = 20}. */
  private String adopting(List<LoweredBound> lowered) {
    var settings =
        Stream.concat(
                Stream.of(prefix + "adopt = true"),
                lowered.stream().map(bound -> prefix + bound.key() + " = " + bound.from()))
            .collect(Collectors.toCollection(ArrayList::new));
    var last = settings.removeLast();
    return settings.isEmpty() ? last : String.join(", ", settings) + " and " + last;
  }

  /** Another Tagscaler stack registered the target. */
  public Problem ownedBy(String stack, Bounds bounds, Attached attached) {
    return about(
        Code.NOT_OWNED,
        "policy",
        "The target is managed by the Tagscaler stack %s (%s). Release it there first, or set %spolicy = ignore."
            .formatted(Quote.of(stack), registered(bounds, attached), prefix));
  }

  /**
   * The tag {@code adopt} requests more than the stack allows for a target of another tool.
   *
   * @param requested the tag's value
   * @param keepable whether the stack allows to take it over and keep what is attached to it
   * @param lowered the bounds that have to be stated before it is taken over
   */
  public Problem takeOverNotAllowed(
      String requested,
      boolean keepable,
      Bounds bounds,
      Attached attached,
      List<LoweredBound> lowered) {
    return notAllowed(
        requested,
        keepable,
        keepable
            ? "The target already has autoscaling that Tagscaler did not create (%s), and %s. To take it over and keep what is there, set %s."
                .formatted(
                    registered(bounds, attached), limit(requested, keepable), adopting(lowered))
            : noAdoption("adopt = " + requested, bounds, attached));
  }

  /**
   * The tag {@code adopt = replace} requests to delete what another tool attached to a managed
   * target, and the stack does not allow it.
   *
   * @param keepable whether the stack allows {@code adopt = true}
   */
  public Problem deletionNotAllowed(String requested, boolean keepable, Attached attached) {
    return notAllowed(
        requested,
        keepable,
        "Tagscaler did not create %s, and %s. To keep %s, %s."
            .formatted(
                attached.text(),
                limit(requested, keepable),
                attached.isSingle() ? "it" : "them",
                keepable
                    ? "set %sadopt = true".formatted(prefix)
                    : "remove %sadopt".formatted(prefix)));
  }

  private String limit(String requested, boolean keepable) {
    return "this stack does not allow %sadopt = %s (AllowAdopt = %s)"
        .formatted(prefix, requested, keepable ? "keep" : "none");
  }

  private Problem notAllowed(String requested, boolean keepable, String message) {
    return new Problem(
        Code.NOT_OWNED,
        prefix + "adopt",
        requested,
        message,
        keepable ? List.of("true", "false") : List.of("false"));
  }

  /**
   * A scaling policy of another tool tracks a metric that the tags request.
   *
   * @param managed whether Tagscaler manages the target already
   * @param replaceable whether the stack allows {@code adopt = replace}
   */
  public Problem conflictingPolicy(String name, boolean managed, boolean replaceable) {
    return about(
        Code.NOT_OWNED,
        managed ? "metric" : "adopt",
        "The existing scaling policy %s already tracks this metric, and AWS allows one policy per metric. %s"
            .formatted(
                Quote.of(name),
                replaceable
                    ? "Delete it, choose another metric, or set %sadopt = replace (this deletes every scaling policy and scheduled action on the target that Tagscaler did not create)."
                        .formatted(prefix)
                    : "Delete it, or choose another metric."));
  }

  /** An adoption would lower a bound that nobody states. */
  public Problem lowers(LoweredBound bound) {
    return about(
        Code.BOUNDS_CONFLICT,
        bound.key(),
        "No tag or policy sets %1$s, so adopting the target would lower its %1$s from %2$d to %3$d. Set %4$s%1$s = %2$d or another %1$s."
            .formatted(bound.key(), bound.from(), bound.to(), prefix));
  }

  /** A target is paused before it is taken over. */
  public Problem waits(Bounds bounds, Attached attached) {
    return about(
        Code.NOT_OWNED,
        "adopt",
        "The pause does not suspend autoscaling that Tagscaler did not create (%s). Tagscaler takes it over when the pause ends."
            .formatted(registered(bounds, attached)));
  }

  /**
   * A target was taken over.
   *
   * @param before its bounds until then
   * @param kept what another tool attached to it, and stays
   * @param suspended whether its scaling was suspended, which stays so
   */
  public static Problem adopted(Bounds before, Attached kept, boolean suspended) {
    var sentences = new ArrayList<String>();
    sentences.add(
        "Another tool registered the target with min %d, max %d%s."
            .formatted(before.min(), before.max(), suspended ? ", suspended" : ""));
    var policies = kept.onlyPolicies();
    if (!policies.isEmpty()) {
      sentences.add(
          "Its %s still %s it, too."
              .formatted(policies.text(), policies.isSingle() ? "scales" : "scale"));
    }
    return Problem.of(Code.ADOPTED, String.join(" ", sentences));
  }

  /**
   * A released target stays registered because another tool attached something to it.
   *
   * @param suspended whether its scaling stays suspended
   */
  public static Problem stillScaled(Bounds bounds, Attached remaining, boolean suspended) {
    return Problem.of(
        Code.STILL_SCALED,
        "The target stays registered (min %d, max %d): %s, which Tagscaler did not create, %s. To end that, deregister the target."
            .formatted(
                bounds.min(),
                bounds.max(),
                remaining.text(),
                suspended
                    ? "can scale it when its suspension ends"
                    : remaining.isSingle() ? "still scales it" : "still scale it"));
  }

  private static String registered(Bounds bounds, Attached attached) {
    return Stream.concat(
            Stream.of("min " + bounds.min(), "max " + bounds.max()), attached.parts().stream())
        .collect(Collectors.joining(", "));
  }

  private Problem about(Code code, String key, String message) {
    return new Problem(code, prefix + key, null, message, List.of());
  }
}

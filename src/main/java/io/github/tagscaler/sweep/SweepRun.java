package io.github.tagscaler.sweep;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.sweep.Fleet.ListedComponent;
import io.github.tagscaler.sweep.Fleet.ListedEndpoint;
import io.github.tagscaler.sweep.Glance.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What of all that was read needs a closer look. */
final class SweepRun {

  /**
   * For how long a resource that was modified is worth its one closer look, whatever the lists say:
   * a few sweeps, so that a lost event costs minutes though one sweep should fail as well.
   */
  private static final Duration FRESH = Duration.ofMinutes(75);

  /** Into how many parts the fleet is divided, of which each gets a look in its turn: four days. */
  private static final int PARTS = 383;

  /**
   * The same for asking an endpoint for its variants, which takes one call where a look takes eight
   * or more: twelve hours.
   */
  private static final int PARTS_OF_VARIANTS = 47;

  /** How many endpoints may be asked in any case. */
  private static final int FEW = 20;

  /** How many are asked at most, which takes half a minute. */
  private static final int MANY = 500;

  /** A name for a variant whose name does not matter: the one that SageMaker's console gives. */
  private static final String ANY_NAME = "AllTraffic";

  private final SageMakerResources sageMaker;
  private final PolicyReader policies;
  private final Instant began;
  private final Roster roster;
  private final FleetTags tags;
  private final Glance glance;
  private final Variants variants;
  private final Turns turns;
  private final Findings found = new Findings();
  private final List<Question> questions = new ArrayList<>();

  SweepRun(
      SageMakerResources sageMaker,
      PolicyReader policies,
      Instant began,
      Roster roster,
      FleetTags tags,
      Glance glance,
      Variants variants,
      Turns turns) {
    this.sageMaker = sageMaker;
    this.policies = policies;
    this.began = began;
    this.roster = roster;
    this.tags = tags;
    this.glance = glance;
    this.variants = variants;
    this.turns = turns;
  }

  /** Looks through all that was listed. */
  Findings findings() {
    roster.endpoints().forEach(this::endpoint);
    roster.components().forEach(this::component);
    askForVariants();
    variants.keep(roster.endpoints().stream().map(ListedEndpoint::arn).toList());
    // What stands for something that is in no list: it is gone.
    roster
        .standing()
        .filter(roster::concernsUs)
        .filter(id -> !roster.present(id))
        .forEach(found::look);
    return found;
  }

  private void endpoint(ListedEndpoint endpoint) {
    var subject = new Subject.Endpoint(endpoint.name(), false);
    var own = roster.variants(endpoint.name());
    var tagged = tags.of(endpoint);
    boolean concerned =
        policies.concerns(tagged)
            || policies.hasStackDefault()
            || own.stream().anyMatch(roster::ours);
    if (concerned) {
      int said =
          said(
              endpoint.status(),
              endpoint.lastModified(),
              tagged,
              own.stream().map(roster::targets));
      judge(endpoint, tagged, own, subject, said);
      if (pauseIsOver(endpoint, tagged)) {
        found.fresh(subject, Objects.hash(said, "a pause is over"));
      }
      fresh(subject, endpoint.lastModified(), said);
    }
    if (own.stream().anyMatch(roster::stray)) {
      found.look(subject);
    }
    if (turns.anyOf(endpoint.arn(), PARTS)) {
      found.turn(subject);
    }
  }

  private void judge(
      ListedEndpoint endpoint,
      Map<String, String> tagged,
      List<ResourceId> own,
      Subject subject,
      int said) {
    var names = names(own);
    for (var id : own) {
      var variant = ((EndpointVariant) id).variant();
      judge(
          id,
          policies.variant(endpoint.name(), tagged, variant, names),
          endpoint.status(),
          endpoint.arn(),
          subject,
          said);
    }
    if (!roster.hosts(endpoint)) {
      // The tags of a host are for its components.
      var registered = names(own.stream().filter(id -> !roster.targets(id).isEmpty()).toList());
      if (mayAsk(endpoint, tagged, registered)) {
        found.variantMayLack(subject, said);
      }
      if (!registered.isEmpty()
          && !variants.knowsAll(endpoint)
          && anyVariantAsks(endpoint, tagged)) {
        questions.add(new Question(endpoint, tagged, registered, subject, said));
      }
    }
  }

  /**
   * Whether a pause has ended lately, of which no list tells and no event: a variant that was to
   * wait for its end may be missing beside others that need nothing.
   */
  private boolean pauseIsOver(ListedEndpoint endpoint, Map<String, String> tagged) {
    var policy = policies.anyVariant(endpoint.name(), tagged);
    return policy.intent(began.minus(FRESH)) == Intent.PAUSED
        && policy.intent(began) != Intent.PAUSED;
  }

  private static List<String> names(List<ResourceId> variants) {
    return variants.stream().map(id -> ((EndpointVariant) id).variant()).toList();
  }

  /** An endpoint that may have variants which nobody has registered, beside those that are. */
  private record Question(
      ListedEndpoint endpoint,
      Map<String, String> tagged,
      List<String> registered,
      Subject subject,
      int said) {}

  /**
   * Asks endpoints for their variants, one call each: those whose turn it is, so that each is asked
   * in the end though the function forgets, and others as long as that makes few calls.
   */
  private void askForVariants() {
    questions.removeIf(
        question -> found.gets(question.subject()) || found.isDifferent(question.subject()));
    long due = questions.stream().filter(this::isItsTurn).count();
    Lots.drawn(questions, began).stream()
        .sorted(comparing(question -> !isItsTurn(question)))
        .limit(Math.clamp(due, FEW, MANY))
        .forEach(this::ask);
  }

  private boolean isItsTurn(Question question) {
    return turns.known().anyOf(question.endpoint().arn(), PARTS_OF_VARIANTS);
  }

  /** One that cannot be read is asked another time: nothing is concluded from its silence. */
  private void ask(Question question) {
    var endpoint = question.endpoint();
    try {
      variants.learn(endpoint, sageMaker.variants(endpoint.name()));
    } catch (CallFailedException _) {
      return;
    }
    if (mayAsk(endpoint, question.tagged(), question.registered())) {
      found.variantMayLack(question.subject(), question.said());
    } else {
      found.variantsLackNothing(question.subject());
    }
  }

  private boolean asks(ListedEndpoint endpoint, String variant, PolicyTags policy) {
    return glance.ofUnregistered(
            new EndpointVariant(endpoint.name(), variant),
            policy,
            endpoint.status(),
            endpoint.arn())
        == Verdict.DOUBT;
  }

  /**
   * Whether a variant may ask that is not registered: any one, as long as none is, else one that a
   * suffix names or that the endpoint is known to have.
   */
  private boolean mayAsk(
      ListedEndpoint endpoint, Map<String, String> tagged, List<String> registered) {
    var missing = new TreeSet<>(variants.missing(endpoint, registered));
    policies.suffixes(tagged).stream()
        .filter(suffix ->
            Stream.concat(registered.stream(), missing.stream())
                .noneMatch(suffix::equalsIgnoreCase))
        .toList()
        .forEach(missing::add);
    var names = Stream.concat(registered.stream(), missing.stream()).toList();
    return (registered.isEmpty() && anyVariantAsks(endpoint, tagged))
        || missing.stream()
            .anyMatch(variant ->
                asks(endpoint, variant, policies.variant(endpoint.name(), tagged, variant, names)));
  }

  /** Whether a variant asks that no suffix names, whatever its name is. */
  private boolean anyVariantAsks(ListedEndpoint endpoint, Map<String, String> tagged) {
    return asks(endpoint, ANY_NAME, policies.anyVariant(endpoint.name(), tagged));
  }

  private void component(ListedComponent component) {
    var id = new InferenceComponent(component.name());
    var subject = new Subject.Component(component.name(), false);
    var host = roster.host(component);
    var own = tags.of(component);
    var inherited = tags.of(host);
    boolean concerned =
        policies.concerns(own)
            || policies.concerns(inherited)
            || policies.hasStackDefault()
            || roster.ours(id);
    if (concerned) {
      int said =
          said(
              component.status(),
              component.lastModified(),
              List.of(own, inherited),
              Stream.of(roster.targets(id)));
      var policy = policies.component(component.name(), own, host.name(), inherited);
      judge(id, policy, component.status(), component.arn(), subject, said);
      if (roster.targets(id).isEmpty()
          && glance.ofUnregistered(id, policy, component.status(), component.arn())
              == Verdict.DOUBT) {
        found.mayLack(subject, said);
      }
      if (component.status().inService()) {
        fresh(subject, component.lastModified(), said);
      }
    }
    if (roster.stray(id)) {
      found.look(subject);
    }
    if (turns.anyOf(component.arn(), PARTS)) {
      found.turn(subject);
    }
  }

  private void judge(
      ResourceId id,
      PolicyTags policy,
      ResourceStatus status,
      String arn,
      Subject subject,
      int said) {
    for (var target : roster.targets(id)) {
      switch (glance.of(target, policy, status, arn)) {
        case QUIET -> {}
        case LOOK -> found.look(subject);
        case DIFFERS -> found.differs(subject, said);
        case DOUBT -> found.mayLack(subject, said);
        case UNTAGGED -> found.untagged(target);
      }
    }
  }

  /** What lists say of a resource; the same number most likely stands for the same. */
  private static int said(
      ResourceStatus status,
      Instant lastModified,
      Object tags,
      Stream<List<ObservedTarget>> targets) {
    return Objects.hash(
        status,
        lastModified,
        tags,
        targets.flatMap(List::stream).map(SweepRun::inNoOrder).collect(toSet()));
  }

  /** AWS lists in whichever order. */
  private static Object inNoOrder(ObservedTarget target) {
    return List.of(
        target.key(),
        target.bounds(),
        target.suspended(),
        target.tags(),
        Set.copyOf(target.policies()),
        Set.copyOf(target.scheduledActions()),
        Set.copyOf(target.alarms()));
  }

  private void fresh(Subject subject, Instant lastModified, int said) {
    if (lastModified.isAfter(began.minus(FRESH))) {
      found.fresh(subject, said);
    }
  }
}

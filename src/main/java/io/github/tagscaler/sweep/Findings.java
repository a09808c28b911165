package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.sweep.Doubts.Doubt;
import io.github.tagscaler.sweep.Doubts.Why;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a sweep comes upon, each resource once. */
final class Findings {
  private final Set<Subject> sure = new LinkedHashSet<>();
  private final Set<Subject> turns = new LinkedHashSet<>();
  private final Map<Subject, Doubt> doubts = new LinkedHashMap<>();

  /** Those that only a variant nobody has registered may give. */
  private final Map<Subject, Doubt> ofVariants = new LinkedHashMap<>();

  private final List<ObservedTarget> untagged = new ArrayList<>();

  /** Gives a resource a closer look. */
  void look(Subject subject) {
    sure.add(subject);
  }

  /** Gives a closer look to the resource that this stands for. */
  void look(ResourceId id) {
    look(subject(id));
  }

  /** Gives a resource the look that is due whatever lists say. */
  void turn(Subject subject) {
    turns.add(subject);
  }

  /** Whether it has its turn: so few have theirs at once that they need not be counted. */
  boolean isTurn(Subject subject) {
    return turns.contains(subject);
  }

  /** Whether later sweeps would find the same again by themselves. */
  boolean foundAgain(Subject subject) {
    var doubt = doubts.get(subject);
    return sure.contains(subject)
        || ofVariants.containsKey(subject)
        || (doubt != null && doubt.why() != Why.FRESH);
  }

  /** It seems not to be as it should. */
  void differs(Subject subject, int said) {
    doubt(subject, Why.DIFFERS, said);
  }

  /** Lists cannot judge it: it may lack something. */
  void mayLack(Subject subject, int said) {
    doubt(subject, Why.MAY_LACK, said);
  }

  /** Lists cannot judge it: it was modified lately. */
  void fresh(Subject subject, int said) {
    doubt(subject, Why.FRESH, said);
  }

  private void doubt(Subject subject, Why why, int said) {
    doubts.merge(subject, new Doubt(why, said), Doubt::graver);
  }

  /** Lists cannot judge it: a variant may lack something that nobody has registered yet. */
  void variantMayLack(Subject subject, int said) {
    ofVariants.put(subject, new Doubt(Why.MAY_LACK, said));
  }

  /** None of its variants lacks anything after all. */
  void variantsLackNothing(Subject subject) {
    ofVariants.remove(subject);
  }

  /** It seems to have lost its tags. */
  void untagged(ObservedTarget target) {
    untagged.add(target);
  }

  /** Whether it seems not to be as it should. */
  boolean isDifferent(Subject subject) {
    var doubt = doubts.get(subject);
    return doubt != null && doubt.why() == Why.DIFFERS;
  }

  /** Whether a resource gets a closer look in any case. */
  boolean gets(Subject subject) {
    return sure.contains(subject) || turns.contains(subject);
  }

  /** What gets a closer look in any case. */
  List<Subject> looks() {
    return Stream.concat(sure.stream(), turns.stream()).distinct().toList();
  }

  /** What lists cannot judge, be it looked at for another reason or not. */
  Map<Subject, Doubt> doubts() {
    var all = new LinkedHashMap<>(doubts);
    ofVariants.forEach((subject, doubt) -> all.merge(subject, doubt, Doubt::graver));
    return all;
  }

  /** What seems to have lost its tags. */
  List<ObservedTarget> untagged() {
    return List.copyOf(untagged);
  }

  /** The resource that an event would tell of. */
  static Subject subject(ResourceId id) {
    return switch (id) {
      case EndpointVariant(var endpoint, _) -> new Subject.Endpoint(endpoint, false);
      case InferenceComponent(var component) -> new Subject.Component(component, false);
    };
  }
}

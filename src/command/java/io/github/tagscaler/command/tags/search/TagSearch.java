package io.github.tagscaler.command.tags.search;

import static java.util.Comparator.comparing;

import io.github.tagscaler.command.tags.proof.AdoptionPlanning;
import io.github.tagscaler.command.tags.proof.Proof;
import io.github.tagscaler.command.tags.proof.TargetTags;
import io.github.tagscaler.command.tags.reverse.RegisteredTarget;
import io.github.tagscaler.command.tags.reverse.Reversal;
import io.github.tagscaler.command.tags.reverse.Terms;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.resource.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Searches the shortest tags that scale a target as it is scaled. It begins with tags that state
 * everything, tries the policies of the catalog in their place, and leaves out one key after the
 * other as long as adopting the target with them would have the same result.
 */
public final class TagSearch {
  /** In the order in which they are left out: what a default says best comes first. */
  private static final List<PolicyKey> OPTIONAL =
      List.of(
          PolicyKey.SCALE_IN,
          PolicyKey.SCALE_OUT_COOLDOWN,
          PolicyKey.SCALE_IN_COOLDOWN,
          PolicyKey.WAKE,
          PolicyKey.TARGET,
          PolicyKey.MIN,
          PolicyKey.MAX,
          PolicyKey.SCHEDULE);

  private final AdoptionPlanning planning;
  private final List<DocumentText> documents;
  private final Function<List<DocumentText>, Catalog> reader;
  private final Catalog catalog;
  private final NewPolicies added;
  private final Instant now;

  /**
   * Searches with a catalog.
   *
   * @param documents the documents of the catalog
   * @param reader reads documents as the stack does
   * @param added where policies go that tags cannot replace
   */
  public TagSearch(
      AdoptionPlanning planning,
      List<DocumentText> documents,
      Function<List<DocumentText>, Catalog> reader,
      NewPolicies added,
      Instant now) {
    this.planning = planning;
    this.documents = List.copyOf(documents);
    this.reader = reader;
    this.catalog = reader.apply(documents);
    this.added = added;
    this.now = now;
  }

  /** The tags for a target. */
  public Proposal search(RegisteredTarget registered, TargetTags tags) {
    var resource = tags.resource();
    var usual = new OneTarget(registered, tags, Reversal.of(registered, resource, now));
    if (usual.isIdentical() || !usual.terms.wakes()) {
      return usual.proposal();
    }
    var literal =
        new OneTarget(registered, tags, Reversal.withoutWaking(registered, resource, now));
    return literal.isIdentical() ? literal.proposal() : usual.proposal();
  }

  /** A tag set, with the policy that it needs. */
  private record Candidate(TagKeys keys, Optional<List<String>> policy, Catalog catalog) {
    Candidate with(TagKeys other) {
      return new Candidate(other, policy, catalog);
    }
  }

  private final class OneTarget {
    private static final String TRIAL = "x";

    private final RegisteredTarget registered;
    private final TargetTags tags;
    private final Terms terms;
    private final StatedKeys stated;
    private final Candidate whole;

    OneTarget(RegisteredTarget registered, TargetTags tags, Terms terms) {
      this.registered = registered;
      this.tags = tags;
      this.terms = terms;
      this.stated = new StatedKeys(terms, tags.resource().kind(), registered.target());
      this.whole = stated.suffice() ? byKeys() : byPolicy(true);
    }

    boolean isIdentical() {
      return proof(whole).isIdentical();
    }

    Proposal proposal() {
      var result = result(whole);
      var best =
          candidates().stream()
              .filter(candidate -> result(candidate).equals(result))
              .map(candidate -> shortest(candidate, result))
              .min(
                  comparing((Candidate candidate) -> candidate.policy().isPresent())
                      .thenComparingInt(candidate -> candidate.keys().size())
                      .thenComparing(this::preference))
              .orElse(whole);
      return proposal(best);
    }

    private Candidate byKeys() {
      return new Candidate(stated.around().with(stated.track()), Optional.empty(), catalog);
    }

    private Candidate byPolicy(boolean all) {
      var lines =
          Yaml.lines(
              new PolicyBody(tags.resource().kind(), all).of(terms, stated.scheduleForPolicy()), 4);
      var trial = new PolicyEntry(trialDocument(), TRIAL, lines);
      return new Candidate(
          stated.around().with(PolicyKey.POLICY, trial.tagValue()),
          Optional.of(lines),
          catalogWith(trial));
    }

    private Catalog catalogWith(PolicyEntry entry) {
      var extended = new ArrayList<>(documents);
      extended.add(new DocumentText(entry.document(), PolicyEntry.document(List.of(entry))));
      return reader.apply(extended);
    }

    /** A name that no document has. */
    private String trialDocument() {
      var name = new StringBuilder("trial");
      while (documents.stream().anyMatch(each -> each.name().contentEquals(name))) {
        name.append('-').append(TRIAL);
      }
      return name.toString();
    }

    /** What else might do: policies of the catalog, and a shorter text of a new one. */
    private List<Candidate> candidates() {
      var all = new ArrayList<Candidate>();
      all.add(whole);
      if (!stated.suffice()) {
        all.add(byPolicy(false));
      }
      catalog.policies().values().stream()
          .filter(policy -> policy.kinds().contains(tags.resource().kind()))
          .map(policy ->
              new Candidate(
                  stated.around().with(PolicyKey.POLICY, policy.name()), Optional.empty(), catalog))
          .forEach(all::add);
      return all;
    }

    /** Of equally short ones: default, then another policy, then keys alone. */
    private String preference(Candidate candidate) {
      var policy = candidate.keys().values().get(PolicyKey.POLICY);
      if (candidate.policy().isPresent()) {
        return "2 " + (candidate.policy().get().size() + 1000);
      }
      return policy == null ? "3" : policy.equals("default") ? "0" : "1 " + policy;
    }

    private Candidate shortest(Candidate candidate, Proof result) {
      var keys = candidate.keys();
      for (var key : OPTIONAL) {
        if (keys.values().containsKey(key)) {
          var fewer = keys.without(key);
          if (result(candidate.with(fewer)).equals(result)) {
            keys = fewer;
          }
        }
      }
      return candidate.with(keys);
    }

    /** What has to be the same: not the calls, nor what the owner is told. */
    private Proof result(Candidate candidate) {
      return switch (proof(candidate)) {
        case Proof.Adopted(_, var differences, _) ->
            new Proof.Adopted(List.of(), differences, List.of());
        case Proof.Rejected rejected -> rejected;
      };
    }

    private Proof proof(Candidate candidate) {
      return planning.prove(
          registered,
          tags,
          candidate.keys().on(planning.tagPrefix(), tags.suffix()),
          candidate.catalog(),
          now);
    }

    private Proposal proposal(Candidate best) {
      var entry = best.policy().map(lines -> added.of(lines, name()));
      var keys =
          entry
              .map(policy -> best.keys().with(PolicyKey.POLICY, policy.tagValue()))
              .orElse(best.keys());
      var named = new Candidate(keys, best.policy(), entry.map(this::catalogWith).orElse(catalog));
      return new Proposal(keys.on(planning.tagPrefix(), tags.suffix()), entry, terms, proof(named));
    }

    private String name() {
      return switch (tags.resource().id()) {
        case ResourceId.EndpointVariant(var endpoint, var variant) ->
            tags.variants().size() > 1 ? endpoint + "-" + variant : endpoint;
        case ResourceId.InferenceComponent(var component) -> component;
      };
    }
  }
}

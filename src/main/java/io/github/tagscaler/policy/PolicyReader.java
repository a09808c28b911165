package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the tags of a target. Their grammar is in {@code docs/tags.md}.
 *
 * <p>Reading has two steps, because off switches and missing tags apply before it is known whether
 * the resource can be scaled at all: {@link #variant} and {@link #component} return {@link
 * PolicyTags}, and {@link PolicyTags#desired} needs the resource and the catalog.
 */
public final class PolicyReader {
  private final String prefix;
  private final Optional<Sourced<PolicyChoice>> stackDefault;
  private final DesiredPolicyReader.Stack stack;

  /**
   * @param prefix of the tag keys
   * @param stackDefault the setting of the default policy, empty for none
   * @param stackZone the time zone of windows and dates that name none
   * @param maxCapacity the highest max of any target, whatever tags and catalog say
   */
  public PolicyReader(
      String prefix,
      Optional<Origin.StackSetting> stackDefault,
      ZoneId stackZone,
      OptionalInt maxCapacity) {
    this.prefix = prefix;
    this.stackDefault =
        stackDefault.map(setting -> new Sourced<>(PolicyChoice.read(setting.value()), setting));
    this.stack = new DesiredPolicyReader.Stack(this.stackDefault, prefix, stackZone, maxCapacity);
  }

  /** As the other constructor, without a highest max. */
  public PolicyReader(String prefix, Optional<Origin.StackSetting> stackDefault, ZoneId stackZone) {
    this(prefix, stackDefault, stackZone, OptionalInt.empty());
  }

  /**
   * Whether a key that is written without the prefix is one of Tagscaler's, or probably meant to
   * be: {@code max}, {@code max@blue}, {@code maximum}, but not {@code environment}.
   */
  public static boolean isMeant(String key) {
    return MeantKey.isNear(key);
  }

  /** As {@link #prefixed(Map, Set)}, without keys that are certainly other tags. */
  public Map<String, String> prefixed(Map<String, String> tags) {
    return prefixed(tags, Set.of());
  }

  /**
   * Tags as a resource carries them: the prefix is added to every key that is {@linkplain #isMeant
   * meant} as one of Tagscaler's. Other keys are other tags, which guardrails can match.
   *
   * @param others keys of other tags, however near they are
   */
  public Map<String, String> prefixed(Map<String, String> tags, Set<String> others) {
    var prefixed = new LinkedHashMap<String, String>();
    tags.forEach((key, value) -> {
      boolean meant = !others.contains(key) && isMeant(key);
      prefixed.put(meant ? prefix + key : key, value);
    });
    return prefixed;
  }

  /** What the keys of the stack's tags start with. */
  public String tagPrefix() {
    return prefix;
  }

  /**
   * Why the setting of the default policy is invalid; empty if it is valid.
   *
   * @param all the whole catalog; empty if it is not known at the start
   */
  public Optional<String> stackDefaultProblem(Optional<Catalog> all) {
    return stackDefault.flatMap(choice ->
        switch (choice.value()) {
          case PolicyChoice.Unreadable(var why) -> Optional.of(why);
          case PolicyChoice.Join(var names) ->
              all.map(PolicyLookup::names)
                  .flatMap(known ->
                      names.stream()
                          .filter(name -> !known.contains(name))
                          .findFirst()
                          .map(name ->
                              "There is no policy %s. %sKnown: %s."
                                  .formatted(
                                      Quote.of(name),
                                      Suggestions.closest(name, known)
                                          .map(near -> "Did you mean " + Quote.of(near) + "? ")
                                          .orElse(""),
                                      PolicyLookup.listed(known))));
          case PolicyChoice.Ignore() -> Optional.empty();
          case PolicyChoice.Off() -> Optional.empty();
        });
  }

  /** Whether the stack has a default policy for resources without a tag under the prefix. */
  public boolean hasStackDefault() {
    return stackDefault.isPresent();
  }

  /** Whether any of these tags is under the prefix, or would be if it were spelled right. */
  public boolean concerns(Map<String, String> tags) {
    return tags.keySet().stream().anyMatch(key -> TagEntries.under(prefix, key))
        || !misspelled(tags).isEmpty();
  }

  /** The keys of Tagscaler behind a misspelled prefix among these tags; they are not read. */
  public List<MisspelledKey> misspelled(Map<String, String> tags) {
    return MisspelledPrefix.in(tags, prefix);
  }

  /**
   * The tags of a variant.
   *
   * @param endpoint the endpoint's name, for messages
   * @param tags the endpoint's tags
   * @param variants the names of all the endpoint's variants, this one's included
   */
  public PolicyTags variant(
      String endpoint, Map<String, String> tags, String variant, List<String> variants) {
    var entries = TagEntries.of(tags, prefix, "endpoint/" + endpoint);
    var warnings = new ArrayList<Problem>();
    var specific = new ArrayList<TagEntry>();
    for (var entry : entries) {
      entry
          .suffix()
          .ifPresent(suffix ->
              meant(suffix, variants)
                  .ifPresentOrElse(
                      name -> {
                        if (name.equals(variant)) {
                          specific.add(entry);
                        }
                      },
                      () -> warnings.add(unknownVariant(entry.tag(), suffix, variants))));
    }
    return tags(
        plain(entries),
        specific,
        tags,
        variants,
        warnings,
        () ->
            misspelled(tags).stream()
                .filter(each ->
                    each.suffix()
                        .flatMap(suffix -> meant(suffix, variants))
                        .map(variant::equals)
                        .orElse(true))
                .map(each -> each.warning(tags, "endpoint/" + endpoint)));
  }

  /**
   * The tags of a component.
   *
   * @param endpointTags its endpoint's tags, which it inherits
   */
  public PolicyTags component(
      String component,
      Map<String, String> tags,
      String endpoint,
      Map<String, String> endpointTags) {
    var own = TagEntries.of(tags, prefix, "inference-component/" + component);
    var warnings =
        own.stream()
            .filter(entry -> entry.suffix().isPresent())
            .map(entry ->
                Problems.about(
                    entry.tag(),
                    Code.UNKNOWN_VARIANT,
                    "An inference component has no variants. Remove @ and the text after it."))
            .toList();
    var merged = new HashMap<>(endpointTags);
    merged.putAll(tags);
    return tags(
        plain(TagEntries.of(endpointTags, prefix, "endpoint/" + endpoint)),
        plain(own),
        merged,
        List.of(),
        warnings,
        () ->
            Stream.concat(
                misspelled(tags).stream()
                    .map(each -> each.warning(tags, "inference-component/" + component)),
                misspelled(endpointTags).stream()
                    .map(each -> each.warning(endpointTags, "endpoint/" + endpoint))));
  }

  /**
   * The tags of a target.
   *
   * @param variants the names that a suffix can have
   * @param misspelled warnings that only matter if no tag opts in
   */
  private PolicyTags tags(
      List<TagEntry> endpoint,
      List<TagEntry> specific,
      Map<String, String> tags,
      List<String> variants,
      List<Problem> warnings,
      Supplier<Stream<Problem>> misspelled) {
    var levels =
        new DesiredPolicyReader.Levels(
            LevelReader.read(endpoint, prefix, variants),
            LevelReader.read(specific, prefix, variants),
            tags);
    return new PolicyTags(
        levels,
        stack,
        levels.optsIn()
            ? List.copyOf(warnings)
            : Stream.concat(warnings.stream(), misspelled.get()).toList());
  }

  private static List<TagEntry> plain(List<TagEntry> entries) {
    return entries.stream().filter(entry -> entry.suffix().isEmpty()).toList();
  }

  /** The variant that a suffix means: in any case, unless two differ by case alone. */
  private static Optional<String> meant(String suffix, List<String> variants) {
    var alike = variants.stream().filter(name -> name.equalsIgnoreCase(suffix)).toList();
    return alike.size() < 2
        ? alike.stream().findFirst()
        : alike.stream().filter(suffix::equals).findFirst();
  }

  private static Problem unknownVariant(Origin.Tag tag, String suffix, List<String> variants) {
    var sentence =
        suffix.isEmpty()
            ? "The variant name after @ is missing."
            : "%s has no variant %s.%s"
                .formatted(
                    tag.holder(),
                    Quote.of(suffix),
                    Suggestions.closest(suffix, variants)
                        .map(near -> " Did you mean " + Quote.of(near) + "?")
                        .orElse(""));
    return Problems.about(
        tag,
        Code.UNKNOWN_VARIANT,
        "%s Variants: %s.".formatted(sentence, String.join(", ", variants)),
        variants);
  }
}

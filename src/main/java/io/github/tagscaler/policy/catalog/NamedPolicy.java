package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A policy that tags can name.
 *
 * @param name as tags write it: {@code llm}, or {@code pay/llm-chat} for one of the document {@code
 *     pay}
 * @param kinds the kinds of resource it is made for
 * @param layers its settings, those of its bases before its own: later layers override earlier
 */
public record NamedPolicy(String name, Set<Kind> kinds, List<Layer> layers) {
  public NamedPolicy {
    kinds = Set.copyOf(kinds);
    layers = List.copyOf(layers);
  }

  /**
   * The settings of one policy of an {@code extends} chain.
   *
   * @param settings for every kind
   * @param byKind settings for one kind, which override those for every kind
   */
  public record Layer(List<PlacedSetting> settings, Map<Kind, List<PlacedSetting>> byKind) {
    public Layer {
      settings = List.copyOf(settings);
      byKind = Map.copyOf(byKind);
    }
  }

  /**
   * A setting with its place.
   *
   * @param place empty in a bundled policy
   */
  public record PlacedSetting(Setting setting, Optional<Place> place) {}

  /** A policy made for every kind. */
  static Set<Kind> everyKind() {
    return EnumSet.allOf(Kind.class);
  }

  /**
   * Its settings for a kind: each list overrides those before it.
   *
   * @param namedBy the tag or setting that names it
   */
  public List<List<Sourced<Setting>>> read(Kind kind, Origin namedBy) {
    return layers.stream()
        .flatMap(layer ->
            List.of(layer.settings(), layer.byKind().getOrDefault(kind, List.of())).stream())
        .filter(settings -> !settings.isEmpty())
        .map(settings ->
            settings.stream()
                .map(each ->
                    new Sourced<>(each.setting(), new Origin.Policy(name, each.place(), namedBy)))
                .toList())
        .toList();
  }
}

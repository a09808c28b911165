package io.github.tagscaler.soak;

import io.github.tagscaler.soak.Expected.Before;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the soak itself knows of the resources that there are, and of their tags. */
final class Fleet {

  /** An endpoint. */
  static final class Place {
    final String name;
    final Sort sort;
    final List<String> variants;
    final boolean failed;
    String config;
    Wish wish = Wish.NONE;
    final Map<String, Wish> ofVariants = new TreeMap<>();

    Place(String name, Sort sort, List<String> variants, boolean failed, String config) {
      this.name = name;
      this.sort = sort;
      this.variants = variants;
      this.failed = failed;
      this.config = config;
    }

    Map<String, String> tags() {
      var tags = wish.tags("");
      ofVariants.forEach((variant, own) -> tags.putAll(own.tags("@" + variant)));
      return tags;
    }
  }

  /** An inference component. */
  static final class Part {
    final String name;
    final String endpoint;
    final boolean failed;
    Wish wish = Wish.NONE;

    Part(String name, String endpoint, boolean failed) {
      this.name = name;
      this.endpoint = endpoint;
      this.failed = failed;
    }
  }

  /**
   * Something that could be scaled.
   *
   * @param id its resource ID
   * @param wish all levels of its tags together
   */
  record Scalee(String id, Sort sort, boolean failed, Wish wish) {
    String key() {
      return id + " " + sort.dimension();
    }

    Expected expected(Before before, Instant now) {
      return Oracle.expected(sort, failed, wish, before, now);
    }
  }

  final List<Place> places = new ArrayList<>();
  final List<Part> parts = new ArrayList<>();

  /** By key, what was registered when the tags of it were last changed. */
  private final Map<String, Before> before = new TreeMap<>();

  Optional<Place> place(String name) {
    return places.stream().filter(place -> place.name.equals(name)).findFirst();
  }

  List<Part> partsOf(String endpoint) {
    return parts.stream().filter(part -> part.endpoint.equals(endpoint)).toList();
  }

  Before before(Scalee scalee) {
    return Objects.requireNonNullElse(before.get(scalee.key()), Before.NOTHING);
  }

  void remember(Scalee scalee, Before there) {
    before.put(scalee.key(), there);
  }

  /** All that could be scaled; of components only those whose endpoint is there. */
  List<Scalee> scalees() {
    return places.stream().flatMap(this::scalees).toList();
  }

  /** What could be scaled of an endpoint: its variants, or its components. */
  Stream<Scalee> scalees(Place place) {
    return place.sort == Sort.HOST
        ? partsOf(place.name).stream().flatMap(this::scalee)
        : place.variants.stream()
            .map(variant ->
                new Scalee(
                    "endpoint/%s/variant/%s".formatted(place.name, variant),
                    place.sort,
                    place.failed,
                    Objects.requireNonNullElse(place.ofVariants.get(variant), Wish.NONE)
                        .over(place.wish)));
  }

  /** What could be scaled of a component: nothing, if its endpoint left it behind. */
  Stream<Scalee> scalee(Part part) {
    return place(part.endpoint).stream()
        .map(host ->
            new Scalee(
                "inference-component/" + part.name,
                Sort.COMPONENT,
                part.failed,
                part.wish.over(host.wish)));
  }
}

package io.github.tagscaler.soak;

import io.github.tagscaler.soak.Expected.Before;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the soak itself knows of the resources that there are, and of their tags. */
final class Fleet {

  /** An endpoint. */
  static final class Place {
    final String name;
    Sort sort;
    List<String> variants;
    final boolean failed;
    String config;

    /** Whether it is out of service, and nobody knows for how long. */
    boolean down;

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
   * @param failed whether it never came into service
   * @param down whether it is out of service
   * @param wish all levels of its tags together
   */
  record Scalee(String id, Sort sort, boolean failed, boolean down, Wish wish) {
    String key() {
      return id + " " + sort.dimension();
    }

    /** The name of its endpoint, or its own. */
    String name() {
      return id.split("/", -1)[1];
    }
  }

  final List<Place> places = new ArrayList<>();
  final List<Part> parts = new ArrayList<>();

  /** The max of the catalog's policy. */
  int teamMax = 6;

  /** By key, what was registered when people last changed something about it. */
  private final Map<String, Before> before = new TreeMap<>();

  /** The keys of what somebody changed by hand, and was not yet right again. */
  private final Set<String> drifted = new HashSet<>();

  Optional<Place> place(String name) {
    return places.stream().filter(place -> place.name.equals(name)).findFirst();
  }

  List<Part> partsOf(String endpoint) {
    return parts.stream().filter(part -> part.endpoint.equals(endpoint)).toList();
  }

  void remember(Scalee scalee, Before there) {
    before.put(scalee.key(), there);
  }

  /** Whether somebody else registered it. */
  boolean isTheirs(Scalee scalee) {
    return Objects.requireNonNullElse(before.get(scalee.key()), Before.NOTHING).isTheirs();
  }

  void drifted(Scalee scalee) {
    drifted.add(scalee.key());
  }

  /** What has to be registered in that scene. */
  Expected expected(Scalee scalee, Scene scene) {
    return Oracle.expected(
        scalee,
        new Oracle.Facts(
            scene.now(), scene.running(scalee.id()), teamMax, drifted.contains(scalee.key())),
        Objects.requireNonNullElse(before.get(scalee.key()), Before.NOTHING));
  }

  /** What is wrong with it in that scene; empty if nothing is. */
  Optional<String> wrong(Scalee scalee, Scene scene) {
    var wrong = scene.wrong(scalee, expected(scalee, scene));
    if (wrong.isEmpty()
        && drifted.remove(scalee.key())
        && scene.wrong(scalee, expected(scalee, scene)).isPresent()) {
      // Only what the change by hand left behind makes it right: that change still counts.
      drifted.add(scalee.key());
    }
    return wrong;
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
                    place.down,
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
                false,
                part.wish.over(host.wish)));
  }
}

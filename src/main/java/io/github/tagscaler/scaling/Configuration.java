package io.github.tagscaler.scaling;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.resource.Bounds;
import java.util.Optional;

/**
 * The fingerprint of what was asked for, as the tag {@code tagscaler:config} records it. It tells a
 * change of the owner's wish (follow it) from a change by somebody else (drift).
 *
 * <p>While more runs than a max that no tag states, a higher max is registered; the fingerprint
 * then carries it ({@code v1:<hash>+8}), so that our own concession is never taken for somebody's
 * drift.
 *
 * @param hash {@code v1:} and a hash of what was asked for
 * @param concededMax the higher max that was registered instead of the one asked for
 */
record Configuration(String hash, Optional<Integer> concededMax) {

  /** Of a desired state with the bounds really sent. */
  static Configuration of(DesiredState desired, Bounds sent) {
    return new Configuration(
        hash(desired),
        sent.max() == desired.bounds().max() ? Optional.empty() : Optional.of(sent.max()));
  }

  /** From the tag's text; a text of another form is a configuration that equals no other. */
  static Configuration parse(String text) {
    int plus = text.lastIndexOf('+');
    if (plus < 0 || !text.substring(plus + 1).matches("[0-9]{1,9}")) {
      return new Configuration(text, Optional.empty());
    }
    return new Configuration(
        text.substring(0, plus), Optional.of(Integer.valueOf(text.substring(plus + 1))));
  }

  /** The tag's text. */
  String text() {
    return hash + concededMax.map(max -> "+" + max).orElse("");
  }

  /** Whether the same was asked for, whatever was conceded. */
  boolean sameWish(DesiredState desired) {
    return hash.equals(hash(desired));
  }

  private static String hash(DesiredState desired) {
    var policies = Json.object();
    desired
        .policies()
        .forEach(policy -> policies.put(policy.name(), Rendering.definition(policy.definition())));
    var canonical =
        Json.object()
            .put("bounds", Rendering.bounds(desired.bounds()))
            // Who states the max is part of the wish: stating it by tag ends a concession.
            .put("maxByTag", desired.maxSource() == DesiredState.MaxSource.TAG)
            .put("policies", policies.build())
            .build()
            .write();
    return "v1:" + Sha256.hex(canonical, 32);
  }
}

package io.github.tagscaler.command.explain;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.policy.setting.Origin;

/** Says where a value comes from, in a few words for a column. */
public final class OriginWords {
  private final String holder;

  /**
   * The words for a target.
   *
   * @param holder the resource whose own tags need no name, such as {@code endpoint/chat}
   */
  public OriginWords(String holder) {
    this.holder = holder;
  }

  /** Where a value comes from. */
  public String of(Origin origin) {
    return switch (origin) {
      case Origin.Tag(var key, _, var carrier) ->
          "tag " + key + (carrier.equals(holder) ? "" : " on " + carrier);
      case Origin.Policy(var name, var place, var namedBy) ->
          place.map(at -> "policy " + name + ", " + place(at)).orElseGet(() -> bundled(name))
              + (namedBy instanceof Origin.BuiltIn ? "" : " (" + of(namedBy) + ")");
      case Origin.CatalogValue(var place, var key, _) -> key + ", " + place(place);
      case Origin.PlatformDefault(var place) -> "the platform's defaults, " + place(place);
      case Origin.Guardrail(var rule, var place) -> "guardrail " + rule + ", " + place(place);
      case Origin.MaxCapacity() -> "the stack's setting MaxCapacity";
      case Origin.StackSetting(var variable, _) -> "the stack's setting " + setting(variable);
      case Origin.BuiltIn() -> "built-in default";
    };
  }

  /** A value of a preset: the named policy itself, or what a policy of a team extends. */
  private static String bundled(String name) {
    return name.indexOf('/') < 0 ? "preset " + name : "policy " + name + ", from its preset";
  }

  private static String place(Place place) {
    return "%s:%d:%d".formatted(place.document(), place.line(), place.column());
  }

  /** {@code TAGSCALER_DEFAULT_POLICY} as the template names it. */
  private static String setting(String variable) {
    var name = new StringBuilder();
    for (var word : variable.replaceFirst("^TAGSCALER_", "").split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return name.toString();
  }

  /** What kind of origin it is, for programs. */
  public static String kind(Origin origin) {
    return switch (origin) {
      case Origin.Tag _ -> "tag";
      case Origin.Policy _ -> "policy";
      case Origin.CatalogValue _ -> "catalog";
      case Origin.PlatformDefault _ -> "platform-default";
      case Origin.Guardrail _ -> "guardrail";
      case Origin.MaxCapacity _, Origin.StackSetting _ -> "setting";
      case Origin.BuiltIn _ -> "built-in";
    };
  }
}

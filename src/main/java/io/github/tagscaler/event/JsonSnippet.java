package io.github.tagscaler.event;

import io.github.tagscaler.json.Json;

/** Other people's text, made fit for a sentence: quoted, escaped and of bounded length. */
final class JsonSnippet {
  private static final int LONGEST = 128;

  private JsonSnippet() {}

  /** A string as JSON spells it; the sort of value for what could be of any size. */
  static String of(Json value) {
    return switch (value) {
      case Json.Str(var text) when text.length() > LONGEST ->
          Json.of(text.substring(0, LONGEST)).write() + "...";
      case Json.Str text -> text.write();
      case Json.Bool bool -> bool.write();
      case Json.Num _ -> "a number";
      case Json.Arr _ -> "an array";
      case Json.Obj _ -> "an object";
      case Json.Null _ -> "null";
    };
  }
}

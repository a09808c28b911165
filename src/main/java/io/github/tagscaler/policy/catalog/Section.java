package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Place;
import io.github.tagscaler.policy.setting.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A mapping of a document, read key by key. What is not as it should be is told to the {@link
 * Findings} and counts as absent from then on, so that one mistake is told once.
 */
final class Section {
  /** What policies, documents and entries of lists may be called. */
  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  static final String NAME_IN_WORDS =
      "A name has at most 63 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.";

  private static final String SWITCH_IN_WORDS =
      "It must be one of on, true, yes, or one of off, false, no.";

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._@:/+-]{1,128}");

  private final String path;
  private final Place place;
  private final Findings findings;
  private final Map<String, Node.Field> fields = new LinkedHashMap<>();

  private Section(String path, Place place, Findings findings) {
    this.path = path;
    this.place = place;
    this.findings = findings;
  }

  /**
   * A mapping that may have these keys and no others.
   *
   * @param path the keys by which it is reached, joined by dots
   */
  static Optional<Section> of(String path, Node node, List<String> known, Findings findings) {
    return of(path, node, findings)
        .map(section -> {
          section.refuseOthers(known);
          return section;
        });
  }

  /** A mapping of any keys. */
  static Optional<Section> of(String path, Node node, Findings findings) {
    return switch (node) {
      case Node.Fields(var place, var fields) -> {
        var section = new Section(path, place, findings);
        fields.forEach(section::put);
        yield Optional.of(section);
      }
      case Node.Scalar scalar when scalar.nothing() ->
          Optional.of(new Section(path, scalar.place(), findings));
      default -> {
        findings.key(
            node.place(), path, "There must be keys with values here, such as \"key: value\".");
        yield Optional.empty();
      }
    };
  }

  /** A key or name as a message can show it. */
  static String shown(String key) {
    return HARMLESS.matcher(key).matches() ? key : Quote.of(key);
  }

  private void put(Node.Field field) {
    var first = fields.putIfAbsent(field.key(), field);
    if (first != null) {
      findings.key(
          field.place(),
          pathOf(field.key()),
          "This key stands in line %d already.".formatted(first.place().line()));
    }
  }

  private void refuseOthers(List<String> known) {
    for (var field : List.copyOf(fields.values())) {
      if (!known.contains(field.key())) {
        fields.remove(field.key());
        findings.key(
            field.place(),
            pathOf(field.key()),
            "There is no such key here. %sKnown: %s."
                .formatted(didYouMean(field.key(), known), String.join(", ", known)),
            known);
      }
    }
  }

  /** A sentence that names what was probably meant, with a space after it; or nothing. */
  static String didYouMean(String given, List<String> known) {
    return Suggestions.closest(given, known)
        .map(near -> "Did you mean " + Quote.of(near) + "? ")
        .orElse("");
  }

  String path() {
    return path;
  }

  Place place() {
    return place;
  }

  Findings findings() {
    return findings;
  }

  /** The keys that stand in it, in their order. */
  List<Node.Field> fields() {
    return List.copyOf(fields.values());
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  Optional<Node> get(String key) {
    return Optional.ofNullable(fields.get(key)).map(Node.Field::value);
  }

  /** The keys by which that one is reached. */
  String pathOf(String key) {
    return path.isEmpty() ? shown(key) : path + "." + shown(key);
  }

  /** The keys by which an item of a list is reached. */
  String pathOf(String key, int index) {
    return pathOf(key) + "[" + index + "]";
  }

  /** Tells something about a key that stands in it. */
  void tell(String key, String sentences) {
    var field = fields.get(key);
    findings.key(field == null ? place : field.place(), pathOf(key), sentences);
  }

  /** Tells that a key is missing. */
  void missing(String key, String sentences) {
    findings.key(place, pathOf(key), "This key is missing. " + sentences);
  }

  /** The single value of a key, without space around it. */
  Optional<Origin.Entry> scalar(String key) {
    return get(key)
        .flatMap(node -> scalar(pathOf(key), node))
        .map(entry -> new Origin.Entry(entry.place(), entry.key(), entry.value().strip()));
  }

  /** The single value of a key, as it is. */
  Optional<Origin.Entry> text(String key) {
    return get(key).flatMap(node -> scalar(pathOf(key), node));
  }

  private Optional<Origin.Entry> scalar(String at, Node node) {
    if (node instanceof Node.Scalar(var where, var text, var plain)) {
      return Optional.of(new Origin.Entry(where, at, text));
    }
    findings.key(node.place(), at, "There must be a single value here.");
    return Optional.empty();
  }

  /** The items of a list; nothing written counts as no list. */
  Optional<List<Node>> list(String key) {
    return get(key)
        .flatMap(node ->
            switch (node) {
              case Node.Items(var where, var items) -> Optional.of(items);
              case Node.Scalar scalar when scalar.nothing() -> Optional.<List<Node>>empty();
              default -> {
                findings.key(
                    node.place(),
                    pathOf(key),
                    "There must be a list here, such as \"- item\" in a line of its own or [item].");
                yield Optional.<List<Node>>empty();
              }
            });
  }

  /** Whether a list without items is written there. */
  boolean isEmptyList(String key) {
    return get(key)
        .filter(node -> node instanceof Node.Items(var where, var items) && items.isEmpty())
        .isPresent();
  }

  /** The words of a list, or a single one. */
  List<Origin.Entry> words(String key) {
    var node = get(key);
    if (node.isPresent() && node.get() instanceof Node.Scalar) {
      return scalar(key).stream().toList();
    }
    var words = new ArrayList<Origin.Entry>();
    var items = list(key).orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      scalar(pathOf(key, i), items.get(i)).ifPresent(words::add);
    }
    return words;
  }

  /** The value of a key by a grammar; the sentence says what that is. */
  <T> Optional<T> value(String key, Function<String, Optional<T>> grammar, String sentence) {
    return value(key, grammar, sentence, List.of());
  }

  /** The value of a key by a grammar; the sentence says what that is. */
  <T> Optional<T> value(
      String key, Function<String, Optional<T>> grammar, String sentence, List<String> allowed) {
    return scalar(key)
        .flatMap(entry -> {
          var read = grammar.apply(entry.value());
          if (read.isEmpty()) {
            findings.value(entry, sentence, allowed);
          }
          return read;
        });
  }

  /** The value of a key that is one of these words, in any case. */
  <T> Optional<T> word(String key, Map<String, T> words) {
    return scalar(key).flatMap(entry -> word(entry, words));
  }

  /** That word's meaning, in any case. */
  <T> Optional<T> word(Origin.Entry entry, Map<String, T> words) {
    var meaning = Optional.ofNullable(words.get(entry.value().strip().toLowerCase(Locale.ROOT)));
    if (meaning.isEmpty()) {
      var known = List.copyOf(words.keySet());
      findings.value(
          entry,
          "%sAllowed: %s.".formatted(didYouMean(entry.value(), known), String.join(", ", known)),
          known);
    }
    return meaning;
  }

  /** Whether a switch is on. */
  Optional<Boolean> onOff(String key) {
    return value(key, Values::onOff, SWITCH_IN_WORDS, Values.SWITCH);
  }

  /** The value of a key that is a name. */
  Optional<Origin.Entry> name(String key) {
    return scalar(key).filter(entry -> isName(entry));
  }

  private boolean isName(Origin.Entry entry) {
    boolean fine = NAME.matcher(entry.value()).matches();
    if (!fine) {
      findings.value(entry, meantName(entry.value()) + NAME_IN_WORDS);
    }
    return fine;
  }

  /** A sentence with the name that was probably meant, with a space after it; or nothing. */
  static String meantName(String given) {
    var meant = given.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    return NAME.matcher(meant).matches() ? "Did you mean " + Quote.of(meant) + "? " : "";
  }
}

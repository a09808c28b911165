package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Checked;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A mapping of a document, read key by key. It adds the place (document, line, column, key) to each
 * problem. A value with a problem counts as absent from then on.
 *
 * <p>It is long because all kinds of values of a document are read here, so that no other reader
 * has to know nodes and places.
 */
final class Section {
  private final String path;
  private final Place place;
  private final Problems problems;
  private final Map<String, Node.Field> fields = new LinkedHashMap<>();

  private Section(String path, Place place, Problems problems) {
    this.path = path;
    this.place = place;
    this.problems = problems;
  }

  /**
   * A mapping that can have these keys and no others.
   *
   * @param path the keys that lead to it, joined by dots
   */
  static Optional<Section> of(String path, Node node, List<String> valid, Problems problems) {
    return of(path, node, problems)
        .map(section -> {
          section.refuseOthers(valid);
          return section;
        });
  }

  /** A mapping of any keys. */
  static Optional<Section> of(String path, Node node, Problems problems) {
    return switch (node) {
      case Node.Fields(var place, var fields) -> {
        var section = new Section(path, place, problems);
        fields.forEach(section::put);
        yield Optional.of(section);
      }
      case Node.Scalar scalar when scalar.nothing() ->
          Optional.of(new Section(path, scalar.place(), problems));
      case Node.Scalar scalar -> {
        report(problems, scalar.place(), path, EXPECTED_MAPPING.formatted("a single value"));
        yield Optional.empty();
      }
      case Node.Items items -> {
        report(problems, items.place(), path, EXPECTED_MAPPING.formatted("a list"));
        yield Optional.empty();
      }
    };
  }

  private static final String EXPECTED_MAPPING = "Expected a mapping (key: value), found %s.";

  private void put(Node.Field field) {
    var first = fields.putIfAbsent(field.key(), field);
    if (first != null) {
      report(
          problems,
          field.place(),
          pathOf(field.key()),
          "This key is already in line %d. Remove one of them.".formatted(first.place().line()));
    }
  }

  private void refuseOthers(List<String> valid) {
    for (var field : List.copyOf(fields.values())) {
      if (!valid.contains(field.key())) {
        fields.remove(field.key());
        problems.add(
            problem(
                field.place(),
                pathOf(field.key()),
                "Unknown key %s. %sValid keys: %s."
                    .formatted(
                        Quote.of(field.key()),
                        Names.didYouMean(field.key(), valid),
                        String.join(", ", valid)),
                valid));
      }
    }
  }

  String path() {
    return path;
  }

  Place place() {
    return place;
  }

  Problems problems() {
    return problems;
  }

  /** Its fields in the order of the document. */
  List<Node.Field> fields() {
    return List.copyOf(fields.values());
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  Optional<Node> get(String key) {
    return Optional.ofNullable(fields.get(key)).map(Node.Field::value);
  }

  /** The mapping of a key that can have these keys and no others. */
  Optional<Section> mapping(String key, List<String> valid) {
    return get(key).flatMap(node -> of(pathOf(key), node, valid, problems));
  }

  /** The mapping of a key, of any keys. */
  Optional<Section> mapping(String key) {
    return get(key).flatMap(node -> of(pathOf(key), node, problems));
  }

  /** The path of one of its keys. */
  String pathOf(String key) {
    return path.isEmpty() ? Names.shown(key) : path + "." + Names.shown(key);
  }

  /** The path of an item of a list. */
  String pathOf(String key, int index) {
    return pathOf(key) + "[" + index + "]";
  }

  /** Reports a problem of the whole mapping. */
  void report(String sentences) {
    report(problems, place, path, sentences);
  }

  /** Reports a problem of one of its keys. */
  void report(String key, String sentences) {
    var field = fields.get(key);
    report(problems, field == null ? place : field.place(), pathOf(key), sentences);
  }

  /** Reports a problem with a value. */
  void report(Origin.CatalogValue value, String sentences) {
    report(value, sentences, List.of());
  }

  /** Reports a problem with a value, with the values that would be accepted. */
  void report(Origin.CatalogValue value, String sentences, List<String> allowed) {
    problems.add(Problems.about(value, Code.CATALOG_INVALID, sentences, allowed));
  }

  /** Reports that a required key is missing. */
  void missing(String key, String sentences) {
    report(problems, place, pathOf(key), "This key is missing. " + sentences);
  }

  private static void report(Problems problems, Place place, String path, String sentences) {
    problems.add(problem(place, path, sentences, List.of()));
  }

  private static Problem problem(Place place, String path, String sentences, List<String> allowed) {
    return path.isEmpty()
        ? new Problem(Code.CATALOG_INVALID, null, null, place + ": " + sentences, allowed, place)
        : new Problem(
            Code.CATALOG_INVALID,
            path,
            null,
            place + ": " + path + ". " + sentences,
            allowed,
            place);
  }

  /** The checked value that this mapping describes; reports its problems with their places. */
  <T> Optional<T> valid(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(var value) -> Optional.of(value);
      case Checked.Invalid<T>(var invalid) -> {
        invalid.forEach(this::report);
        yield Optional.empty();
      }
    };
  }

  private void report(Problem problem) {
    var key = problem.key();
    if (key == null) {
      problems.add(problem(place, path, problem.message(), problem.allowed()));
    } else if (get(key).orElse(null) instanceof Node.Scalar(var where, var text, var plain)) {
      report(
          new Origin.CatalogValue(where, pathOf(key), text), problem.message(), problem.allowed());
    } else {
      report(key, problem.message());
    }
  }

  /** The single value of a key, without space around it. */
  Optional<Origin.CatalogValue> scalar(String key) {
    return text(key)
        .map(entry -> new Origin.CatalogValue(entry.place(), entry.key(), entry.value().strip()));
  }

  /** The single value of a key, as it is. */
  Optional<Origin.CatalogValue> text(String key) {
    return get(key).flatMap(node -> scalar(pathOf(key), node));
  }

  private Optional<Origin.CatalogValue> scalar(String at, Node node) {
    if (node instanceof Node.Scalar(var where, var text, var plain)) {
      return Optional.of(new Origin.CatalogValue(where, at, text));
    }
    report(
        problems,
        node.place(),
        at,
        "Expected a single value, found %s."
            .formatted(node instanceof Node.Items ? "a list" : "a mapping"));
    return Optional.empty();
  }

  /** The single values of a mapping of any keys, as they are. */
  Map<String, String> texts(String key) {
    var texts = new LinkedHashMap<String, String>();
    mapping(key)
        .ifPresent(entries ->
            entries
                .fields
                .keySet()
                .forEach(
                    each -> entries.text(each).ifPresent(value -> texts.put(each, value.value()))));
    return texts;
  }

  /** The items of a list; a key without a value counts as no list. */
  Optional<List<Node>> list(String key) {
    return get(key)
        .flatMap(node ->
            switch (node) {
              case Node.Items(var where, var items) -> Optional.of(items);
              case Node.Scalar scalar when scalar.nothing() -> Optional.<List<Node>>empty();
              default -> {
                report(
                    problems,
                    node.place(),
                    pathOf(key),
                    "Expected a list, such as \"- item\" on a line of its own or [item].");
                yield Optional.<List<Node>>empty();
              }
            });
  }

  /** Whether a key has a list without items. */
  boolean isEmptyList(String key) {
    return get(key)
        .filter(node -> node instanceof Node.Items(var where, var items) && items.isEmpty())
        .isPresent();
  }

  /** The words of a list, or a single one. */
  List<Origin.CatalogValue> words(String key) {
    if (get(key).orElse(null) instanceof Node.Scalar) {
      return scalar(key).stream().toList();
    }
    var words = new ArrayList<Origin.CatalogValue>();
    var items = list(key).orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      scalar(pathOf(key, i), items.get(i)).ifPresent(words::add);
    }
    return words;
  }

  /** The value of a key by a grammar; the sentence says what to write instead. */
  <T> Optional<T> value(String key, Function<String, Optional<T>> grammar, String sentence) {
    return value(key, grammar, sentence, List.of());
  }

  private <T> Optional<T> value(
      String key, Function<String, Optional<T>> grammar, String sentence, List<String> allowed) {
    return scalar(key)
        .flatMap(entry -> {
          var read = grammar.apply(entry.value());
          if (read.isEmpty()) {
            report(entry, sentence, allowed);
          }
          return read;
        });
  }

  /** The value of a key that is one of these words, in any case. */
  <T> Optional<T> word(String key, Map<String, T> words) {
    return scalar(key).flatMap(entry -> word(entry, words));
  }

  /** The meaning of a word, in any case. */
  <T> Optional<T> word(Origin.CatalogValue entry, Map<String, T> words) {
    var meaning = Optional.ofNullable(words.get(entry.value().strip().toLowerCase(Locale.ROOT)));
    if (meaning.isEmpty()) {
      var valid = List.copyOf(words.keySet());
      report(
          entry,
          "%sAllowed: %s."
              .formatted(Names.didYouMean(entry.value(), valid), String.join(", ", valid)),
          valid);
    }
    return meaning;
  }

  /** Whether a switch is on. */
  Optional<Boolean> onOff(String key) {
    return value(key, Values::onOff, "Use on or off.", Values.SWITCH);
  }

  /** The value of a key that is a name. */
  Optional<Origin.CatalogValue> name(String key) {
    return scalar(key).filter(this::isName);
  }

  private boolean isName(Origin.CatalogValue entry) {
    boolean valid = Names.VALID.matcher(entry.value()).matches();
    if (!valid) {
      report(entry, Names.didYouMean(entry.value()) + Names.VALID_IN_WORDS);
    }
    return valid;
  }
}

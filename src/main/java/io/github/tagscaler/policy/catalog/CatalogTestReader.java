package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Expectation;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Given;
import io.github.tagscaler.policy.catalog.CatalogTestCase.What;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a document says under {@code tests}. This is apart from {@link CatalogReader} because
 * no mistake in a test may stop what is in use.
 */
public final class CatalogTestReader {
  static final List<String> KEYS = List.of("name", "given", "expect");
  static final List<String> GIVEN_KEYS =
      List.of("kind", "tags", "endpoint-tags", "instance-type", "max-concurrency", "variant");
  static final List<String> EXPECT_KEYS =
      List.of(
          "min",
          "max",
          "track",
          "scale-in-cooldown",
          "scale-out-cooldown",
          "scale-in",
          "wake",
          "schedule",
          "step",
          "actions",
          "brake",
          "warning",
          "problem");

  /** The words for brakes; the last one is for none. */
  static final List<String> BRAKES = List.of("ignore", "off", "paused", "not-tagged", "none");

  /** Not "cannot be known", which every rule about types would match. */
  private static final List<String> USUAL_TYPES = List.of("ml.m5.xlarge");

  private static final String USUAL_VARIANT = "AllTraffic";
  private static final int MOST_CONCURRENCY = 200;
  private static final Pattern VARIANT = Pattern.compile("[A-Za-z0-9](-*[A-Za-z0-9]){0,62}");

  /**
   * The tests, and what cannot be read of them.
   *
   * @param tests those that can be run
   */
  public record Read(List<CatalogTestCase> tests, List<Problem> problems) {
    public Read {
      tests = List.copyOf(tests);
      problems = List.copyOf(problems);
    }
  }

  private final Findings findings = new Findings();
  private final List<CatalogTestCase> tests = new ArrayList<>();

  private CatalogTestReader() {}

  /** The tests of a document; none if it is not even YAML, which {@link CatalogReader} tells. */
  public static Read read(DocumentText document) {
    var reader = new CatalogTestReader();
    if (YamlText.read(document) instanceof YamlText.Parsed.Tree(var root)
        && root instanceof Node.Fields) {
      // What is wrong with the document itself is told by whoever reads its policies.
      Section.of("", root, new Findings()).ifPresent(reader::document);
    }
    return new Read(reader.tests, reader.findings.problems());
  }

  private void document(Section document) {
    var node = document.get("tests");
    if (node.isEmpty()) {
      return;
    }
    var alone =
        new Node.Fields(
            document.place(), List.of(new Node.Field(node.get().place(), "tests", node.get())));
    var section = Section.of("", alone, findings).orElseThrow();
    var items = section.list("tests").orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      int before = findings.count();
      Section.of(section.pathOf("tests", i), items.get(i), KEYS, findings)
          .ifPresent(test -> test(test, before));
    }
  }

  /**
   * Reads a test.
   *
   * @param before how many problems there were before it: with one of its own it is not run
   */
  private void test(Section section, int before) {
    var name = section.scalar("name").map(Origin.Entry::value);
    if (!section.has("given")) {
      section.missing("given", "It says the kind of a resource and its tags.");
    }
    if (!section.has("expect")) {
      section.missing("expect", "It says what must come of the tags.");
    }
    var given =
        section
            .get("given")
            .flatMap(node -> Section.of(section.pathOf("given"), node, GIVEN_KEYS, findings))
            .map(this::given);
    var expected =
        section
            .get("expect")
            .flatMap(node -> Section.of(section.pathOf("expect"), node, EXPECT_KEYS, findings))
            .map(this::expected)
            .orElse(List.of());
    if (section.has("expect") && expected.isEmpty() && findings.count() == before) {
      section.tell("expect", "Nothing is expected here, so this test can never fail.");
    }
    if (findings.count() == before) {
      tests.add(new CatalogTestCase(section.place(), name, given.orElseThrow(), expected));
    }
  }

  private Given given(Section section) {
    return new Given(
        section.word("kind", DraftReader.KINDS).orElse(Kind.REAL_TIME),
        tags(section, "tags"),
        tags(section, "endpoint-tags"),
        section.has("instance-type")
            ? section.words("instance-type").stream().map(Origin.Entry::value).toList()
            : USUAL_TYPES,
        section
            .value(
                "max-concurrency",
                text -> Values.wholeNumber(text).filter(count -> count > 0),
                "It must be a whole number from 1.")
            .orElse(MOST_CONCURRENCY),
        section
            .value(
                "variant",
                text -> Optional.of(text).filter(VARIANT.asMatchPredicate()),
                "It must be the name of a variant.")
            .orElse(USUAL_VARIANT));
  }

  private static Map<String, String> tags(Section section, String key) {
    var tags = new LinkedHashMap<String, String>();
    section
        .get(key)
        .flatMap(node -> Section.of(section.pathOf(key), node, section.findings()))
        .ifPresent(entries ->
            entries
                .fields()
                .forEach(field ->
                    entries
                        .text(field.key())
                        .ifPresent(value -> tags.put(field.key(), value.value()))));
    return tags;
  }

  private List<Expectation> expected(Section section) {
    return EXPECT_KEYS.stream()
        .filter(section::has)
        .flatMap(key ->
            what(section, key)
                .map(what ->
                    new Expectation(
                        section.get(key).map(Node::place).orElseGet(section::place),
                        key,
                        section.get(key).map(CatalogTestReader::written).orElse(""),
                        what))
                .stream())
        .toList();
  }

  private Optional<What> what(Section section, String key) {
    return switch (key) {
      case "min" ->
          SettingReader.read(section, PolicyKey.MIN, Setting.Min.class)
              .map(min -> new What.Min(min.capacity()));
      case "max" ->
          SettingReader.read(section, PolicyKey.MAX, Setting.Max.class)
              .map(max -> new What.Max(max.capacity()));
      case "track" -> tracks(section);
      case "scale-in-cooldown" ->
          SettingReader.read(section, PolicyKey.SCALE_IN_COOLDOWN, Setting.ScaleInCooldown.class)
              .map(time -> new What.ScaleInCooldown(time.cooldown()));
      case "scale-out-cooldown" ->
          SettingReader.read(section, PolicyKey.SCALE_OUT_COOLDOWN, Setting.ScaleOutCooldown.class)
              .map(time -> new What.ScaleOutCooldown(time.cooldown()));
      case "scale-in" -> section.onOff(key).map(What.ScaleIn::new);
      case "wake" -> section.onOff(key).map(What.Wake::new);
      case "schedule" ->
          SettingReader.read(section, PolicyKey.SCHEDULE, Setting.Schedule.class)
              .map(schedule -> new What.Schedule(schedule.windows()));
      case "step" -> Optional.of(new What.Steps(names(section, key)));
      case "actions" -> Optional.of(new What.Actions(names(section, key)));
      case "brake" -> section.word(key, brakes()).map(What.Brake::new);
      case "warning" -> Optional.of(new What.Warnings(codes(section, key)));
      default -> problems(section, key);
    };
  }

  private Optional<What> problems(Section section, String key) {
    var codes = codes(section, key);
    if (section.isEmptyList(key)) {
      section.tell(key, "That nothing is wrong goes without saying. Leave it out.");
    }
    return Optional.of(new What.Problems(codes));
  }

  private Optional<What> tracks(Section section) {
    return section
        .get("track")
        .flatMap(node -> Section.of(section.pathOf("track"), node, findings))
        .map(entries -> {
          var targets = new LinkedHashMap<String, BigDecimal>();
          entries
              .fields()
              .forEach(field ->
                  entries
                      .value(
                          field.key(), Values::number, "It must be the target, a number above 0.")
                      .ifPresent(target -> targets.put(field.key(), target)));
          return new What.Tracks(targets);
        });
  }

  private static Set<String> names(Section section, String key) {
    return section.words(key).stream().map(Origin.Entry::value).collect(Collectors.toSet());
  }

  private static List<Code> codes(Section section, String key) {
    var codes = new LinkedHashMap<String, Code>();
    Stream.of(Code.values()).forEach(code -> codes.put(code.wire(), code));
    var known = List.copyOf(codes.keySet());
    var read = new ArrayList<Code>();
    for (var word : section.words(key)) {
      var code = Optional.ofNullable(codes.get(word.value()));
      code.ifPresentOrElse(
          read::add,
          () ->
              section
                  .findings()
                  .value(
                      word,
                      "There is no such code. %sKnown: %s."
                          .formatted(
                              Section.didYouMean(word.value(), known), String.join(", ", known)),
                      known));
    }
    return read;
  }

  private static Map<String, String> brakes() {
    var brakes = new LinkedHashMap<String, String>();
    BRAKES.forEach(word -> brakes.put(word, word));
    return brakes;
  }

  /** A node as a message can show it. */
  private static String written(Node node) {
    return switch (node) {
      case Node.Scalar(var place, var text, var plain) -> text;
      case Node.Items(var place, var items) ->
          "["
              + items.stream().map(CatalogTestReader::written).collect(Collectors.joining(", "))
              + "]";
      case Node.Fields(var place, var fields) ->
          fields.stream()
              .map(field -> field.key() + ": " + written(field.value()))
              .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }
}

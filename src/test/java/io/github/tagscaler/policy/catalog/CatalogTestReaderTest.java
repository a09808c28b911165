package io.github.tagscaler.policy.catalog;

import static io.github.tagscaler.policy.catalog.TestDocuments.pay;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Expectation;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Given;
import io.github.tagscaler.policy.catalog.CatalogTestCase.What;
import io.github.tagscaler.policy.window.ExpressionReader;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a document says must come of which tags. */
class CatalogTestReaderTest {

  private static CatalogTestReader.Read read(String tests) {
    return CatalogTestReader.read(pay("version: 1\ntests:\n" + tests));
  }

  @Test
  void name_a_resource_with_its_tags_and_what_must_come_of_them() {
    assertThat(
            read(
                """
                - name: the usual
                  given: { kind: Component, tags: { policy: llm, max: 06, environment: "", on: off }, endpoint-tags: { a: b } }
                  expect: { max: 6, min: 1 }
                """))
        .isEqualTo(
            new CatalogTestReader.Read(
                List.of(
                    new CatalogTestCase(
                        new Place("pay", 3, 3),
                        Optional.of("the usual"),
                        new Given(
                            Kind.COMPONENT,
                            Map.of("policy", "llm", "max", "06", "environment", "", "on", "off"),
                            Map.of("a", "b"),
                            List.of("ml.m5.xlarge"),
                            200,
                            "AllTraffic"),
                        List.of(
                            new Expectation(new Place("pay", 5, 26), "min", "1", new What.Min(1)),
                            new Expectation(
                                new Place("pay", 5, 18), "max", "6", new What.Max(6))))),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | real-time | [ml.m5.xlarge] | 200 | AllTraffic",
        "~ | real-time | [ml.m5.xlarge] | 200 | AllTraffic",
        "{ kind: async, instance-type: ml.g5.xlarge } | async | [ml.g5.xlarge] | 200 | AllTraffic",
        "{ instance-type: [a, b], variant: blue } | real-time | [a, b] | 200 | blue",
        "{ kind: serverless, max-concurrency: 5, instance-type: [] } | serverless | [] | 5 | AllTraffic",
      })
  void use_defaults_for_what_is_left_out(
      String given, String kind, String types, int maxConcurrency, String variant) {
    var read = read("- { given: " + given + ", expect: { min: 1 } }").tests().getFirst().given();

    assertThat(read.kind().wire()).isEqualTo(kind);
    assertThat(read.instanceTypes().toString()).isEqualTo(types);
    assertThat(read.maxConcurrency()).isEqualTo(maxConcurrency);
    assertThat(read.variant()).isEqualTo(variant);
    assertThat(read.tags()).isEmpty();
    assertThat(read.endpointTags()).isEmpty();
  }

  static Stream<Arguments> expectations() {
    var windows =
        ((Windows.Reading.Understood) ExpressionReader.read("Mon-Fri 08:00-20:00 2-8")).windows();
    return Stream.of(
        Arguments.of("min: 0", "0", new What.Min(0)),
        Arguments.of("max: 6", "6", new What.Max(6)),
        Arguments.of("track: {}", "{  }", new What.Tracks(Map.of())),
        Arguments.of(
            "track: { cpu: 50.0, kv: 8 }",
            "{ cpu: 50.0, kv: 8 }",
            new What.Tracks(Map.of("cpu", BigDecimal.valueOf(50), "kv", BigDecimal.valueOf(8)))),
        Arguments.of(
            "scale-in-cooldown: 5m", "5m", new What.ScaleInCooldown(Duration.ofMinutes(5))),
        Arguments.of(
            "scale-out-cooldown: 60", "60", new What.ScaleOutCooldown(Duration.ofMinutes(1))),
        Arguments.of("scale-in: no", "no", new What.ScaleIn(false)),
        Arguments.of("wake: on", "on", new What.Wake(true)),
        Arguments.of("schedule: off", "off", new What.Schedule(Optional.empty())),
        Arguments.of(
            "schedule: Mon-Fri 08:00-20:00 2-8",
            "Mon-Fri 08:00-20:00 2-8",
            new What.Schedule(Optional.of(windows))),
        Arguments.of("step: surge", "surge", new What.Steps(Set.of("surge"))),
        Arguments.of("step: []", "[]", new What.Steps(Set.of())),
        Arguments.of("actions: [a, b]", "[a, b]", new What.Actions(Set.of("a", "b"))),
        Arguments.of("off-switch: OFF", "OFF", new What.OffSwitch("off")),
        Arguments.of("off-switch: not-tagged", "not-tagged", new What.OffSwitch("not-tagged")),
        Arguments.of("warning: []", "[]", new What.Warnings(List.of())),
        Arguments.of(
            "warning: [AboveMax, Drift]",
            "[AboveMax, Drift]",
            new What.Warnings(List.of(Code.ABOVE_MAX, Code.DRIFT))),
        Arguments.of("problem: BadValue", "BadValue", new What.Problems(List.of(Code.BAD_VALUE))));
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void expect(String line, String text, What what) {
    var read = read("- { given: {}, expect: { " + line + " } }");

    assertThat(read.problems()).isEmpty();
    assertThat(read.tests().getFirst().expected())
        .extracting(Expectation::key, Expectation::text, Expectation::what)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(line.substring(0, line.indexOf(':')), text, what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5 | tests[0]. Expected a mapping (key: value), found a single value.",
        "{ expect: { min: 1 } } | tests[0].given. This key is missing. It describes a resource and its tags.",
        "{ given: {} } | tests[0].expect. This key is missing. It says what must result from the tags.",
        "{ given: {}, expect: {} } | tests[0].expect. expect is empty, so this test can never fail.",
        "{ given: {}, expects: {}, expect: { min: 1 } } | tests[0].expects. Unknown key \"expects\". Did you mean \"expect\"? Valid keys: name, given, expect.",
        "{ given: { knd: async }, expect: { min: 1 } } | tests[0].given.knd. Unknown key \"knd\". Did you mean \"kind\"? Valid keys: kind, tags, endpoint-tags, instance-type, max-concurrency, variant.",
        "{ given: { kind: gpu }, expect: { min: 1 } } | tests[0].given.kind = \"gpu\". Allowed: real-time, async, serverless, component.",
        "{ given: { kind: instance }, expect: { min: 1 } } | tests[0].given.kind = \"instance\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component.",
        "{ given: { tags: [a] }, expect: { min: 1 } } | tests[0].given.tags. Expected a mapping (key: value), found a list.",
        "{ given: { tags: { a: 1, a: 2 } }, expect: { min: 1 } } | tests[0].given.tags.a. This key is already in line 3. Remove one of them.",
        "{ given: { max-concurrency: 0 }, expect: { min: 1 } } | tests[0].given.max-concurrency = \"0\". Use a whole number from 1.",
        "{ given: { variant: a b }, expect: { min: 1 } } | tests[0].given.variant = \"a b\". Use the name of a variant.",
        "{ given: {}, expect: { min: x } } | tests[0].expect.min = \"x\". Use a whole number, for example 4.",
        "{ given: {}, expect: { track: { cpu: x } } } | tests[0].expect.track.cpu = \"x\". Use the target, a number above 0.",
        "{ given: {}, expect: { track: [cpu] } } | tests[0].expect.track. Expected a mapping (key: value), found a list.",
        "{ given: {}, expect: { off-switch: of } } | tests[0].expect.off-switch = \"of\". Did you mean \"off\"? Allowed: ignore, off, paused, not-tagged, none.",
        "{ given: {}, expect: { problem: [] } } | tests[0].expect.problem. No problem is the default. Remove problem.",
      })
  void that_cannot_be_read_are_reported(String test, String message) {
    var read = read("- " + test);

    assertThat(read.tests()).isEmpty();
    assertThat(read.problems()).extracting(Problem::code).containsExactly(Code.CATALOG_INVALID);
    assertThat(read.problems().getFirst().message())
        .startsWith("pay, line 3, column ")
        .endsWith(": " + message);
  }

  @Test
  void call_codes_by_their_names() {
    assertThat(read("- { given: {}, expect: { warning: [Abovemax] } }").problems())
        .singleElement()
        .satisfies(problem ->
            assertThat(problem.message())
                .startsWith(
                    "pay, line 3, column 36: tests[0].expect.warning[0] = \"Abovemax\". Unknown code. Did you mean \"AboveMax\"? Valid codes: UnknownKey, BadValue,"));
  }

  @Test
  void that_are_right_are_run_beside_those_that_are_wrong() {
    var read = read("- { given: {}, expect: { min: x } }\n- { given: {}, expect: { min: 1 } }");

    assertThat(read.tests())
        .extracting(CatalogTestCase::place)
        .containsExactly(new Place("pay", 4, 3));
    assertThat(read.problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 1",
        "version: 1\ntests:",
        "version: 1\ntests: []",
        "a: b: c",
        "[]",
        "",
        "version: 2\nversion: 2\npolicys: {}",
      })
  void are_none_where_none_are_written(String text) {
    assertThat(CatalogTestReader.read(pay(text)))
        .isEqualTo(new CatalogTestReader.Read(List.of(), List.of()));
  }

  @Test
  void are_a_list() {
    assertThat(CatalogTestReader.read(pay("tests: { given: {} }")).problems())
        .extracting(Problem::message)
        .containsExactly(
            "pay, line 1, column 8: tests. Expected a list, such as \"- item\" on a line of its own or [item].");
  }
}

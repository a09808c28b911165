package io.github.tagscaler.policy.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.policy.catalog.SampleDocuments.Sample;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.resource.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema for editors accepts what the reader accepts, as far as a schema can. */
class CatalogSchemaTest {
  private static final Json SCHEMA = CatalogSchema.schema();

  static Stream<Arguments> definitions() {
    return Stream.of(
        Arguments.of("policy", DraftReader.KEYS),
        Arguments.of("settings", DraftReader.SETTING_KEYS),
        Arguments.of("track", TrackReader.KEYS),
        Arguments.of("step", StepReader.KEYS),
        Arguments.of("capacity-step", StepReader.STEP_KEYS),
        Arguments.of("action", ActionReader.KEYS),
        Arguments.of("custom", CustomMetricReader.KEYS),
        Arguments.of("query", CustomMetricReader.QUERY_KEYS),
        Arguments.of("stat", CustomMetricReader.STAT_KEYS),
        Arguments.of("metric", CustomMetricReader.METRIC_KEYS),
        Arguments.of("dimension", CustomMetricReader.DIMENSION_KEYS),
        Arguments.of("defaults", PlatformReader.DEFAULTS_KEYS),
        Arguments.of("guardrail", PlatformReader.GUARDRAIL_KEYS),
        Arguments.of("test", CatalogTestReader.KEYS),
        Arguments.of("given", CatalogTestReader.GIVEN_KEYS),
        Arguments.of("expect", ExpectationReader.KEYS));
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void knows_the_keys_that_the_reader_knows_and_no_others(String definition, List<String> keys) {
    var schema = SCHEMA.get("$defs").get(definition);

    assertThat(members(schema.get("properties"))).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(schema.get("additionalProperties")).isEqualTo(Json.of(false));
  }

  @Test
  void knows_the_keys_of_a_document() {
    assertThat(members(SCHEMA.get("properties")))
        .containsExactlyInAnyOrderElementsOf(Document.PLATFORM_KEYS);
  }

  @Test
  void knows_the_words_that_the_reader_knows() {
    var definitions = SCHEMA.get("$defs");

    assertThat(definitions.get("kind").get("enum").stream().flatMap(word -> word.text().stream()))
        .containsExactly(Stream.of(Kind.values()).map(Kind::wire).toArray(String[]::new));
    assertThat(definitions.get("alias").get("enum").stream().flatMap(word -> word.text().stream()))
        .containsExactly(Metric.names().toArray(String[]::new));
    assertThat(words("step", "adjust"))
        .containsExactlyInAnyOrderElementsOf(StepReader.ADJUST.keySet());
    assertThat(words("step", "missing"))
        .containsExactlyInAnyOrderElementsOf(StepReader.MISSING.keySet());
    assertThat(words("custom", "Statistic"))
        .containsExactlyInAnyOrderElementsOf(CustomMetricReader.STATISTICS);
    assertThat(words("expect", "off-switch"))
        .containsExactlyElementsOf(ExpectationReader.OFF_SWITCHES);
  }

  @ParameterizedTest
  @CsvSource({
    "TargetTrackingMetricNamespace, text",
    "TargetTrackingMetricName, text",
    "TargetTrackingMetricDimensionName, text",
    "TargetTrackingMetricDimensionValue, dimension.Value",
    "TargetTrackingMetricUnit, unit",
    "Expression, query.Expression",
  })
  void takes_no_longer_texts_than_aws(String shape, String definition) {
    var aws = CatalogSchema.awsShape(shape);
    var names = definition.split("\\.", -1);
    var ours = SCHEMA.get("$defs").get(names[0]);
    if (names.length > 1) {
      ours = ours.get("properties").get(names[1]);
    }

    assertThat(List.of(ours.get("minLength"), ours.get("maxLength")))
        .isEqualTo(List.of(aws.get("min"), aws.get("max")));
  }

  @Test
  void takes_the_fields_and_statistics_that_aws_takes() {
    assertThat(members(CatalogSchema.awsShape("CustomizedMetricSpecification").get("members")))
        .containsExactlyInAnyOrderElementsOf(CustomMetricReader.KEYS);
    assertThat(members(CatalogSchema.awsShape("TargetTrackingMetricDataQuery").get("members")))
        .containsExactlyInAnyOrderElementsOf(CustomMetricReader.QUERY_KEYS);
    assertThat(members(CatalogSchema.awsShape("TargetTrackingMetricStat").get("members")))
        .containsExactlyInAnyOrderElementsOf(CustomMetricReader.STAT_KEYS);
    assertThat(members(CatalogSchema.awsShape("TargetTrackingMetric").get("members")))
        .containsExactlyInAnyOrderElementsOf(CustomMetricReader.METRIC_KEYS);
    assertThat(
            CatalogSchema.awsShape("MetricStatistic").get("enum").stream()
                .flatMap(word -> word.text().stream()))
        .containsExactlyInAnyOrderElementsOf(CustomMetricReader.STATISTICS);
  }

  private static Stream<String> words(String definition, String key) {
    return SCHEMA.get("$defs").get(definition).get("properties").get(key).get("enum").stream()
        .flatMap(word -> word.text().stream());
  }

  private static List<String> members(Json object) {
    return object instanceof Json.Obj(var members) ? List.copyOf(members.keySet()) : List.of();
  }

  static Stream<Sample> good() {
    return SampleDocuments.GOOD.stream();
  }

  @ParameterizedTest
  @MethodSource("good")
  void takes_what_the_reader_takes(Sample sample) {
    assertThat(problems(sample)).isEmpty();
    assertThat(CatalogSchema.errors(sample.text())).isEmpty();
  }

  static Stream<Sample> bad() {
    return SampleDocuments.BAD.stream();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refuses_what_the_reader_refuses(Sample sample) {
    assertThat(problems(sample)).isNotEmpty();
    assertThat(CatalogSchema.errors(sample.text())).isNotEmpty();
  }

  static Stream<Sample> beyond() {
    return SampleDocuments.BEYOND_THE_SCHEMA.stream();
  }

  /** If one of these fails because the schema has learnt it, move it to the bad ones. */
  @ParameterizedTest
  @MethodSource("beyond")
  void cannot_tell_everything(Sample sample) {
    assertThat(problems(sample)).isNotEmpty();
    assertThat(CatalogSchema.errors(sample.text())).isEmpty();
  }

  static Stream<Sample> lenient() {
    return SampleDocuments.ACCEPTED_BY_THE_READER_ONLY.stream();
  }

  @ParameterizedTest
  @MethodSource("lenient")
  void is_stricter_with_needless_spellings(Sample sample) {
    assertThat(problems(sample)).isEmpty();
    assertThat(CatalogSchema.errors(sample.text())).isNotEmpty();
  }

  private static List<?> problems(Sample sample) {
    var document = TestDocuments.platform(sample.text());
    return Stream.of(
            CatalogReader.read(List.of(document)).summary().problems(),
            CatalogTestReader.read(document).problems())
        .flatMap(List::stream)
        .toList();
  }
}

package io.github.tagscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tagscaler.event.ChangedParameter;
import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CatalogReporterTest {
  private static final String PATH = "/tagscaler/catalog";
  private static final Catalog GOOD =
      catalog(
          new DocumentText(
              "_platform", "{ version: 1, guardrails: [{ max: 9 }], policies: { a: {}, b: {} } }"),
          new DocumentText("pay", "{ version: 1, policies: { c: {} } }"));
  private static final Catalog BAD = catalog(new DocumentText("pay", "version: 2"));
  private static final String VERSION_2 =
      "pay, line 1, column 10: version = \"2\". Unsupported version. Write version: 1.";

  private final Written written = new Written();
  private final List<OutcomeEvent> published = new ArrayList<>();
  private final EventLog log = new EventLog(written.lines());
  private final CatalogReporter reporter = reporter(published::addAll, PATH);

  private CatalogReporter reporter(EventBus bus, @Nullable String path) {
    return new CatalogReporter(written.lines(), log, bus, "models", path);
  }

  private static Catalog catalog(DocumentText... documents) {
    return CatalogReader.read(List.of(documents));
  }

  private static Command.Sweep sweep(Trigger.Type type) {
    return new Command.Sweep(new Trigger(type, "7bf7", "detail", null), false, Optional.empty());
  }

  private static Command.Sweep changed(String parameter, boolean deleted) {
    return new Command.Sweep(
        new Trigger(Trigger.Type.CATALOG, "7bf7", "Parameter Store Change", null),
        false,
        Optional.of(new ChangedParameter(parameter, deleted)));
  }

  private List<Json> lines() {
    return written.writes().stream().map(JsonReader::read).toList();
  }

  private List<String> messages() {
    return lines().stream().map(line -> line.get("message").text().orElse("")).toList();
  }

  @Test
  void a_line_says_what_the_catalog_contains() {
    reporter.read(GOOD, sweep(Trigger.Type.REQUEST));

    assertThat(lines())
        .containsExactly(
            JsonReader.read(
                """
                {"timestamp": "2026-08-07T12:00:00.123Z", "level": "INFO", "event": "Catalog",
                 "message": "Catalog /tagscaler/catalog: 2 documents, 3 policies, 1 guardrail. No problems.",
                 "path": "/tagscaler/catalog", "documents": 2, "policies": 3, "guardrails": 1,
                 "problemCount": 0, "problems": [],
                 "trigger": {"type": "request", "eventId": "7bf7", "detailType": "detail", "principal": null}}
                """));
  }

  @Test
  void a_line_with_problems_is_for_the_operator_and_has_them_all() {
    reporter.read(
        catalog(new DocumentText("Pay", "version: 1"), new DocumentText("web", "version: 2")),
        sweep(Trigger.Type.REQUEST));

    assertThat(messages())
        .containsExactly(
            "Catalog /tagscaler/catalog: 2 documents, 0 policies, 0 guardrails. 2 problems. 1. Pay: No tag can use this document, because its name \"Pay\" is not valid. Rename the document. Did you mean \"pay\"? A name has at most 63 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit. 2. web, line 1, column 10: version = \"2\". Unsupported version. Write version: 1.");
    assertThat(lines().getFirst().get("level")).isEqualTo(Json.of("ERROR"));
    assertThat(lines().getFirst().get("problemCount")).isEqualTo(Json.of(2));
    assertThat(lines().getFirst().get("problems").stream()).hasSize(2);
  }

  @Test
  void a_message_has_the_first_ten_of_many_problems() {
    var text = new StringBuilder("version: 1\npolicies:\n");
    IntStream.range(0, 70).forEach(i -> text.append("  p%d: { max: x }\n".formatted(i)));

    reporter.read(catalog(new DocumentText("pay", text.toString())), sweep(Trigger.Type.CATALOG));

    assertThat(messages().getFirst())
        .contains("70 problems. 1. pay, line 3,", " 10. pay, line 12,")
        .endsWith(". And 60 more.");
    assertThat(lines().getFirst().get("problemCount")).isEqualTo(Json.of(70));
    assertThat(lines().getFirst().get("problems").stream()).hasSize(50);
  }

  @ParameterizedTest
  @EnumSource(names = {"CATALOG", "REQUEST", "DIRECT"})
  void each_sweep_that_somebody_caused_is_reported(Trigger.Type type) {
    reporter.read(GOOD, sweep(type));
    reporter.read(GOOD, sweep(type));

    assertThat(messages()).hasSize(2);
  }

  @Test
  void of_scheduled_sweeps_only_a_functions_first_is_reported() {
    reporter.read(BAD, sweep(Trigger.Type.SCHEDULE));
    reporter.read(BAD, sweep(Trigger.Type.SCHEDULE));

    assertThat(messages())
        .containsExactly(
            "Catalog /tagscaler/catalog: 1 document, 0 policies, 0 guardrails. 1 problem: "
                + VERSION_2);
  }

  @Test
  void one_that_cannot_be_read_is_not_reported_here() {
    var unreadable = Catalog.unusable(Problem.of(Code.SERVICE_ERROR, "Not now."));
    reporter.read(unreadable, sweep(Trigger.Type.SCHEDULE));
    assertThat(messages()).isEmpty();

    reporter.read(GOOD, sweep(Trigger.Type.SCHEDULE));
    assertThat(messages()).hasSize(1);
  }

  @Test
  void without_a_path_there_is_nothing_to_report() {
    reporter(published::addAll, null).read(catalog(), sweep(Trigger.Type.DIRECT));

    assertThat(messages()).isEmpty();
  }

  @Test
  void a_path_without_documents_is_a_problem() {
    reporter.read(catalog(), sweep(Trigger.Type.DIRECT));

    assertThat(messages())
        .containsExactly(
            "Catalog /tagscaler/catalog: 0 documents, 0 policies, 0 guardrails. 1 problem: There is no parameter directly under /tagscaler/catalog, so tags can use the bundled policies only and there are no guardrails. Save a document there, correct the template parameter CatalogPath, or set it to nothing.");
  }

  @Nested
  class A_parameter_in_a_subfolder {
    @Test
    void is_a_problem_when_it_is_written() {
      reporter.read(GOOD, changed(PATH + "/teams/pay", false));

      assertThat(messages())
          .containsExactly(
              "Catalog /tagscaler/catalog: 2 documents, 3 policies, 1 guardrail. 1 problem: The parameter /tagscaler/catalog/teams/pay is not read, because it is in a subfolder. Save it directly under /tagscaler/catalog, as /tagscaler/catalog/pay.");
      assertThat(published).hasSize(1);
    }

    @Test
    void is_none_when_it_is_deleted() {
      reporter.read(GOOD, changed(PATH + "/teams/pay", true));

      assertThat(messages()).singleElement().asString().endsWith("No problems.");
    }

    @Test
    void is_not_one_directly_under_the_path() {
      reporter.read(GOOD, changed(PATH + "/pay", false));

      assertThat(messages()).singleElement().asString().endsWith("No problems.");
    }
  }

  @Nested
  class An_event {
    @Test
    void is_published_when_a_change_leaves_problems() {
      reporter.read(BAD, changed(PATH + "/pay", false));

      assertThat(published).hasSize(1);
      assertThat(published.getFirst().detailType()).isEqualTo("Catalog Invalid");
      assertThat(published.getFirst().resources()).isEmpty();
      assertThat(published.getFirst().detail())
          .isEqualTo(
              JsonReader.read(
                  """
                  {"version": 1,
                   "message": "Catalog /tagscaler/catalog: 1 document, 0 policies, 0 guardrails. 1 problem: pay, line 1, column 10: version = \\"2\\". Unsupported version. Write version: 1.",
                   "path": "/tagscaler/catalog", "documents": 1, "policies": 0, "guardrails": 0,
                   "problemCount": 1,
                   "problems": [{"code": "CatalogInvalid", "key": "version", "value": "2",
                     "message": "pay, line 1, column 10: version = \\"2\\". Unsupported version. Write version: 1.",
                     "allowed": ["1"], "audience": "operator"}],
                   "stack": "models",
                   "trigger": {"type": "catalog", "eventId": "7bf7",
                     "detailType": "Parameter Store Change", "principal": null}}
                  """));
    }

    @Test
    void is_not_published_without_a_problem_or_a_change() {
      reporter.read(GOOD, changed(PATH + "/pay", false));
      reporter.read(BAD, sweep(Trigger.Type.REQUEST));
      reporter.read(BAD, sweep(Trigger.Type.SCHEDULE));

      assertThat(published).isEmpty();
    }

    @Test
    void that_cannot_be_published_is_in_the_log_and_the_sweep_goes_on() {
      EventBus down =
          events -> {
            throw new IllegalStateException("down");
          };

      reporter(down, PATH).read(BAD, changed(PATH + "/pay", false));

      assertThat(messages()).hasSize(2).endsWith("Catalog Invalid: down");
    }

    @Test
    void is_by_the_schema() throws IOException {
      reporter.read(BAD, changed(PATH + "/pay", false));
      reporter.read(catalog(new DocumentText("a\nb", "\u202e: 7")), changed(PATH + "/a/b", false));

      assertThat(published).hasSize(2);
      for (var event : published) {
        assertThat(errors(event.detail().write())).isEmpty();
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            version      | 2
            message      | "two\\nlines"
            path         | "catalog"
            documents    | -1
            policies     | "3"
            guardrails   | null
            problemCount | 0
            problems     | []
            stack        | ""
            trigger      | {"type": "tag", "eventId": null, "detailType": null, "principal": null}
            more         | 1
            """)
    void is_refused_by_the_schema_if_it_is_wrong(String member, String value) throws IOException {
      reporter.read(BAD, changed(PATH + "/pay", false));
      var json = JsonMapper.builder().build();
      var detail = (ObjectNode) json.readTree(published.getFirst().detail().write());

      detail.set(member, json.readTree(value));

      assertThat(errors(detail.toString())).isNotEmpty();
    }

    private static List<String> errors(String detail) throws IOException {
      try (InputStream in =
          Objects.requireNonNull(
              CatalogReporter.class.getResourceAsStream("catalog-invalid.schema.json"))) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .validate(detail, InputFormat.JSON)
            .stream()
            .map(Object::toString)
            .toList();
      }
    }
  }
}

package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.template.InsightsQuery;
import io.github.tagscaler.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The saved queries of the template, and those of the pages, on what the function logs. */
class SavedQueriesTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final String FOLDER = "tagscaler/${AWS::StackName}/";
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^ *```\\n( *(?:filter|fields) .*?)^ *```$");

  private static List<Json> lines;

  @BeforeAll
  static void run_the_function() {
    account.reset();
    lines = LoggedStory.in(account);
  }

  static Stream<String> names() {
    return definitions().map(each -> name(each));
  }

  private static Stream<Json> definitions() {
    return new Template().resources("AWS::Logs::QueryDefinition").values().stream();
  }

  private static String name(Json definition) {
    return definition.get("Name").get("Fn::Sub").text().orElseThrow().substring(FOLDER.length());
  }

  private static String text(String name) {
    return definitions()
        .filter(each -> name(each).equals(name))
        .map(each -> each.get("QueryString").text().orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static List<Map<String, String>> rows(String name) {
    return new InsightsQuery(text(name)).rows(lines);
  }

  @ParameterizedTest
  @MethodSource("names")
  void names_only_fields_that_lines_have(String name) {
    assertThat(new InsightsQuery(text(name)).fields())
        .allSatisfy(field -> assertThat(lines).anyMatch(line -> InsightsQuery.has(line, field)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void finds_something_in_an_account_where_everything_happens(String name) {
    assertThat(rows(name)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void reads_the_log_of_the_stack_and_says_what_it_is_for(String name) {
    var definition =
        definitions().filter(each -> name(each).equals(name)).findFirst().orElseThrow();

    assertThat(definition.get("LogGroupNames").write()).isEqualTo("[{\"Ref\":\"FunctionLog\"}]");
    assertThat(text(name)).startsWith("# ");
  }

  @ParameterizedTest
  @MethodSource("names")
  void is_on_the_page(String name) throws IOException {
    assertThat(Files.readString(Path.of("docs/dashboard.md"))).contains("| `" + name + "` |");
  }

  @Test
  void why_nothing_shows_one_resource_only() {
    var rows = rows("why-nothing");

    assertThat(rows)
        .allSatisfy(row -> assertThat(row.get("message")).contains("endpoint/chat"))
        .noneSatisfy(row -> assertThat(row.get("message")).contains("chat-base"));
    assertThat(rows)
        .extracting(row -> row.get("what"))
        .contains("Applied", "Released", "Skipped", "DeployBlocked");
  }

  @Test
  void what_changed_shows_who_started_it() {
    assertThat(rows("what-changed"))
        .extracting(row -> row.get("outcome"), row -> row.get("resourceId"))
        .contains(
            tuple("Applied", "endpoint/mended/variant/AllTraffic"),
            tuple("Released", "endpoint/chat/variant/AllTraffic"));
    assertThat(rows("what-changed"))
        .anyMatch(row -> !row.getOrDefault("trigger.principal", "").isEmpty());
  }

  @Test
  void who_is_rejected_leaves_out_what_was_mended() {
    assertThat(rows("who-is-rejected"))
        .extracting(row -> row.get("resourceId"), row -> row.get("why"))
        .contains(tuple("endpoint/typo/variant/AllTraffic", "UnknownPolicy"))
        .doesNotContain(tuple("endpoint/mended/variant/AllTraffic", "UnknownPolicy"));
  }

  @Test
  void what_needs_the_operator_names_the_permission() {
    assertThat(rows("what-needs-the-operator"))
        .anySatisfy(row -> {
          assertThat(row.get("code")).isEqualTo("AccessDenied");
          assertThat(row.get("text")).contains("RegisterScalableTarget");
        });
  }

  @Test
  void sweeps_counts_states() {
    assertThat(rows("sweeps").getFirst().get("states.Rejected")).matches("[1-9]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/operations.md", "docs/outcomes.md"})
  void a_query_of_a_page_names_only_fields_that_lines_have(String page) throws IOException {
    var queries =
        BLOCK
            .matcher(Files.readString(Path.of(page)))
            .results()
            .map(each -> each.group(1))
            .toList();

    assertThat(queries).isNotEmpty();
    for (var query : queries) {
      assertThat(new InsightsQuery(query).fields())
          .as(query)
          .allSatisfy(field ->
              assertThat(lines).as(field).anyMatch(line -> InsightsQuery.has(line, field)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filter outcome = \"Rejected\" | count",
        "filter outcome",
        "stats median(owned)",
        "filter outcome = \"Rejected\" limit 3",
        "filter outcome == \"Rejected\""
      })
  void a_query_with_a_slip_is_refused_by_this_test(String query) {
    assertThatThrownBy(() -> new InsightsQuery(query)).isInstanceOf(IllegalArgumentException.class);
  }
}

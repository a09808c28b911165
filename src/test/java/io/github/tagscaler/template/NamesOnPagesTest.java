package io.github.tagscaler.template;

import static io.github.tagscaler.template.Template.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.Pages;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parameters, outputs, alarms and other names of the stack that pages mention are in the template.
 */
class NamesOnPagesTest {
  private static final Pattern OVERRIDES =
      Pattern.compile("--parameter(?:-override)?s((?: \\w+=(?:\"[^\"]*\"|\\S+))+)");
  private static final Pattern OVERRIDE = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");
  private static final Pattern SETTING = Pattern.compile("^([A-Z][a-z]\\w+)=([^ ]*)$");

  /** Words of the AWS CLI that look like a parameter in a sentence. */
  private static final Set<String> OF_STACK_SETS =
      Set.of("UsePreviousValue", "RetainStacksOnAccountRemoval");

  /** As the AWS CLI writes parameters of a stack set. */
  private static final Pattern KEY_AND_VALUE =
      Pattern.compile("ParameterKey=(\\w+),(?:ParameterValue=|UsePreviousValue=true())");

  private static final Pattern OUTPUT = Pattern.compile("(?:^|\\()output (\\w+)");
  private static final Pattern OUTPUT_IN_TEXT = Pattern.compile("output `(\\w+)`");
  private static final Pattern ALARM = Pattern.compile("^(?!PutMetric)\\w+Alarm$");
  private static final Pattern LOGICAL_ID = Pattern.compile("--logical-resource-id (\\w+)");
  private static final Pattern QUERY =
      Pattern.compile("\\[`([a-z-]+)`]\\(dashboard\\.md#queries\\)|tagscaler/\\$STACK/([a-z-]+)");
  private static final Pattern QUERY_ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

  /** More than six alarms are those of the stack: AWS creates fewer for a target. */
  private static final Pattern COUNT =
      Pattern.compile("\\b(seven|eight|nine|ten|eleven|twelve)(?: alarms|(?= for the stack))");

  private static final List<String> NUMBERS =
      List.of("seven", "eight", "nine", "ten", "eleven", "twelve");

  private final Template template = new Template();

  /** A parameter with the value that a page gives it. */
  private record Setting(String name, String value) {}

  static List<Path> pages() throws IOException {
    return Pages.ofToday();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_parameter_exists_and_accepts_the_value(Path page) {
    var inCommands =
        found(
                Pages.commands(page)
                    .map(command ->
                        KEY_AND_VALUE
                            .matcher(command)
                            .replaceAll(
                                found -> found.group(1) + (found.group(2) == null ? "=" : "=…"))),
                OVERRIDES)
            .flatMap(overrides -> OVERRIDE.matcher(overrides.group(1)).results())
            .map(found ->
                new Setting(
                    found.group(1), found.group(2) == null ? found.group(3) : found.group(2)));
    var inText =
        found(Pages.words(page), SETTING).map(found -> new Setting(found.group(1), found.group(2)));

    assertThat(Stream.concat(inCommands, inText).filter(setting -> !isOfAnother(setting.name())))
        .allSatisfy(setting -> {
          var declared = template.parameters().get(setting.name());
          assertThat(declared.isNull()).as("no parameter %s", setting.name()).isFalse();
          assertThat(accepts(declared, setting.value())).isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_output_exists(Path page) {
    assertThat(
            Stream.concat(
                    found(Pages.commands(page), OUTPUT),
                    OUTPUT_IN_TEXT.matcher(Pages.withoutBlocks(page)).results())
                .map(found -> found.group(1)))
        .isSubsetOf(outputs());
  }

  /** Those of the stack, and of the templates in docs/examples. */
  private Set<String> outputs() {
    var examples =
        Stream.of("docs/examples/forward-outcomes.yaml", "docs/examples/central-bus.yaml")
            .map(file -> Yaml.read(Path.of(file)).get("Outputs"));
    return Stream.concat(Stream.of(template.outputs()), examples)
        .flatMap(outputs -> members(outputs).keySet().stream())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_alarm_exists_and_their_number_is_right(Path page) {
    var alarms = template.resources("AWS::CloudWatch::Alarm").keySet();

    assertThat(found(Pages.words(page), ALARM).map(MatchResult::group)).isSubsetOf(alarms);
    assertThat(
            COUNT
                .matcher(Pages.withoutCode(page))
                .results()
                .map(found -> NUMBERS.indexOf(found.group(1)) + 7))
        .allSatisfy(number -> assertThat(number).isEqualTo(alarms.size()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_resource_of_the_stack_exists(Path page) {
    assertThat(found(Pages.commands(page), LOGICAL_ID).map(found -> found.group(1)))
        .allSatisfy(id -> assertThat(template.resource(id).isNull()).isFalse());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_saved_query_exists(Path page) {
    assertThat(
            QUERY
                .matcher(Pages.text(page))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1)))
        .isSubsetOf(savedQueries());
  }

  @Test
  void each_saved_query_has_a_row_and_each_row_a_saved_query() {
    var table = Pages.text(Path.of("docs/dashboard.md"));

    assertThat(
            QUERY_ROW
                .matcher(table.substring(table.indexOf("## Queries")))
                .results()
                .map(found -> found.group(1)))
        .containsExactlyElementsOf(savedQueries());
  }

  /** SAM does not read the variable that the AWS CLI prefers. */
  @Test
  void the_region_is_exported_for_the_AWS_CLI_and_for_SAM() {
    var first =
        Pages.blocks(Path.of("README.md"), "sh")
            .filter(block -> block.contains("sam deploy"))
            .findFirst()
            .orElseThrow();

    assertThat(first).containsSubsequence("AWS_REGION=", "AWS_DEFAULT_REGION=", "sam deploy");
    assertThat(Pages.text(Path.of("docs/operations.md")))
        .contains("`AWS_REGION` for the CLI and as `AWS_DEFAULT_REGION` for SAM");
  }

  private List<String> savedQueries() {
    return template.resources("AWS::Logs::QueryDefinition").values().stream()
        .map(query -> query.get("Name").get("Fn::Sub").text().orElseThrow())
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .toList();
  }

  private static Stream<MatchResult> found(Stream<String> texts, Pattern pattern) {
    return texts.flatMap(text -> pattern.matcher(text).results());
  }

  /**
   * Parameters of the released template and of the templates in docs/examples, and a word of the
   * AWS CLI.
   */
  private static boolean isOfAnother(String parameter) {
    return OF_STACK_SETS.contains(parameter)
        || Stream.of(
                "release/release.py",
                "docs/examples/central-bus.yaml",
                "docs/examples/forward-outcomes.yaml")
            .map(Path::of)
            .anyMatch(file ->
                Pattern.compile("(?m)^ +\"?" + parameter + "\"?:")
                    .matcher(Pages.text(file))
                    .find());
  }

  /** Whether CloudFormation accepts a value; one with a variable of the shell is not known. */
  private static boolean accepts(Json parameter, String value) {
    if (value.contains("$") || value.contains("…")) {
      return true;
    }
    var known = members(parameter);
    if (known.containsKey("AllowedValues")) {
      return known.get("AllowedValues").stream()
          .map(NamesOnPagesTest::plain)
          .toList()
          .contains(value);
    }
    if (known.containsKey("MinValue")) {
      return Pattern.matches("\\d+", value)
          && number(parameter, "MinValue").compareTo(new BigDecimal(value)) <= 0
          && number(parameter, "MaxValue").compareTo(new BigDecimal(value)) >= 0;
    }
    return Pattern.matches(plain(parameter.get("AllowedPattern")), value);
  }

  private static BigDecimal number(Json parameter, String name) {
    return new BigDecimal(plain(parameter.get(name)));
  }

  private static String plain(Json value) {
    return value.text().orElseGet(value::write);
  }
}

package io.github.tagscaler.template;

import static io.github.tagscaler.template.Template.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.ShellWords;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of every page can be run: a shell can read them, and what they name exists, such as
 * parameters and outputs of the stack, targets of the Makefile, and options of the command. {@code
 * make test-commands} checks what they call in the AWS CLI.
 */
class DocsCommandsTest {
  private static final Pattern SHELL_BLOCK =
      Pattern.compile("(?ms)^ *```(?:sh|bash)\n(.*?)^ *```$");
  private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");

  private static final Pattern OVERRIDES =
      Pattern.compile(
          "--parameter-overrides((?:\\s+\"?(?!ParameterKey)[A-Z]\\w+=(?:\"[^\"]*\"|[^\\s\"]*)\"?)+)");
  private static final Pattern SETTING = Pattern.compile("\\b([A-Z]\\w+)=(\"[^\"]*\"|[^\\s\"]*)");
  private static final Pattern LONE_SETTING = Pattern.compile("([A-Z][a-z]\\w+)=(.+)");
  private static final Pattern API_SETTING =
      Pattern.compile("ParameterKey=(\\w+),(?:ParameterValue=([^\\s,]*)|UsePreviousValue=true)");
  private static final Pattern OUTPUT =
      Pattern.compile(
          "\\boutput ([A-Z][a-z]\\w+)|OutputKey==['`]([A-Z]\\w+)|\\boutput `([A-Z]\\w+)`");
  private static final Pattern ALARM = Pattern.compile("[A-Z][A-Za-z]+Alarm");
  private static final Pattern RESOURCE = Pattern.compile("--logical-resource-id (\\w+)");
  private static final Pattern MAKE = Pattern.compile("(?m)^ *(?:\\w+=\\S+ )*make ([a-z][a-z-]+)");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^|&& )\\s*(?:\\w+=\\S+ )*tagscaler ([a-z-].*)");
  private static final Pattern FILE =
      Pattern.compile("(?<![\\w/.])(?:scripts|docs|deploy|security|events)/[\\w./-]+\\w");

  /** What the released template has beside the parameters of template.yaml. */
  private static final Set<String> OF_A_RELEASE =
      Set.of("CodeBucket", "CodeBucketPerRegion", "CodeKey");

  /** Members of the API of StackSets, which look like a parameter in a sentence. */
  private static final Set<String> OF_STACK_SETS =
      Set.of("UsePreviousValue", "RetainStacksOnAccountRemoval");

  /** Calls of AWS that end like an alarm of the stack. */
  private static final Set<String> NO_ALARMS = Set.of("PutMetricAlarm");

  private static final Template TEMPLATE = new Template();

  static List<Path> pages() throws IOException {
    try (var docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              docs.filter(file -> file.toString().endsWith(".md")),
              Stream.of(
                      "README.md",
                      "CONTRIBUTING.md",
                      "SECURITY.md",
                      "events/README.md",
                      "deploy/terraform/README.md")
                  .map(Path::of))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_shell_can_read_each_block(Path page) throws Exception {
    for (var block : blocks(page)) {
      var shell = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
      try (var in = shell.outputWriter(StandardCharsets.UTF_8)) {
        in.write(block);
      }
      var answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(shell.waitFor()).as(block + answer).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_parameter_of_a_deployment_exists_and_accepts_its_value(Path page) {
    for (var line : lines(page)) {
      var parameters = parametersOf(line);
      find(OVERRIDES, line)
          .flatMap(each -> find(SETTING, each.group(1)))
          .forEach(each -> assertAccepted(parameters, each.group(1), each.group(2)));
      find(API_SETTING, line)
          .forEach(each -> assertAccepted(parameters, each.group(1), each.group(2)));
    }
    spans(page)
        .map(LONE_SETTING::matcher)
        .filter(each -> each.matches() && !OF_STACK_SETS.contains(each.group(1)))
        .forEach(each -> assertAccepted(TEMPLATE.parameters(), each.group(1), each.group(2)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_output_of_the_stack_exists(Path page) {
    assertThat(named(OUTPUT, page)).isSubsetOf(members(TEMPLATE.outputs()).keySet());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_resource_of_the_stack_exists(Path page) {
    assertThat(named(RESOURCE, page))
        .allSatisfy(each -> assertThat(TEMPLATE.resource(each).isNull()).as(each).isFalse());
    assertThat(spans(page).filter(each -> ALARM.matcher(each).matches()))
        .allSatisfy(each ->
            assertThat(NO_ALARMS.contains(each) || !TEMPLATE.resource(each).isNull())
                .as(each)
                .isTrue());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_target_of_the_Makefile_exists(Path page) throws IOException {
    var makefile = Files.readString(Path.of("Makefile"));

    assertThat(named(MAKE, page))
        .allSatisfy(each -> assertThat(makefile).containsPattern("(?m)^" + each + ":.*## "));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_file_exists(Path page) {
    assertThat(lines(page).stream().flatMap(line -> find(FILE, line)).map(MatchResult::group))
        .allSatisfy(each -> assertThat(Path.of(each)).exists());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_option_of_the_command_exists(Path page) {
    // A verb alone in a sentence is its name.
    Stream.concat(lines(page).stream(), spans(page).filter(each -> each.split(" ").length > 2))
        .flatMap(line -> find(COMMAND, line))
        .map(each -> each.group(1).replaceAll(" (?:[|>#]|&&).*", "").replaceAll("\\)$", ""))
        .forEach(words ->
            assertThatCode(() -> CommandRun.parse(ShellWords.split(words)))
                .as(page + ": tagscaler " + words)
                .doesNotThrowAnyException());
  }

  /** What the tests above would overlook. */
  @ParameterizedTest
  @CsvSource({
    "DryRun,          perhaps",
    "LogRetentionDays,366",
    "SweepMinutes,    90",
    "TagPrefix,       aws:",
    "MaxCapcity,      6",
  })
  void a_parameter_that_the_stack_would_refuse_is_found(String name, String value) {
    assertThatCode(() -> assertAccepted(TEMPLATE.parameters(), name, value))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_command_with_an_unknown_option_is_found() {
    assertThatCode(() -> CommandRun.parse(List.of("report", "--profiles", "prod")))
        .isInstanceOf(RuntimeException.class);
  }

  private static void assertAccepted(Json parameters, String name, String quoted) {
    if (OF_A_RELEASE.contains(name)) {
      return;
    }
    var parameter = parameters.get(name);
    assertThat(parameter.isNull()).as("there is no parameter " + name).isFalse();
    var value = quoted == null ? "" : quoted.replace("\"", "");
    // A placeholder, or left as it was.
    if (value.isEmpty() || value.matches(".*[$<…].*")) {
      return;
    }
    var allowed = parameter.get("AllowedValues").stream().map(DocsCommandsTest::text).toList();
    if (!allowed.isEmpty()) {
      assertThat(allowed).as(name).contains(value);
    }
    parameter
        .get("AllowedPattern")
        .text()
        .ifPresent(pattern -> assertThat(value).as(name).matches(pattern));
    if (text(parameter.get("Type")).equals("Number")) {
      var number = new BigDecimal(value);
      limit(parameter.get("MinValue"))
          .forEach(min -> assertThat(number).isGreaterThanOrEqualTo(min));
      limit(parameter.get("MaxValue")).forEach(max -> assertThat(number).isLessThanOrEqualTo(max));
    }
  }

  private static Stream<BigDecimal> limit(Json value) {
    return value instanceof Json.Num(BigDecimal number) ? Stream.of(number) : Stream.of();
  }

  private static String text(Json value) {
    return value instanceof Json.Num(BigDecimal number)
        ? number.toPlainString()
        : value.text().orElseThrow();
  }

  /** Those of the template that a command deploys. */
  private static Json parametersOf(String line) {
    var example = Pattern.compile("docs/examples/[\\w-]+\\.yaml").matcher(line);
    return example.find()
        ? Yaml.read(Path.of(example.group())).get("Parameters")
        : TEMPLATE.parameters();
  }

  /** The first group that is there, of each match in the text of a page. */
  private static Set<String> named(Pattern pattern, Path page) {
    Function<MatchResult, Stream<String>> groups =
        found ->
            Stream.iterate(1, i -> i <= found.groupCount(), i -> i + 1)
                .flatMap(i -> Stream.ofNullable(found.group(i)));
    return Stream.of(String.join("\n", lines(page)), text(page))
        .flatMap(text -> find(pattern, text))
        .flatMap(groups)
        .collect(Collectors.toSet());
  }

  private static Stream<MatchResult> find(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  /** The commands of the shell blocks, each in one line. */
  private static List<String> lines(Path page) {
    return blocks(page).stream()
        .flatMap(block -> block.replaceAll("\\\\\n\\s*", "").lines())
        .toList();
  }

  private static List<String> blocks(Path page) {
    return find(SHELL_BLOCK, text(page)).map(block -> block.group(1)).toList();
  }

  /** What is in back quotes, outside blocks. */
  private static Stream<String> spans(Path page) {
    return find(SPAN, text(page).replaceAll("(?ms)^ *```.*?^ *```$", ""))
        .map(each -> each.group(1));
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

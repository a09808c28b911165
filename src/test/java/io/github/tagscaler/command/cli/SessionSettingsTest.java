package io.github.tagscaler.command.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.standin.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Which settings a session works with, and what it says of them. */
class SessionSettingsTest {
  private static final String STACK =
      """
      {
        "stacks": [{"StackName": "%1$s", "Resources": [
          {"LogicalResourceId": "TagscalerFunction", "PhysicalResourceId": "%1$s-TagscalerFunction-1A",
           "ResourceType": "AWS::Lambda::Function"}]}],
        "functions": [{"FunctionName": "%1$s-TagscalerFunction-1A", "Environment": {"Variables": {
          "TAGSCALER_STACK": "%1$s", "TAGSCALER_TAG_PREFIX": "team:", "TAGSCALER_MAX_CAPACITY": "7",
          "TAGSCALER_DEFAULT_POLICY": "", "TAGSCALER_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/1/q",
          "AWS_ENDPOINT_URL": ""}}}]
      }
      """;

  private final StandIn aws = StandIn.start();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "AWS_ENDPOINT_URL", aws.endpoint().toString(),
              "AWS_REGION", "us-east-1",
              "AWS_ACCESS_KEY_ID", "test",
              "AWS_SECRET_ACCESS_KEY", "test"));

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void a_catalog_that_was_named_and_has_no_document_is_noted_once() {
    var session = session("--catalog", "/tagscaler/catlog");

    assertThat(session.catalog().read()).isEmpty();
    assertThat(session.catalog().read()).isEmpty();
    assertThat(err())
        .isEqualTo(
            "note: There is no directory /tagscaler/catlog, and no parameter directly under this path in Parameter Store. Only the bundled policies are known.\n");
  }

  @Test
  void those_of_the_deployed_stack_are_in_force() {
    aws.seed(STACK.formatted("tagscaler"));

    var session = session();

    assertThat(session.settings().tagPrefix()).isEqualTo("team:");
    assertThat(session.settings().maxCapacity()).isEqualTo(7);
    assertThat(session.settings().queueUrl()).as("it never writes there").isNull();
    assertThat(err()).isEmpty();
    assertThat(session.settingsOrigin().json().write())
        .isEqualTo(
            """
            {"from":"stack","stack":"tagscaler","function":"tagscaler-TagscalerFunction-1A","overridden":[],"assumption":null}\
            """);
  }

  @Test
  void the_shell_overrides_the_stack_and_options_override_the_shell() {
    aws.seed(STACK.formatted("tagscaler"));
    environment.put("TAGSCALER_TAG_PREFIX", "shell:");
    environment.put("TAGSCALER_MAX_CAPACITY", "8");
    environment.put("TAGSCALER_TTY", "out");

    var session = session("--set", "MaxCapacity=9");

    assertThat(session.settings().tagPrefix()).isEqualTo("shell:");
    assertThat(session.settings().maxCapacity()).isEqualTo(9);
    assertThat(session.settingsOrigin().overridden())
        .containsExactly("TAGSCALER_MAX_CAPACITY", "TAGSCALER_TAG_PREFIX");
  }

  @ParameterizedTest
  @CsvSource({"--stack=scaling,", "--stack=scaling,other", ",scaling", "--stack=,scaling"})
  void the_stack_is_named_by_option_or_variable(String option, String variable) {
    aws.seed(STACK.formatted("scaling"));
    if (variable != null) {
      environment.put("TAGSCALER_STACK", variable);
    }

    var session = option == null ? session() : session(option);

    assertThat(session.settings().stack()).isEqualTo("scaling");
    assertThat(session.settings().tagPrefix()).isEqualTo("team:");
    assertThat(err()).isEmpty();
  }

  @Test
  void without_a_stack_one_note_says_what_is_assumed_and_how_to_name_it() {
    var session = session();

    session.settings();
    session.settings();

    assertThat(session.settings().tagPrefix()).isEqualTo("autoscaling:");
    assertThat(err())
        .isEqualTo(
            "note: There is no stack tagscaler in us-east-1, so the default settings are assumed. Name yours with --stack or TAGSCALER_STACK, or single settings with --set.\n");
    assertThat(session.settingsOrigin().json().get("from").text()).hasValue("defaults");
    assertThat(session.settingsOrigin().json().get("assumption").text().orElseThrow())
        .startsWith("There is no stack tagscaler");
  }

  @Test
  void a_stack_of_something_else_is_named() {
    aws.seed("{\"stacks\": [{\"StackName\": \"network\"}]}");

    session("--stack", "network").settings();

    assertThat(err())
        .isEqualTo(
            "note: The stack network has no function TagscalerFunction, so the default settings are assumed. Name Tagscaler's stack with --stack or TAGSCALER_STACK, or single settings with --set.\n");
  }

  @ParameterizedTest
  @CsvSource({"cloudformation:DescribeStackResource", "lambda:GetFunctionConfiguration"})
  void who_may_not_read_the_stack_is_told_which_right_is_missing(String action) {
    aws.seed(STACK.formatted("tagscaler"));
    aws.seed("{\"denied\": [\"%s\"]}".formatted(action));

    assertThat(session().settings().tagPrefix()).isEqualTo("autoscaling:");
    assertThat(err())
        .isEqualTo(
            "note: You lack %s, so the settings of the stack tagscaler are not known and the defaults are assumed. Name settings that differ with --set, such as --set TagPrefix=team:\n"
                .formatted(action));
  }

  @Test
  void settings_with_which_the_function_does_not_start_are_not_used() {
    aws.seed(
        STACK.formatted("tagscaler").replace("MAX_CAPACITY\": \"7\"", "MAX_CAPACITY\": \"lots\""));

    assertThat(session().settings().tagPrefix()).isEqualTo("autoscaling:");
    assertThat(err())
        .isEqualTo(
            "note: The function of the stack tagscaler cannot start, so the default settings are assumed. TAGSCALER_MAX_CAPACITY is \"lots\", but it must be a whole number from 1 to 100000.\n");
  }

  @Test
  void offline_nothing_is_asked_and_nothing_is_noted() {
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");

    var session = Session.offline(context(), options("--set", "TagPrefix=team:"));

    assertThat(session.settings().tagPrefix()).isEqualTo("team:");
    assertThat(err()).isEmpty();
    assertThatThrownBy(() -> Session.offline(context(), options("--stack", "x")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("This verb works without AWS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DefaultPolice=llm | --set names \"DefaultPolice\", but there is no such setting. Did you mean DefaultPolicy?",
        "Stack=x           | --set cannot name the stack. Use --stack.",
      })
  void a_setting_that_does_not_exist_is_refused(String setting, String message) {
    assertThatThrownBy(() -> session("--set", setting).settings())
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  private Session session(String... arguments) {
    return new Session(context(), options(arguments));
  }

  private static CommonOptions options(String... arguments) {
    var options = new CommonOptions();
    new CommandLine(new Verb(options)).parseArgs(arguments);
    return options;
  }

  @CommandLine.Command
  private record Verb(@CommandLine.Mixin CommonOptions options) {}

  private Context context() {
    var terminal =
        new Terminal(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            100,
            false,
            false);
    return new Context(
        terminal, environment, () -> Instant.parse("2026-01-05T08:00:00Z"), Path.of(""));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}

package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.standin.engine.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each verb answers where AWS answers nothing: one error, which its caller can mend. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedCallsTest {
  /** Every verb that asks AWS. */
  static final List<String> LINES =
      List.of(
          "plan chat",
          "plan --all",
          "explain chat",
          "doctor",
          "report",
          "tags chat",
          "tags --all",
          "simulate chat policy=llm",
          "lint /tagscaler/catalog",
          "try policy=llm --catalog /tagscaler/catalog");

  private SeededAccount account;
  private Shell shell;

  @BeforeAll
  void furnish() {
    account = SeededAccount.after("seed fleet.json; stack");
    shell = Shell.on(account.aws());
  }

  @AfterEach
  void clear() {
    account.aws().clearFaults();
  }

  @AfterAll
  void close() {
    account.close();
  }

  @ParameterizedTest
  @FieldSource("LINES")
  void an_address_where_nothing_answers_is_named(String line) {
    shell = Shell.on(account.aws()).with("AWS_ENDPOINT_URL", "http://localhost:1");

    assertThat(run(line))
        .isEqualTo(
            new CommandRun(
                3,
                "",
                "error: Nothing answers at http://localhost:1: Connection refused. Check --endpoint-url or AWS_ENDPOINT_URL.\n"));
  }

  @ParameterizedTest
  @FieldSource("LINES")
  void expired_credentials_are_named(String line) {
    always(Fault.error(400, "ExpiredTokenException", "The security token is expired"));

    assertThat(run(line))
        .isEqualTo(
            new CommandRun(
                3,
                "",
                "error: Your AWS credentials have expired. Sign in again, such as with aws sso login, or name a profile with --profile or AWS_PROFILE.\n"));
  }

  @ParameterizedTest
  @FieldSource("LINES")
  void where_nothing_is_allowed_the_missing_permission_is_named(String line) {
    always(
        Fault.error(
            403,
            "AccessDeniedException",
            "User: me is not authorized to perform: sagemaker:Everything"));
    var run = run(line);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(each -> each.startsWith("error: ")))
        .singleElement()
        .asString()
        .contains("sagemaker:Everything")
        .doesNotContain("function's role", "Attempt Count");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan chat", "lint /tagscaler/catalog"})
  void throttled_calls_are_named_with_what_to_do(String line) {
    always(Fault.throttle());
    var run = run(line);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err().lines().filter(each -> each.startsWith("error: ")))
        .singleElement()
        .asString()
        .contains("Rate exceeded")
        .endsWith("The account makes too many calls at present. Try again in a minute.");
  }

  /** Without the note of lint and try on what they take for a path in Parameter Store. */
  private CommandRun run(String line) {
    var run = shell.run(line.split(" "));
    return new CommandRun(
        run.exit(),
        run.out(),
        run.err()
            .replaceFirst("^note: There is no file or directory /tagscaler/catalog, .*\n", ""));
  }

  private void always(Fault fault) {
    shell = Shell.on(account.aws());
    account.aws().fault(fault.always());
  }
}

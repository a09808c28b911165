package io.github.tagscaler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.standin.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the commands of docs/stand-in.md. */
class StandInPageTest {
  private static final Pattern MAKE = Pattern.compile("(?m)^make (try|invoke-local) (.*)$");
  private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");
  private static final Pattern CURL =
      Pattern.compile(
          "(?m)^curl -s -X POST \\$AWS_ENDPOINT_URL(\\S+) (?:-H '(\\S+): (\\S+)' )?-d '(.*?)' +# (\\d+)");

  private final String page;

  StandInPageTest() throws IOException {
    page = Files.readString(Path.of("docs/stand-in.md"));
  }

  @Test
  void each_make_command_shows_what_the_function_answers() {
    var commands = MAKE.matcher(page).results().map(MatchResult::group).toList();

    assertThat(commands).hasSize(5);
    assertThat(commands.stream().map(StandInPageTest::shown).map(StandInPageTest::outcome))
        .containsExactly("Applied", "Applied", "Applied", "Rejected", "Applied");
  }

  @Test
  void options_that_cannot_be_read_are_refused() {
    assertRefused(
        "Unknown kind sync. Known: real-time, async, serverless, component", "--kind", "sync");
    assertRefused("A tag is written key=value, not on", "--tags", "on");
    assertRefused("There is no file events/none.json", "--event", "events/none.json");
    assertRefused("--tags needs a value", "--tags");
    assertRefused("Unknown option --tag. Known: --tags, --kind, --event, --seed", "--tag", "on");
  }

  @Test
  void the_component_of_the_wake_up_example_wakes_up() throws Exception {
    try (var aws = StandIn.start();
        var http = HttpClient.newHttpClient()) {
      aws.seed(page.substring(page.lastIndexOf("```json") + 7).split("```", -1)[0]);

      for (var curl : CURL.matcher(page).results().toList()) {
        assertThat(status(http, aws.endpoint(), curl))
            .as(curl.group())
            .isEqualTo(Integer.parseInt(curl.group(5)));
      }
    }
  }

  private static int status(HttpClient http, URI endpoint, MatchResult curl) throws Exception {
    var request =
        HttpRequest.newBuilder(endpoint.resolve(curl.group(1)))
            .POST(HttpRequest.BodyPublishers.ofString(curl.group(4)));
    if (curl.group(2) != null) {
      request.header(curl.group(2), curl.group(3));
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static void assertRefused(String message, String... args) {
    assertThatThrownBy(() -> shown(options(args)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static String shown(String command) {
    return shown(
        options(
            VARIABLE
                .matcher(command)
                .results()
                .flatMap(variable ->
                    List.of(
                        "--" + variable.group(1).toLowerCase(java.util.Locale.ROOT),
                        variable.group(2) == null ? variable.group(3) : variable.group(2))
                        .stream())
                .toArray(String[]::new)));
  }

  private static Options options(String... args) {
    return new Options(List.of("--tags", "--kind", "--event", "--seed"), args);
  }

  private static String shown(Options options) {
    var written = new ByteArrayOutputStream();
    var out = new PrintStream(written, true, StandardCharsets.UTF_8);
    try {
      Try.run(options, new Screen(out, Screen.WIDTH, false, false));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return written.toString(StandardCharsets.UTF_8);
  }

  private static String outcome(String shown) {
    return shown
        .lines()
        .filter(line -> line.startsWith("   Tagscaler "))
        .findFirst()
        .orElse("")
        .replace("Tagscaler", "")
        .strip();
  }
}

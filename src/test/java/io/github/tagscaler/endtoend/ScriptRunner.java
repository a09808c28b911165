package io.github.tagscaler.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs bash scripts against a {@link TestAccount}: {@code aws} passes its arguments to the account,
 * and {@code sleep} moves its clock. It needs bash, but not the AWS CLI.
 *
 * <p>It supports only the commands and options of the CLI that the project's scripts and pages use.
 * Any other fails the test. A test can replace further commands ({@link #replace}).
 */
final class ScriptRunner {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Replaces a command: sends its name and arguments, receives its status and output. */
  private static final String COMMAND =
      """
      #!/usr/bin/env bash
      exec 3<>/dev/tcp/127.0.0.1/$ACCOUNT_PORT
      printf '%s\\0' "$#" "${0##*/}" "$@" >&3
      read -r status <&3
      if [ "$status" = 0 ]; then cat <&3; else cat <&3 >&2; fi
      exit "$status"
      """;

  private static final Map<String, String> APIS =
      Map.of(
          "sagemaker", "SageMaker",
          "application-autoscaling", "AnyScaleFrontendService",
          "events", "AWSEvents",
          "resourcegroupstaggingapi", "ResourceGroupsTaggingAPI_20170126");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final List<String> TOKENS = List.of("NextToken", "PaginationToken");

  /** {@code Name}, {@code List[].[Name]}, {@code List[?Name=='value'].Name}. */
  private static final Pattern QUERY =
      Pattern.compile("(\\w+)(?:\\[(?:\\?(\\w+)=='([^']*)')?]\\.(?:\\[(\\w+)]|(\\w+)))?");

  private final TestAccount account;
  private DeployedFunction function;
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Function<List<String>, Answer>> replaced = new HashMap<>();
  private Consumer<Invocation> onInvocation = _ -> {};
  private Runnable onWait = () -> {};
  private Runnable onSleep = () -> {};
  private int delivered;

  /** A pipeline with this folder to work in, and this function to invoke. */
  ScriptRunner(TestAccount account, DeployedFunction function, Path folder) {
    this.account = account;
    this.function = function;
    this.folder = folder;
  }

  /**
   * How a script ended.
   *
   * @param status its exit status
   * @param errors what it wrote to standard error
   */
  record Ended(int status, String errors) {}

  /** Runs this when the script waits for an endpoint. */
  ScriptRunner onWait(Runnable onWait) {
    this.onWait = onWait;
    return this;
  }

  /** Runs this after each {@code sleep}. */
  ScriptRunner onSleep(Runnable onSleep) {
    this.onSleep = onSleep;
    return this;
  }

  /** Receives each direct invocation of the function. */
  ScriptRunner onInvocation(Consumer<Invocation> onInvocation) {
    this.onInvocation = onInvocation;
    return this;
  }

  /**
   * Answers a command in place of the account: {@code sam}, or a service and operation of {@code
   * aws}. The answer is computed from all words of the command line.
   */
  ScriptRunner replace(String command, Function<List<String>, Answer> answer) {
    replaced.put(command, answer);
    return this;
  }

  /** From now on, scripts invoke this function. */
  void deploy(DeployedFunction function) {
    this.function = function;
  }

  /** What the last script wrote to standard output. */
  String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  /** Sets a variable of the script's environment. */
  ScriptRunner with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs an executable script with these arguments. */
  Ended run(Path script, String... arguments) throws Exception {
    var errors = folder.resolve("errors");
    boolean ended;
    Process process;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> serving;
      try (var server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
        serving = executor.submit(() -> serve(server));
        var command =
            Stream.concat(Stream.of(script.toAbsolutePath().toString()), Arrays.stream(arguments))
                .toList();
        var builder =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("ACCOUNT_PORT", String.valueOf(server.getLocalPort()));
        builder
            .environment()
            .merge("PATH", commands().toString(), (path, first) -> first + ":" + path);
        process = builder.start();
        ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
      }
      serving.get();
    }
    assertThat(ended).as("it ends: " + Files.readString(errors)).isTrue();
    return new Ended(process.exitValue(), Files.readString(errors));
  }

  /** A folder with the replaced commands. */
  private Path commands() throws IOException {
    var commands = Files.createDirectory(folder.resolve("bin"));
    var names = new TreeSet<>(List.of("aws", "sleep"));
    replaced.keySet().stream().filter(command -> !command.contains(" ")).forEach(names::add);
    for (var name : names) {
      var command = commands.resolve(name);
      Files.writeString(command, COMMAND);
      assertThat(command.toFile().setExecutable(true)).isTrue();
    }
    return commands;
  }

  /** Serves commands until the server is closed or fails. */
  private Void serve(ServerSocket server) throws Exception {
    try (server) {
      while (true) {
        try (var caller = server.accept()) {
          var words = words(caller.getInputStream());
          var answer =
              switch (words.getFirst()) {
                case "sleep" -> sleep(words.get(1));
                case "aws" -> aws(words);
                default -> Objects.requireNonNull(replaced.get(words.getFirst())).apply(words);
              };
          caller.getOutputStream().write((answer.status() + "\n" + answer.text()).getBytes(UTF_8));
        }
      }
    } catch (SocketException closed) {
      return null;
    }
  }

  private static List<String> words(InputStream in) throws IOException {
    int arguments = Integer.parseInt(word(in));
    var words = new ArrayList<String>();
    for (int i = 0; i <= arguments; i++) {
      words.add(word(in));
    }
    return words;
  }

  private static String word(InputStream in) throws IOException {
    var word = new ByteArrayOutputStream();
    for (int b = in.read(); b > 0; b = in.read()) {
      word.write(b);
    }
    return word.toString(UTF_8);
  }

  /**
   * What a command answers.
   *
   * @param status its exit status
   * @param text what it writes: to standard output if the status is 0, else to standard error
   */
  record Answer(int status, String text) {
    static final Answer NOTHING = new Answer(0, "");
  }

  /** Moves the clock, and delivers the events sent since. */
  private Answer sleep(String seconds) {
    account.advance(Duration.ofSeconds(Long.parseLong(seconds)));
    var requests =
        account.published().stream()
            .filter(event -> event.get("DetailType").equals(Json.of("Reconcile Requested")))
            .toList();
    for (; delivered < requests.size(); delivered++) {
      var request = requests.get(delivered);
      assertThat(request.get("EventBusName")).isEqualTo(Json.of("default"));
      function.invoke(
          Json.object()
              .put("id", "requested-" + delivered)
              .put("source", request.get("Source"))
              .put("detail-type", request.get("DetailType"))
              .put("detail", request.get("Detail"))
              .build());
    }
    onSleep.run();
    return Answer.NOTHING;
  }

  private Answer aws(List<String> words) throws Exception {
    var service = words.get(1);
    var operation = words.get(2);
    var other = replaced.get(service + " " + operation);
    if (other != null) {
      return other.apply(words);
    }
    return switch (service + " " + operation) {
      case "sagemaker wait" -> waitFor(words.get(3), options(words.subList(4, words.size())));
      case "lambda invoke" -> invoke(words.subList(3, words.size()));
      default -> call(service, operation, options(words.subList(3, words.size())));
    };
  }

  /** The options with their values; a flag has none. */
  static Map<String, List<String>> options(List<String> words) {
    var options = new LinkedHashMap<String, List<String>>();
    List<String> values = new ArrayList<>();
    for (var word : words) {
      if (word.startsWith("--")) {
        values = new ArrayList<>();
        options.put(word.substring(2), values);
      } else {
        values.add(word);
      }
    }
    return options;
  }

  /** Invokes the function, as a version 2 of the CLI does that is given time. */
  private Answer invoke(List<String> words) throws IOException {
    var options = options(words.subList(0, words.size() - 1));
    assertThat(options.keySet())
        .isSubsetOf(
            "function-name", "cli-binary-format", "cli-read-timeout", "payload", "query", "output");
    assertThat(options)
        .containsEntry("function-name", List.of("tagscaler"))
        .containsEntry("cli-binary-format", List.of("raw-in-base64-out"))
        .containsEntry("cli-read-timeout", List.of("0"));
    var run = function.invoke(options.getOrDefault("payload", List.of()).getFirst());
    onInvocation.accept(run);
    var answer =
        run.raised()
            ? Json.object().put("errorMessage", run.answer().write()).build()
            : run.answer();
    Files.writeString(folder.resolve(words.getLast()), answer.write());
    var invocation = Json.object().put("StatusCode", 200);
    return shown(
        run.raised() ? invocation.put("FunctionError", "Unhandled").build() : invocation.build(),
        options);
  }

  /** As the CLI waits: 120 times half a minute at most. */
  private Answer waitFor(String state, Map<String, List<String>> options) throws Exception {
    assertThat(state).isEqualTo("endpoint-in-service");
    onWait.run();
    for (int i = 0; i < 120; i++) {
      var status =
          call(
              "sagemaker",
              "describe-endpoint",
              Map.of(
                  "endpoint-name",
                  options.getOrDefault("endpoint-name", List.of()),
                  "query",
                  List.of("EndpointStatus"),
                  "output",
                  List.of("text")));
      switch (status.text().strip()) {
        case "InService" -> {
          return Answer.NOTHING;
        }
        case "Failed" -> {
          return new Answer(255, "Waiter EndpointInService failed: terminal failure state\n");
        }
        default -> account.advance(Duration.ofSeconds(30));
      }
    }
    return new Answer(255, "Waiter EndpointInService failed: Max attempts exceeded\n");
  }

  private Answer call(String service, String command, Map<String, List<String>> options)
      throws Exception {
    var operation = pascal(command);
    var request = Json.object();
    options.forEach((option, values) -> {
      if (!option.equals("query") && !option.equals("output")) {
        request.put(pascal(option), parameter(option, values));
      }
    });
    Json whole = null;
    while (true) {
      var answer =
          HTTP.send(
              HttpRequest.newBuilder(account.aws().endpoint())
                  .header("Content-Type", "application/x-amz-json-1.1")
                  .header("X-Amz-Target", APIS.get(service) + "." + operation)
                  .POST(HttpRequest.BodyPublishers.ofString(request.build().write()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        return new Answer(
            254, "An error occurred when calling %s: %s\n".formatted(operation, answer.body()));
      }
      if (answer.body().isBlank()) {
        return Answer.NOTHING;
      }
      var page = JsonReader.read(answer.body());
      whole = whole == null ? page : joined(whole, page);
      var token =
          TOKENS.stream().filter(name -> !page.get(name).text().orElse("").isEmpty()).findFirst();
      if (token.isEmpty()) {
        return shown(whole, options);
      }
      request.put(token.get(), page.get(token.get()));
    }
  }

  /** As the CLI joins the pages of a list. */
  private static Json joined(Json whole, Json page) {
    var members = new LinkedHashMap<>(((Json.Obj) whole).members());
    members.replaceAll((name, value) ->
        value instanceof Json.Arr
            ? new Json.Arr(Stream.concat(value.stream(), page.get(name).stream()).toList())
            : value);
    return new Json.Obj(members);
  }

  private static Json parameter(String option, List<String> values) {
    return switch (option) {
      case "tags" -> new Json.Arr(values.stream().map(ScriptRunner::shorthand).toList());
      case "tag-keys", "resource-type-filters" -> Json.ofStrings(values);
      case "entries" -> JsonReader.read(values.getFirst());
      default -> values.isEmpty() ? Json.of(true) : Json.of(values.getFirst());
    };
  }

  /** {@code Key=k,Value=v}. */
  private static Json shorthand(String structure) {
    var members = new LinkedHashMap<String, String>();
    for (var member : structure.split(",", -1)) {
      int sign = member.indexOf('=');
      members.put(member.substring(0, sign), member.substring(sign + 1));
    }
    return Json.ofStrings(members);
  }

  /** {@code describe-endpoint} is {@code DescribeEndpoint}. */
  private static String pascal(String name) {
    return Arrays.stream(name.split("-", -1))
        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
        .collect(Collectors.joining());
  }

  /** What the CLI shows of an answer. */
  private static Answer shown(Json answer, Map<String, List<String>> options) {
    var query = options.get("query");
    if (query == null) {
      return new Answer(0, answer.write());
    }
    assertThat(options).containsEntry("output", List.of("text"));
    var parts = QUERY.matcher(query.getFirst());
    assertThat(parts.matches()).as(query + " can be asked").isTrue();
    var value = answer.get(parts.group(1));
    var column = Optional.ofNullable(parts.group(4)).or(() -> Optional.ofNullable(parts.group(5)));
    if (column.isEmpty()) {
      return new Answer(0, text(value) + "\n");
    }
    var found =
        value.stream()
            .filter(item ->
                parts.group(2) == null || item.get(parts.group(2)).equals(Json.of(parts.group(3))))
            .map(item -> text(item.get(column.get())))
            .toList();
    // A list of lists has a line for each, a list of words one for all.
    var lines = String.join(parts.group(4) == null ? "\t" : "\n", found);
    return new Answer(0, found.isEmpty() ? "" : lines + "\n");
  }

  private static String text(Json value) {
    return value.isNull() ? "None" : value.text().orElseGet(value::write);
  }
}

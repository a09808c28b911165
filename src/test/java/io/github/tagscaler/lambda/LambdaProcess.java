package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.github.tagscaler.training.RuntimeApi;
import io.github.tagscaler.training.RuntimeApi.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A packaged function in a process of its own, started as Lambda starts it: the class path holds
 * the real runtime interface client and nothing of ours, the client finds our classes in the task
 * root, and takes its events from a Runtime API.
 */
final class LambdaProcess implements AutoCloseable {
  private final RuntimeApi runtimeApi = new RuntimeApi();
  private final Process process;
  private final Path logs;

  LambdaProcess(Path taskRoot, String handler, Map<String, String> environment, Path logs)
      throws IOException {
    this.logs = Files.createDirectories(logs);
    process = start(taskRoot.toAbsolutePath(), handler, environment);
  }

  /** Hands over an event and waits for what the function makes of it. */
  Reply invoke(String event) throws InterruptedException {
    return runtimeApi
        .invoke(event)
        .orElseThrow(() ->
            new AssertionError(
                "no reply; the process "
                    + (process.isAlive() ? "lives" : "ended")
                    + "; it wrote\n"
                    + output()));
  }

  /** Waits until the function is initialized: it asks for its first event. */
  void awaitInitialized() throws InterruptedException {
    assertThat(runtimeApi.awaitInitialized()).as(this::output).isTrue();
  }

  /** Waits until a function that starts from a snapshot is ready for it. */
  void awaitSnapshot() throws InterruptedException {
    assertThat(runtimeApi.awaitSnapshot()).as(this::output).isTrue();
  }

  /** Lets it go on, as after a restore. */
  void restore() {
    runtimeApi.restore();
  }

  /** How many connections it holds to a port of this machine. */
  long connectionsTo(int port) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "net", "tcp"))) {
      // Local address, remote address, state; 01 is established.
      return lines.filter(line -> line.matches(".* [0-9A-F]{8}:%04X 01 .*".formatted(port))).count()
          + connectionsOverVersion6(port);
    }
  }

  private long connectionsOverVersion6(int port) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "net", "tcp6"))) {
      return lines
          .filter(line -> line.matches(".* [0-9A-F]{32}:%04X 01 .*".formatted(port)))
          .count();
    }
  }

  /** What the function wrote, to both streams. */
  String output() {
    return read("output.log");
  }

  /** The most memory that the function's process has had, in megabytes. */
  long peakMegabytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum()
          / 1024;
    }
  }

  /** The names of the classes that the function's process has loaded so far. */
  List<String> loadedClasses() {
    return read("classes.log").lines().map(line -> line.replaceFirst(" source:.*", "")).toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    runtimeApi.close();
  }

  private Process start(Path taskRoot, String handler, Map<String, String> environment)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As AWS's own bootstrap sets them for 512 MB.
    command.addAll(
        List.of(
            "-Xmx435m",
            "-XX:MaxRAM=512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto"));
    command.add(
        "-Xlog:class+load:file="
            + logs.resolve("classes.log").toAbsolutePath()
            + ":none:filecount=0");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", runtimeClassPath(), AWSLambda.class.getName(), handler));
    var builder = new ProcessBuilder(command);
    builder.directory(taskRoot.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(logs.resolve("output.log").toFile());
    builder.environment().clear();
    builder.environment().putAll(lambdaEnvironment(taskRoot, handler));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Map<String, String> lambdaEnvironment(Path taskRoot, String handler) {
    var variables = new HashMap<String, String>();
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi.address());
    variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    variables.put("_HANDLER", handler);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "tagscaler");
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/tagscaler");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "test");
    variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    variables.put("AWS_LAMBDA_LOG_LEVEL", "INFO");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test");
    variables.put("AWS_SESSION_TOKEN", "test");
    variables.put("TZ", ":UTC");
    return variables;
  }

  /** The runtime interface client and what it needs, as in a managed runtime's own directory. */
  private static String runtimeClassPath() {
    return Stream.of(
            AWSLambda.class,
            PojoSerializer.class,
            com.amazonaws.services.lambda.runtime.Context.class,
            software.amazon.awssdk.utilslite.SdkInternalThreadLocal.class)
        .map(each -> Path.of(each.getProtectionDomain().getCodeSource().getLocation().getPath()))
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  private String read(String log) {
    try {
      return Files.readString(logs.resolve(log));
    } catch (IOException e) {
      return "(" + e + ")";
    }
  }
}

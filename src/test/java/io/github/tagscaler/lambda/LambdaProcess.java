package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A packaged function in a process of its own, started as Lambda starts it: the class path holds
 * the real runtime interface client and nothing of ours, the client finds our classes in the task
 * root, and takes its events from a Runtime API, which this is.
 */
final class LambdaProcess implements AutoCloseable {
  private static final String API = "/2018-06-01/runtime/";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the function said: an answer or, if it failed, the error. */
  record Reply(boolean ok, String body) {}

  private final SynchronousQueue<String> events = new SynchronousQueue<>();
  private final SynchronousQueue<Reply> replies = new SynchronousQueue<>();
  private final CountDownLatch initialized = new CountDownLatch(1);
  private final CountDownLatch snapshot = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);
  private final HttpServer runtimeApi;
  private final Process process;
  private final Path logs;

  LambdaProcess(Path taskRoot, String handler, Map<String, String> environment, Path logs)
      throws IOException {
    this.logs = Files.createDirectories(logs);
    var loopback = InetAddress.getLoopbackAddress();
    runtimeApi = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    runtimeApi.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    runtimeApi.createContext(API + "invocation/next", this::next);
    runtimeApi.createContext(API + "invocation/", this::reply);
    runtimeApi.createContext(API + "init/error", this::reply);
    runtimeApi.createContext(API + "restore/next", this::restoreNext);
    runtimeApi.createContext(API + "restore/error", this::reply);
    runtimeApi.start();
    process = start(taskRoot.toAbsolutePath(), handler, environment);
  }

  /** Hands over an event and waits for what the function makes of it. */
  Reply invoke(String event) throws InterruptedException {
    if (events.offer(event, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      var reply = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (reply != null) {
        return reply;
      }
    } else {
      // It never asked for an event: it could not start, and may have said why.
      var reply = replies.poll();
      if (reply != null) {
        return reply;
      }
    }
    throw new AssertionError(
        "no reply; the process "
            + (process.isAlive() ? "lives" : "ended")
            + "; it wrote\n"
            + output());
  }

  /** Waits until the function is initialized: it asks for its first event. */
  void awaitInitialized() throws InterruptedException {
    assertThat(initialized.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(this::output).isTrue();
  }

  /** Waits until a function that starts from a snapshot is ready for it. */
  void awaitSnapshot() throws InterruptedException {
    assertThat(snapshot.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(this::output).isTrue();
  }

  /** Lets it go on, as after a restore. */
  void restore() {
    restored.countDown();
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
    runtimeApi.stop(0);
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
    variables.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + runtimeApi.getAddress().getPort());
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

  private void next(HttpExchange exchange) throws IOException {
    initialized.countDown();
    try {
      String event = events.take();
      var headers = exchange.getResponseHeaders();
      headers.add("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
      headers.add(
          "Lambda-Runtime-Invoked-Function-Arn",
          "arn:aws:lambda:us-east-1:111122223333:function:tagscaler");
      headers.add(
          "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(PATIENCE).toEpochMilli()));
      headers.add("Content-Type", "application/json");
      send(exchange, 200, event);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void restoreNext(HttpExchange exchange) throws IOException {
    snapshot.countDown();
    try {
      restored.await();
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void reply(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    send(exchange, 202, "{\"status\": \"OK\"}");
    boolean ok = exchange.getRequestURI().getPath().endsWith("/response");
    try {
      replies.put(new Reply(ok, body));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private String read(String log) {
    try {
      return Files.readString(logs.resolve(log));
    } catch (IOException e) {
      return "(" + e + ")";
    }
  }
}

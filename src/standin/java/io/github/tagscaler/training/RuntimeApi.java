package io.github.tagscaler.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Lambda's Runtime API, from which a function takes its events. */
public final class RuntimeApi implements AutoCloseable {
  private static final String PATH = "/2018-06-01/runtime/";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * What the function said.
   *
   * @param ok whether it is an answer, and not an error
   */
  public record Reply(boolean ok, String body) {}

  private final SynchronousQueue<String> events = new SynchronousQueue<>();
  private final SynchronousQueue<Reply> replies = new SynchronousQueue<>();
  private final CountDownLatch initialized = new CountDownLatch(1);
  private final CountDownLatch snapshot = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);
  private final HttpServer server;

  /** Starts it at a free port. */
  public RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(PATH + "invocation/next", this::next);
    server.createContext(PATH + "restore/next", this::restoreNext);
    server.createContext(PATH, this::reply);
    server.start();
  }

  /** For the variable {@code AWS_LAMBDA_RUNTIME_API}. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Hands over an event, and waits for what the function makes of it. Where it cannot even start,
   * the reply is its error, if it reported one.
   */
  public Optional<Reply> invoke(String event) throws InterruptedException {
    boolean taken = events.offer(event, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return Optional.ofNullable(
        taken ? replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS) : replies.poll());
  }

  /** Waits until the function is initialized: it asks for its first event. */
  public boolean awaitInitialized() throws InterruptedException {
    return initialized.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits until a function that starts from a snapshot is ready for it. */
  public boolean awaitSnapshot() throws InterruptedException {
    return snapshot.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Lets it go on, as after a restore. */
  public void restore() {
    restored.countDown();
  }

  private void next(HttpExchange exchange) throws IOException {
    initialized.countDown();
    try {
      var event = events.take();
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
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    send(exchange, 202, "{\"status\": \"OK\"}");
    try {
      replies.put(new Reply(exchange.getRequestURI().getPath().endsWith("/response"), body));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

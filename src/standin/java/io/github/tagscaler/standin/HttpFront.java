package io.github.tagscaler.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.tagscaler.standin.admin.AdminSurface;
import io.github.tagscaler.standin.engine.Engine;
import io.github.tagscaler.standin.engine.Engine.Ending;
import io.github.tagscaler.standin.engine.ServiceModels;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.wire.AwsRequest;
import io.github.tagscaler.standin.wire.HttpAnswer;
import io.github.tagscaler.standin.wire.HttpMessage;
import io.github.tagscaler.standin.wire.JsonProtocol;
import io.github.tagscaler.standin.wire.Protocol;
import io.github.tagscaler.standin.wire.QueryProtocol;
import io.github.tagscaler.standin.wire.RestJsonProtocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** The HTTP server: one port on loopback for all services, and the admin surface beside them. */
final class HttpFront implements AutoCloseable {

  private static final String ADMIN = "/_standin";

  /** Lambda's operation Invoke; its payload and its answer are no JSON of AWS's model. */
  private static final Pattern INVOCATION =
      Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

  static {
    // Without it every answer on a kept connection may wait 40 ms for an acknowledgement.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Engine engine;
  private final AdminSurface admin;
  private final List<Protocol> protocols;
  private volatile FunctionRunner functions = (_, _) -> Optional.empty();

  private HttpFront(HttpServer server, Engine engine) {
    this.server = server;
    this.engine = engine;
    this.admin = new AdminSurface(engine);
    this.protocols =
        List.of(
            new JsonProtocol(ServiceModels.all().values()),
            new RestJsonProtocol(ServiceModels.all().values()),
            new QueryProtocol(ServiceModels.all().values()));
  }

  static HttpFront start(int port, Engine engine) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var front = new HttpFront(HttpServer.create(address, 0), engine);
      front.server.setExecutor(front.threads);
      front.server.createContext("/", front::handleAws);
      front.server.createContext(ADMIN, front::handleAdmin);
      front.server.start();
      return front;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  void invokeBy(FunctionRunner runner) {
    functions = runner;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handleAdmin(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(ADMIN.length());
    String name = path.startsWith("/") ? path.substring(1) : path;
    send(exchange, admin.answer(name, message(exchange)));
  }

  private void handleAws(HttpExchange exchange) throws IOException {
    HttpMessage message = message(exchange);
    var invocation = INVOCATION.matcher(message.path());
    if (invocation.matches()) {
      send(exchange, invoked(decoded(invocation.group(1)), message.body()));
      return;
    }
    String requestId = UUID.randomUUID().toString();
    Protocol protocol =
        protocols.stream()
            .filter(one -> one.speaks(message))
            .findFirst()
            .orElse(protocols.getFirst());
    AwsRequest request;
    try {
      request = protocol.read(message);
    } catch (AwsFailure failure) {
      send(exchange, protocol.failure(failure, requestId));
      return;
    }
    switch (engine.perform(request, message.accessKey())) {
      case Ending.Answered(var output) ->
          send(exchange, protocol.answer(request, engine.represented(request, output), requestId));
      case Ending.Failed(var failure) -> send(exchange, protocol.failure(failure, requestId));
      // Closing before the status line is sent cuts the connection.
      case Ending.Cut() -> exchange.close();
    }
  }

  /** Outside of the engine, because the function calls the stand-in, too. */
  private HttpAnswer invoked(String function, String payload) {
    try {
      return functions
          .run(function, payload)
          .map(answer -> new HttpAnswer(200, Map.of(), answer))
          .orElseGet(() ->
              new HttpAnswer(
                  404,
                  Map.of("x-amzn-ErrorType", "ResourceNotFoundException"),
                  JsonObject.of("Message", "Function not found: " + function).toString()));
    } catch (RuntimeException failure) {
      return new HttpAnswer(
          200,
          Map.of("X-Amz-Function-Error", "Unhandled"),
          JsonObject.of("errorMessage", String.valueOf(failure.getMessage()))
              .with("errorType", failure.getClass().getName())
              .toString());
    }
  }

  private static String decoded(String name) {
    return URLDecoder.decode(name, StandardCharsets.UTF_8);
  }

  private static HttpMessage message(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getFirst()));
    String body = new String(body(exchange), StandardCharsets.UTF_8);
    return new HttpMessage(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        exchange.getRequestURI().getRawQuery(),
        headers,
        body);
  }

  /** AWS's clients compress what is large, such as the data of many metrics. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      return bytes;
    }
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    }
  }

  private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    // -1 is "no body" to this server, 0 would be "of unknown length".
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

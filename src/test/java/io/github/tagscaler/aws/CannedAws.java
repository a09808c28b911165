package io.github.tagscaler.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * AWS on loopback, answering what a test says, word by word: for answers, errors and faults that
 * have to be exactly so. The last answer given for an operation is repeated. Calls that are made at
 * the same time arrive in any order: answers to those are given by what is asked for, as in {@code
 * DescribeEndpointConfig old}.
 */
final class CannedAws implements AutoCloseable {

  /** One call as it arrived: the operation's name and the request's JSON. */
  record Call(String operation, JsonNode request) {
    String text(String member) {
      return request.field(member).map(JsonNode::text).orElse("-");
    }
  }

  private record Answer(int status, String body, boolean lost) {}

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  CannedAws() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Map<String, String> env() {
    return Map.of(
        "AWS_REGION", "eu-central-1",
        "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY", "secret",
        "AWS_ENDPOINT_URL", url());
  }

  AwsAdapters adapters() {
    return AwsAdapters.create(env(), pauses::add);
  }

  /** The pauses that were made, none of which took time. */
  List<Duration> pauses() {
    return pauses;
  }

  CannedAws answer(String operation, String json) {
    return then(operation, new Answer(200, json.replace('\'', '"'), false));
  }

  CannedAws fail(String operation, String code, String message) {
    return fail(operation, 400, code, message);
  }

  CannedAws fail(String operation, int status, String code, String message) {
    var body = Json.object().put("__type", code).put("message", message).build().write();
    return then(operation, new Answer(status, body, false));
  }

  /** Does as asked, one must suppose, but the answer never arrives. */
  CannedAws lose(String operation) {
    return then(operation, new Answer(0, "", true));
  }

  private synchronized CannedAws then(String operation, Answer answer) {
    answers.computeIfAbsent(operation, _ -> new ArrayDeque<>()).add(answer);
    return this;
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The names of the operations called, in order. */
  List<String> operations() {
    return calls().stream().map(Call::operation).toList();
  }

  /** The calls of one operation, in order. */
  List<Call> calls(String operation) {
    return calls().stream().filter(call -> call.operation().equals(operation)).toList();
  }

  private synchronized Answer next(Call call) {
    calls.add(call);
    var left =
        call.request().asObject().values().stream()
            .filter(JsonNode::isString)
            .map(value -> answers.get(call.operation() + " " + value.asString()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(answers.get(call.operation()));
    if (left == null) {
      throw new AssertionError("nobody expected " + call);
    }
    return left.size() > 1 ? left.remove() : left.element();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      var operation = target.substring(target.lastIndexOf('.') + 1);
      var answer = next(new Call(operation, JsonNode.parser().parse(exchange.getRequestBody())));
      if (answer.lost()) {
        // Promises what does not come.
        exchange.sendResponseHeaders(200, 100);
        return;
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
      exchange.getResponseHeaders().add("x-amzn-RequestId", "r-1");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

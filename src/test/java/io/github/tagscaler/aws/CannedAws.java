package io.github.tagscaler.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * AWS on loopback, answering what a test says, word by word: for answers, errors and faults that
 * have to be exactly so. The last answer given for an operation is repeated. Calls that are made at
 * the same time arrive in any order: answers to those are given by what is asked for, as in {@code
 * DescribeEndpointConfig old}.
 */
final class CannedAws implements AutoCloseable {

  /**
   * One call as it arrived: the operation's name and the request's JSON. A form, which CloudWatch's
   * clients send, is JSON of one level: {@code AlarmActions.member.1}.
   */
  record Call(String operation, JsonNode request) {
    String text(String member) {
      return request.field(member).map(JsonNode::text).orElse("-");
    }
  }

  private record Answer(int status, String body, Optional<Failure> failure, boolean lost) {
    String json() {
      return failure
          .map(why -> Json.object().put("__type", why.code()).put("message", why.text()))
          .map(why -> why.build().write())
          .orElse(body);
    }

    String xml() {
      return failure
          .map(why ->
              "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"
                  .formatted(why.code(), why.text()))
          .orElse(body);
    }
  }

  private record Failure(String code, String text) {}

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

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
    return AwsAdapters.withoutWaiting(env(), pauses::add);
  }

  /** The pauses that were made, none of which took time. */
  List<Duration> pauses() {
    return pauses;
  }

  /** JSON, in which ' replaces ", or the XML of an answer to a form. */
  CannedAws answer(String operation, String json) {
    return then(operation, new Answer(200, json.replace('\'', '"'), Optional.empty(), false));
  }

  /** Answers this, in place of all answers so far. */
  synchronized CannedAws replace(String operation, String json) {
    return forget(operation).answer(operation, json);
  }

  /** Forgets all answers to an operation. */
  synchronized CannedAws forget(String operation) {
    answers.remove(operation);
    return this;
  }

  /** Leaves a member out of the answer so far, under another name that nobody knows. */
  synchronized CannedAws without(String operation, String member) {
    return replace(operation, soFar(operation).replace("\"" + member + "\":", "\"X\":"));
  }

  /** Answers what it answers so far again and again, with the same token for the next page. */
  synchronized CannedAws endless(String operation) {
    return replace(operation, soFar(operation).replaceFirst("}$", ", \"NextToken\": \"t\"}"));
  }

  private String soFar(String operation) {
    return Objects.requireNonNull(answers.get(operation), operation).element().body();
  }

  /** The answer to an operation for which a test gives no other. */
  synchronized CannedAws otherwise(String operation, String json) {
    return answers.containsKey(operation) ? this : answer(operation, json);
  }

  CannedAws fail(String operation, String code, String message) {
    return fail(operation, 400, code, message);
  }

  CannedAws fail(String operation, int status, String code, String message) {
    return then(operation, new Answer(status, "", Optional.of(new Failure(code, message)), false));
  }

  /** Does as asked, one must suppose, but the answer never arrives. */
  CannedAws lose(String operation) {
    return then(operation, new Answer(0, "", Optional.empty(), true));
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
        texts(call.request())
            .map(text -> answers.get(call.operation() + " " + text))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(answers.get(call.operation()));
    if (left == null) {
      throw new AssertionError("unexpected " + call);
    }
    return left.size() > 1 ? left.remove() : left.element();
  }

  private static Stream<String> texts(JsonNode node) {
    if (node.isObject()) {
      return node.asObject().values().stream().flatMap(CannedAws::texts);
    }
    if (node.isArray()) {
      return node.asArray().stream().flatMap(CannedAws::texts);
    }
    return node.isString() ? Stream.of(node.asString()) : Stream.empty();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var type = exchange.getRequestHeaders().getFirst("Content-Type");
      boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
      var answer = next(form ? form(exchange) : json(exchange));
      if (answer.lost()) {
        // Promises what does not come.
        exchange.sendResponseHeaders(200, 100);
        return;
      }
      byte[] body = (form ? answer.xml() : answer.json()).getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .add("Content-Type", form ? "text/xml" : "application/x-amz-json-1.1");
      exchange.getResponseHeaders().add("x-amzn-RequestId", "r-1");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Call json(HttpExchange exchange) {
    var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    var operation = target.substring(target.lastIndexOf('.') + 1);
    return new Call(operation, JsonNode.parser().parse(exchange.getRequestBody()));
  }

  private static Call form(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var operation = "";
    var members = Json.object();
    for (var pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      var name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
      var value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      switch (name) {
        case "Action" -> operation = value;
        case "Version" -> {}
        default -> members.put(name, value);
      }
    }
    return new Call(operation, JsonNode.parser().parse(members.build().write()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

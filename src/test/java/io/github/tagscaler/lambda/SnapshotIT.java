package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The function as SnapStart starts it: initialized once, under the real runtime interface client,
 * and restored later, when credentials, catalog and tags are others.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client is native code")
class SnapshotIT {
  private static final Path FUNCTION =
      Path.of(System.getProperty("tagscaler.function", "target/function"));

  /** A request of the function to AWS. */
  private record Sent(@Nullable String operation, @Nullable String authorization) {}

  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<String> credentialsAsked = new CopyOnWriteArrayList<>();
  private volatile String accessKey = "AKIAOFTHESNAPSHOT000";

  private StandIn aws;
  private HttpServer front;
  private LambdaProcess lambda;

  @BeforeEach
  void start() throws IOException {
    aws = StandIn.start();
    seed("6");
    front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    front.createContext("/credentials", this::credentials);
    front.createContext("/", this::forward);
    front.start();
    var address = "http://127.0.0.1:" + front.getAddress().getPort();
    var template = new Template();
    var environment = template.environment();
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    environment.put("AWS_ENDPOINT_URL", address);
    environment.put("AWS_ACCESS_KEY_ID", "");
    environment.put("AWS_SECRET_ACCESS_KEY", "");
    environment.put("AWS_SESSION_TOKEN", "");
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address + "/credentials");
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token");
    environment.put("TAGSCALER_STACK", "local");
    environment.put("TAGSCALER_CATALOG_PATH", "/tagscaler/catalog");
    lambda =
        new LambdaProcess(FUNCTION, template.handler(), environment, Path.of("target/snapshot"));
  }

  @AfterEach
  void stop() {
    lambda.close();
    front.stop(0);
    aws.close();
  }

  @Test
  void nothing_in_the_snapshot_is_old_when_it_is_restored() throws Exception {
    lambda.awaitSnapshot();

    assertThat(credentialsAsked).as("credentials in the snapshot").isEmpty();
    assertThat(sent).as("what was asked of AWS").allMatch(each -> each.authorization() == null);
    assertThat(lambda.connectionsTo(front.getAddress().getPort())).as("connections").isZero();
    assertThat(lambda.output()).doesNotContain("NotPrimed").doesNotContain("Exception");

    accessKey = "AKIAAFTERTHERESTORE0";
    seed("9");
    sent.clear();
    var restored = Instant.now();
    lambda.restore();
    var reply = lambda.invoke(Files.readString(Path.of("events/endpoint-in-service.json")));

    assertThat(reply.ok()).as(reply::body).isTrue();
    assertThat(sent)
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.authorization()).contains("Credential=" + accessKey + "/"));
    assertThat(aws.state()).contains("\"MaxCapacity\": 9").doesNotContain("\"MaxCapacity\": 6");
    var logged =
        lambda
            .output()
            .lines()
            .filter(line -> line.contains("\"outcome\":\"Applied\""))
            .map(line -> JsonReader.read(line).get("timestamp").text().orElseThrow())
            .map(Instant::parse);
    assertThat(logged).hasSize(1).allMatch(time -> !time.isBefore(restored));
  }

  /** An endpoint whose policy the catalog defines. */
  private void seed(String max) {
    aws.reset();
    aws.seed(
        """
        {"endpoints": [{"name": "chat", "config": "Chat-Blue", "tags": {"autoscaling:policy": "team/ours"},
           "variants": [{"name": "AllTraffic", "instanceType": "ml.g5.xlarge", "count": 1}]}],
         "parameters": {"/tagscaler/catalog/team":
           "version: 1\\npolicies:\\n  ours:\\n    extends: default\\n    max: %s\\n"}}
        """
            .formatted(max));
  }

  private void credentials(HttpExchange exchange) throws IOException {
    credentialsAsked.add(exchange.getRequestHeaders().getFirst("Authorization"));
    send(
        exchange,
        200,
        """
        {"AccessKeyId": "%s", "SecretAccessKey": "secret", "Token": "t", "Expiration": "%s"}
        """
            .formatted(accessKey, Instant.now().plusSeconds(3600))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Notes a request, and has the stand-in answer it. */
  private void forward(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var target = headers.getFirst("X-Amz-Target");
    sent.add(new Sent(target, headers.getFirst("Authorization")));
    var request =
        HttpRequest.newBuilder(aws.endpoint().resolve(exchange.getRequestURI().getPath()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (var name : List.of("X-Amz-Target", "Content-Type", "Authorization")) {
      if (headers.getFirst(name) != null) {
        request.header(name, headers.getFirst(name));
      }
    }
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      send(exchange, answer.statusCode(), answer.body());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

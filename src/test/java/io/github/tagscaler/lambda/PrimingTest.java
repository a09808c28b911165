package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.aws.PrimingAdapters;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.JsonLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrimingTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private HttpServer aws;

  record Request(String method, String path, @Nullable String authorization) {}

  @BeforeEach
  void start() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          requests.add(
              new Request(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    aws.start();
    environment.putAll(
        Map.of(
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "key",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    aws.stop(0);
  }

  @Test
  void sends_one_unsigned_request_and_writes_nothing() {
    run();

    assertThat(requests).containsExactly(new Request("GET", "/", null));
    assertThat(lines()).isEmpty();
  }

  @Test
  void does_nothing_if_it_is_off() {
    environment.put("TAGSCALER_PRIMING", "off");

    run();

    assertThat(requests).isEmpty();
    assertThat(lines()).isEmpty();
  }

  @Test
  void logs_why_it_failed_and_goes_on() {
    aws.stop(0);

    run();

    assertThat(lines())
        .hasSize(1)
        .first()
        .satisfies(line -> {
          assertThat(line.get("level")).isEqualTo(Json.of("WARN"));
          assertThat(line.get("event")).isEqualTo(Json.of("NotPrimed"));
          assertThat(line.get("message").text().orElseThrow())
              .startsWith("The first event takes longer: ")
              .contains("GET " + environment.get("AWS_ENDPOINT_URL"), "refused");
        });
  }

  @Test
  void registers_a_target_and_then_finds_it_unchanged() {
    handleEvents();

    assertThat(lines())
        .extracting(line -> line.get("resourceId"), line -> line.get("outcome"))
        .containsExactly(
            tuple(Json.of("endpoint/priming/variant/AllTraffic"), Json.of("Applied")),
            tuple(Json.of("endpoint/priming/variant/AllTraffic"), Json.of("Unchanged")));
    assertThat(requests).isEmpty();
  }

  @Test
  void does_the_same_with_any_settings() {
    environment.putAll(
        Map.of(
            "TAGSCALER_STACK", "prod",
            "TAGSCALER_TAG_PREFIX", "scale/",
            "TAGSCALER_DRY_RUN", "true",
            "TAGSCALER_RELEASE_ALL", "prod",
            "TAGSCALER_MAX_CAPACITY", "1",
            "TAGSCALER_REQUIRE_PLATFORM", "true",
            "TAGSCALER_CATALOG_PATH", "/tagscaler/catalog",
            "TAGSCALER_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/111122223333/work"));

    handleEvents();

    assertThat(lines())
        .extracting(line -> line.get("outcome"))
        .containsExactly(Json.of("Applied"), Json.of("Unchanged"));
    assertThat(requests).isEmpty();
  }

  @Test
  void keeps_of_the_stacks_settings_only_what_says_which_clients_are_made() {
    assertThat(
            Priming.settings(
                Map.of(
                    "AWS_REGION", "eu-west-1",
                    "TAGSCALER_STACK", "prod",
                    "TAGSCALER_DRY_RUN", "true",
                    "TAGSCALER_CATALOG_PATH", "/catalog",
                    "TAGSCALER_QUEUE_URL", "https://sqs/work")))
        .isEqualTo(
            Map.of(
                "AWS_REGION", "eu-west-1",
                "TAGSCALER_STACK", "priming",
                "TAGSCALER_CATALOG_PATH", "/catalog",
                "TAGSCALER_QUEUE_URL", "https://sqs/work"));
  }

  private void run() {
    Priming.run(environment, priming(), new EventLog(new JsonLines(out(), InstantSource.system())));
  }

  private void handleEvents() {
    Priming.handleEvents(Priming.settings(environment), priming(), out());
  }

  private PrimingAdapters priming() {
    return new PrimingAdapters(AwsAdapters.startingFast(environment));
  }

  private PrintStream out() {
    return new PrintStream(log, true, StandardCharsets.UTF_8);
  }

  private List<Json> lines() {
    return log.toString(StandardCharsets.UTF_8).lines().map(JsonReader::read).toList();
  }
}

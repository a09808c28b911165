package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Which HTTP client calls AWS. {@link ProxyTest} shows what a proxy sees. */
class HttpClientsTest {
  private static final Duration ATTEMPT = Duration.ofSeconds(8);
  private static final String NATIVE = "AwsCommonRuntime";
  private static final String PLAIN = "UrlConnection";

  private static String fast(Map<String, String> env) {
    try (var client = HttpClients.fast(env, ATTEMPT)) {
      return client.clientName();
    }
  }

  @Test
  void the_native_one_starts_fastest() {
    assertThat(fast(Map.of())).isEqualTo(NATIVE);
  }

  @ParameterizedTest
  @CsvSource({"HTTPS_PROXY", "https_proxy"})
  void behind_a_proxy_it_is_that_of_the_JDK(String variable) {
    assertThat(fast(Map.of(variable, "http://proxy:3128"))).isEqualTo(PLAIN);
    assertThat(fast(Map.of(variable, " "))).as("set, but empty").isEqualTo(NATIVE);
  }

  @Test
  void a_proxy_of_the_JVM_is_one_too() {
    try {
      System.setProperty("https.proxyHost", "proxy");
      assertThat(fast(Map.of())).isEqualTo(PLAIN);
    } finally {
      System.clearProperty("https.proxyHost");
    }
  }

  @Test
  void the_command_has_that_of_the_JDK() {
    try (var client = HttpClients.plain(Map.of(), ATTEMPT)) {
      assertThat(client.clientName()).isEqualTo(PLAIN);
    }
  }

  @Test
  void the_native_one_looks_for_no_other_library_than_the_one_that_is_packaged() {
    var before = System.getProperty("aws.crt.libc");
    try {
      System.clearProperty("aws.crt.libc");
      fast(Map.of());
      assertThat(System.getProperty("aws.crt.libc")).isEqualTo("glibc");

      System.setProperty("aws.crt.libc", "musl");
      fast(Map.of());
      assertThat(System.getProperty("aws.crt.libc")).as("somebody's choice").isEqualTo("musl");
    } finally {
      if (before == null) {
        System.clearProperty("aws.crt.libc");
      } else {
        System.setProperty("aws.crt.libc", before);
      }
    }
  }

  @Test
  void the_native_one_calls_by_http() throws IOException {
    var aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          var body = "here".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    aws.start();
    try (var client = HttpClients.fast(Map.of(), ATTEMPT)) {
      var response =
          client.prepareRequest(get("http://127.0.0.1:" + aws.getAddress().getPort())).call();

      assertThat(response.responseBody().orElseThrow()).hasContent("here");
    } finally {
      aws.stop(0);
    }
  }

  /** The SDK retries those only. */
  @Test
  void a_failed_connection_of_the_native_one_is_an_IOException() {
    try (var client = HttpClients.fast(Map.of(), ATTEMPT)) {
      assertThatThrownBy(() -> client.prepareRequest(get("http://127.0.0.1:1")).call())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void what_is_closed_calls_no_more() {
    SdkHttpClient client = HttpClients.fast(Map.of(), ATTEMPT);

    client.close();

    assertThatThrownBy(() -> client.prepareRequest(get("http://127.0.0.1:1")).call())
        .isInstanceOf(IllegalStateException.class);
  }

  private static HttpExecuteRequest get(String address) {
    return HttpExecuteRequest.builder()
        .request(
            SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(URI.create(address)).build())
        .build();
  }
}

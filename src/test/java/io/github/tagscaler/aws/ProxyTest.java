package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.tagscaler.reconcile.CallFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SDK reads the proxy from the environment of the process. */
class ProxyTest {

  /** Calls AWS in a process of its own. */
  static final class Call {
    private Call() {}

    public static void main(String[] arguments) {
      var env = System.getenv();
      var adapters =
          "fast".equals(arguments[0]) ? AwsAdapters.startingFast(env) : AwsAdapters.create(env);
      try {
        var _ = adapters.resources().componentsOf("chat");
      } catch (CallFailedException refused) {
        // The proxy of this test forwards nothing.
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTPS_PROXY, fast", "HTTPS_PROXY, plain", "https_proxy, plain", "HTTP_PROXY, plain"})
  void of_the_environment_is_asked_for_a_tunnel(String variable, String client) throws Exception {
    Queue<String> requests = new ConcurrentLinkedQueue<>();
    try (var proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuse(proxy, requests));

      call(variable, proxy.getLocalPort(), client, "");

      assertThat(requests)
          .isNotEmpty()
          .containsOnly("CONNECT api.sagemaker.eu-west-1.amazonaws.com:443 HTTP/1.1");
    }
  }

  @ParameterizedTest
  @CsvSource({"fast", "plain"})
  void for_HTTPS_is_not_used_for_HTTP(String client) throws Exception {
    Queue<String> requests = new ConcurrentLinkedQueue<>();
    Queue<String> calls = new ConcurrentLinkedQueue<>();
    var aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          calls.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(400, -1);
          exchange.close();
        });
    aws.start();
    try (var proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuse(proxy, requests));

      call(
          "HTTPS_PROXY",
          proxy.getLocalPort(),
          client,
          "http://127.0.0.1:" + aws.getAddress().getPort());
    } finally {
      aws.stop(0);
    }

    assertThat(requests).isEmpty();
    assertThat(calls).containsExactly("/");
  }

  private static void call(String variable, int port, String client, String endpoint)
      throws Exception {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Call.class.getName(),
                client)
            .inheritIO();
    var env = builder.environment();
    env.keySet()
        .removeIf(
            name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy") || name.startsWith("AWS_"));
    env.put("AWS_REGION", "eu-west-1");
    env.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    env.put("AWS_SECRET_ACCESS_KEY", "secret");
    env.put("AWS_ENDPOINT_URL", endpoint);
    env.put(variable, "http://127.0.0.1:" + port);
    var process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void refuse(ServerSocket proxy, Queue<String> requests) {
    while (!proxy.isClosed()) {
      try (var socket = proxy.accept()) {
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        requests.add(String.valueOf(in.readLine()));
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 403 no\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        // The next request, or the end of the test.
      }
    }
  }
}

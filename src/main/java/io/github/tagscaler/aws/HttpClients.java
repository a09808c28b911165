package io.github.tagscaler.aws;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Makes the HTTP client that all SDK clients share: making one reads the trust store. */
final class HttpClients {
  /**
   * The services answer a handshake within milliseconds; after two seconds there is no connection.
   */
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private HttpClients() {}

  /**
   * The one that starts fastest, AWS's native client: TLS in Java takes a third of the processor
   * time up to the first answer. Behind a proxy, and where the native library cannot be loaded,
   * {@link #plain} does as well.
   */
  static SdkHttpClient fast(Map<String, String> env, Duration attempt) {
    if (isBehindProxy(env)) {
      return plain(env, attempt);
    }
    try {
      return new Native();
    } catch (RuntimeException | LinkageError noLibrary) {
      return plain(env, attempt);
    }
  }

  /** The JDK's own. */
  static SdkHttpClient plain(Map<String, String> env, Duration attempt) {
    var client =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(attempt);
    if (isProxySet(env) && !env.getOrDefault("AWS_ENDPOINT_URL", "").startsWith("http:")) {
      // Without a scheme, the SDK reads HTTP_PROXY alone, for calls by HTTPS, too.
      client.proxyConfiguration(ProxyConfiguration.builder().scheme("https").build());
    }
    return client.build();
  }

  private static boolean isBehindProxy(Map<String, String> env) {
    return isProxySet(env) || isSet(System.getProperty("https.proxyHost"));
  }

  private static boolean isProxySet(Map<String, String> env) {
    return isSet(env.get("HTTPS_PROXY")) || isSet(env.get("https_proxy"));
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  /** The native client, whose failures the SDK would not take for failures of a call. */
  private static final class Native implements SdkHttpClient {
    private final SdkHttpClient client;

    Native() {
      // The library for glibc is the only one that is packaged. Without this setting, a process is
      // started to find out what the machine has.
      if (System.getProperty("aws.crt.libc") == null) {
        System.setProperty("aws.crt.libc", "glibc");
      }
      client =
          AwsCrtHttpClient.builder()
              .connectionTimeout(CONNECT)
              .useTrustStoreSystemProperties(System.getProperty("javax.net.ssl.trustStore") != null)
              .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      var prepared = client.prepareRequest(request);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          try {
            return prepared.call();
          } catch (HttpException | CrtRuntimeException failed) {
            throw new IOException(
                Objects.requireNonNullElse(failed.getMessage(), failed.toString()), failed);
          }
        }

        @Override
        public void abort() {
          prepared.abort();
        }
      };
    }

    @Override
    public void close() {
      client.close();
    }

    @Override
    public String clientName() {
      return client.clientName();
    }
  }
}

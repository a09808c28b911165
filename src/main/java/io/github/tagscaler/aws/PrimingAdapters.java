package io.github.tagscaler.aws;

import java.io.IOException;
import java.time.Duration;

/**
 * What priming needs of AWS: adapters that work as the function's own but on answers from memory,
 * and a connection of the function's own HTTP client. Neither signs with the function's
 * credentials, nor needs a permission.
 */
public final class PrimingAdapters {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final AwsClients clients;
  private final PrimingHttpClient http = new PrimingHttpClient();

  /**
   * @param own the function's own, for their region, endpoints and HTTP client
   */
  public PrimingAdapters(AwsAdapters own) {
    this.clients = own.clients();
  }

  /** The adapters whose calls are answered from memory. */
  public AwsAdapters adapters() {
    return AwsAdapters.on(clients.with(http));
  }

  /**
   * Sends an unsigned GET to the first host that those adapters called, so that the classes of TLS
   * are loaded. Whatever it answers will do.
   */
  public void connect() throws IOException {
    for (var host : http.hosts()) {
      clients.get(host, PATIENCE);
      return;
    }
  }
}

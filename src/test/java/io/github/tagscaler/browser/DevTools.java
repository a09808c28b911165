package io.github.tagscaler.browser;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The connection to a browser: commands with their answers, and events. */
final class DevTools implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 60;

  /** Something that happened in a page. */
  record Event(String session, String method, Json params) {}

  private final AtomicInteger last = new AtomicInteger();
  private final Map<String, CompletableFuture<Json>> waiting = new ConcurrentHashMap<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;

  private DevTools(URI address) {
    this.socket = client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  static DevTools connect(URI address) {
    return new DevTools(address);
  }

  /** Sends a command and waits for its result. */
  Json send(String session, String method, Json params) {
    var id = last.incrementAndGet();
    var answer = new CompletableFuture<Json>();
    waiting.put(String.valueOf(id), answer);
    var message = Json.object().put("id", id).put("method", method).put("params", params);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(message.build().write(), true).join();
    var result = answer.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    if (!result.get("error").isNull()) {
      throw new IllegalStateException(method + ": " + result.get("error").write());
    }
    return result.get("result");
  }

  /** What happened in the page of that session since it was opened. */
  List<Event> events(String session) {
    return events.stream().filter(event -> event.session().equals(session)).toList();
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean isLast) {
      parts.append(data);
      if (isLast) {
        receive(JsonReader.read(parts.toString()));
        parts.setLength(0);
      }
      webSocket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void receive(Json message) {
      if (message.get("id") instanceof Json.Num(var id)) {
        var answer = waiting.remove(id.toString());
        if (answer != null) {
          answer.complete(message);
        }
      } else {
        events.add(
            new Event(
                message.get("sessionId").text().orElse(""),
                message.get("method").text().orElse(""),
                message.get("params")));
      }
    }
  }
}

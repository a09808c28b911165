package io.github.tagscaler.browser;

import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A page in a browser, used as a person uses it: by mouse and keys. */
public final class Page implements AutoCloseable {
  private static final int LOAD_CHECKS = 600;

  private final DevTools tools;
  private final String target;
  private final String session;

  private Page(DevTools tools, String target, String session) {
    this.tools = tools;
    this.target = target;
    this.session = session;
  }

  static Page open(DevTools tools, URI address, boolean scripts) {
    var target =
        tools
            .send("", "Target.createTarget", Json.object().put("url", "about:blank").build())
            .get("targetId")
            .text()
            .orElseThrow();
    var session =
        tools
            .send(
                "",
                "Target.attachToTarget",
                Json.object().put("targetId", target).put("flatten", true).build())
            .get("sessionId")
            .text()
            .orElseThrow();
    var page = new Page(tools, target, session);
    for (var domain : List.of("Page", "Runtime", "Network", "Log")) {
      page.send(domain + ".enable", Json.object().build());
    }
    if (!scripts) {
      page.send("Emulation.setScriptExecutionDisabled", Json.object().put("value", true).build());
    }
    page.size(1440, 1000);
    page.send("Page.navigate", Json.object().put("url", address.toString()).build());
    page.awaitLoad();
    return page;
  }

  private void awaitLoad() {
    for (int i = 0; i < LOAD_CHECKS; i++) {
      if (tools.events(session).stream().anyMatch(e -> e.method().equals("Page.loadEventFired"))) {
        return;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
    throw new IllegalStateException("The page did not load.");
  }

  private Json send(String method, Json params) {
    return tools.send(session, method, params);
  }

  /** Resizes the window. */
  public Page size(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Json.object()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false)
            .build());
    return this;
  }

  /** Shows it as on {@code screen} or {@code print}, in a {@code light} or {@code dark} scheme. */
  public Page media(String medium, String scheme) {
    var feature = Json.object().put("name", "prefers-color-scheme").put("value", scheme).build();
    send(
        "Emulation.setEmulatedMedia",
        Json.object().put("media", medium).put("features", new Json.Arr(List.of(feature))).build());
    return this;
  }

  /** The value of a JavaScript expression; a promise is waited for. */
  public Json eval(String expression) {
    var result =
        send(
            "Runtime.evaluate",
            Json.object()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true)
                .build());
    if (!result.get("exceptionDetails").isNull()) {
      throw new IllegalStateException(expression + ": " + result.write());
    }
    return result.get("result").get("value");
  }

  /** The text that a JavaScript expression gives. */
  public String text(String expression) {
    return eval(expression).text().orElse("");
  }

  /** The texts that a JavaScript expression gives. */
  public List<String> texts(String expression) {
    return eval(expression).stream().flatMap(each -> each.text().stream()).toList();
  }

  /** Clicks into the middle of an element. */
  public Page click(String selector) {
    eval(
        "document.querySelector('%s').scrollIntoView({block: 'center', behavior: 'instant'})"
            .formatted(selector));
    var at =
        eval(
            "(() => { const r = document.querySelector('%s').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()"
                .formatted(selector));
    var place =
        at.stream().map(each -> each instanceof Json.Num(var n) ? n : BigDecimal.ZERO).toList();
    for (var type : List.of("mousePressed", "mouseReleased")) {
      send(
          "Input.dispatchMouseEvent",
          Json.object()
              .put("type", type)
              .put("x", Json.of(place.get(0)))
              .put("y", Json.of(place.get(1)))
              .put("button", "left")
              .put("clickCount", 1)
              .build());
    }
    return this;
  }

  /** Moves the focus to an element. */
  public Page focus(String selector) {
    eval("document.querySelector('%s').focus()".formatted(selector));
    return this;
  }

  /** A key that tests press. */
  public enum Key {
    ENTER("Enter", "Enter", 13, "\r"),
    SPACE(" ", "Space", 32, " "),
    TAB("Tab", "Tab", 9, "");

    private final String key;
    private final String code;
    private final int number;
    private final String text;

    Key(String key, String code, int number, String text) {
      this.key = key;
      this.code = code;
      this.number = number;
      this.text = text;
    }
  }

  /** Presses a key. */
  public Page press(Key key) {
    for (var type : List.of("keyDown", "keyUp")) {
      var event =
          Json.object()
              .put("type", type)
              .put("key", key.key)
              .put("code", key.code)
              .put("windowsVirtualKeyCode", key.number);
      if (type.equals("keyDown") && !key.text.isEmpty()) {
        event.put("text", key.text);
      }
      send("Input.dispatchKeyEvent", event.build());
    }
    return this;
  }

  /** Types text into what has the focus. */
  public Page type(String text) {
    send("Input.insertText", Json.object().put("text", text).build());
    return this;
  }

  /** It, printed as PDF. */
  public byte[] pdf() {
    return Base64.getDecoder()
        .decode(
            send(
                    "Page.printToPDF",
                    Json.object()
                        .put("printBackground", true)
                        .put("preferCSSPageSize", true)
                        .build())
                .get("data")
                .text()
                .orElseThrow());
  }

  /** The addresses that it asked for, apart from its own and from data in it. */
  public List<String> requests() {
    return events("Network.requestWillBeSent")
        .map(event -> event.get("request").get("url").text().orElse(""))
        .filter(url -> !url.startsWith("file:") && !url.startsWith("data:"))
        .toList();
  }

  /** What it wrote to the console, and its errors. */
  public List<String> complaints() {
    return Stream.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        .flatMap(this::events)
        .map(Json::write)
        .toList();
  }

  private Stream<Json> events(String method) {
    return tools.events(session).stream()
        .filter(event -> event.method().equals(method))
        .map(DevTools.Event::params);
  }

  @Override
  public void close() {
    tools.send("", "Target.closeTarget", Json.object().put("targetId", target).build());
  }
}

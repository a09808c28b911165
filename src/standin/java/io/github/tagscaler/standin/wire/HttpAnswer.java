package io.github.tagscaler.standin.wire;

import java.util.Map;

/** An HTTP answer, whole. */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

  public HttpAnswer {
    headers = Map.copyOf(headers);
  }
}

package io.github.tagscaler.standin.wire;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The part of an HTTP request that a protocol looks at. */
public record HttpMessage(String method, String path, Map<String, String> headers, String body) {

  public HttpMessage {
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}

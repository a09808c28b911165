package io.github.tagscaler.standin.wire;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of an HTTP request that a protocol looks at. */
public record HttpMessage(String method, String path, Map<String, String> headers, String body) {

  private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,]+)/");

  public HttpMessage {
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  /** The access key that the request is signed with, empty if it is not signed. */
  public String accessKey() {
    Matcher credential = CREDENTIAL.matcher(header("Authorization").orElse(""));
    return credential.find() ? credential.group(1) : "";
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}

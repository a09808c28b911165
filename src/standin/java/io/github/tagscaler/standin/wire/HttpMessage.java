package io.github.tagscaler.standin.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of an HTTP request that a protocol looks at. */
public record HttpMessage(
    String method, String path, @Nullable String query, Map<String, String> headers, String body) {

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

  /** The parameter of the query string, decoded. */
  public Optional<String> parameter(String name) {
    return Stream.of(query == null ? new String[0] : query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(name))
        .map(pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))
        .findFirst();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}

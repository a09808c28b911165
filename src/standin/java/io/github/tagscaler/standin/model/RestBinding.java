package io.github.tagscaler.standin.model;

import io.github.tagscaler.standin.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an operation of a REST protocol is in HTTP.
 *
 * @param path matches the path of its requests; its named groups are members of the input
 * @param status of an answer
 */
public record RestBinding(String method, Pattern path, int status, Places input, Places output) {

  /**
   * Where the members of a structure are, if not in its JSON.
   *
   * @param headers names of headers by member
   * @param parameters names of parameters of the query string by member
   * @param payload the member that is the whole body
   */
  public record Places(
      Map<String, String> headers, Map<String, String> parameters, Optional<String> payload) {

    static Places of(JsonObject shape) {
      Map<String, String> headers = new LinkedHashMap<>();
      Map<String, String> parameters = new LinkedHashMap<>();
      JsonObject members = shape.object("members");
      for (String name : members.members().keySet()) {
        JsonObject member = members.object(name);
        switch (member.findText("location").orElse("body")) {
          case "header" -> headers.put(name, member.text("locationName"));
          case "querystring" -> parameters.put(name, member.text("locationName"));
          default -> {}
        }
      }
      return new Places(headers, parameters, shape.findText("payload"));
    }
  }

  private static final Pattern LABEL = Pattern.compile("\\{([A-Za-z]+)}");

  static RestBinding of(JsonObject http, JsonObject input, JsonObject output) {
    Matcher labels = LABEL.matcher(http.text("requestUri"));
    return new RestBinding(
        http.text("method"),
        Pattern.compile(labels.replaceAll("(?<$1>[^/]+)")),
        http.findWhole("responseCode").orElse(200),
        Places.of(input),
        Places.of(output));
  }
}

package io.github.tagscaler.standin.service;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Gives lists page by page, with an opaque token for the rest. */
public record Pages(String tokenMember, int pageSize, String badTokenType) {

  private static final String PREFIX = "from:";

  /** The page that a request asks for, under this name, with the token of the next one. */
  public JsonObject page(String listMember, List<JsonObject> all, JsonObject request) {
    return page(listMember, all, Function.identity(), request);
  }

  /** The same, telling only of what is on the page. */
  public <T> JsonObject page(
      String listMember, List<T> all, Function<T, JsonObject> describe, JsonObject request) {
    int from = request.findText(tokenMember).map(this::offset).orElse(0);
    int to = Math.min(all.size(), from + pageSize);
    List<JsonObject> page =
        from >= all.size() ? List.of() : all.subList(from, to).stream().map(describe).toList();
    Optional<String> next = to < all.size() ? Optional.of(token(to)) : Optional.empty();
    return JsonObject.of(listMember, page).with(tokenMember, next);
  }

  private static String token(int offset) {
    return Base64.getEncoder()
        .encodeToString((PREFIX + offset).getBytes(StandardCharsets.US_ASCII));
  }

  private int offset(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII);
      if (text.startsWith(PREFIX)) {
        return Integer.parseUnsignedInt(text.substring(PREFIX.length()));
      }
    } catch (IllegalArgumentException notOneOfOurs) {
      // The same answer as for a token that decodes to something else.
    }
    throw AwsFailure.of(badTokenType, "The token '" + token + "' is not valid.");
  }
}

package io.github.tagscaler.standin.security;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.state.Account;
import java.util.Map;
import java.util.function.UnaryOperator;

/** AWS STS: answers who the caller is, which needs no permission. */
public final class SecurityTokens implements AwsService {

  private final Account account;

  public SecurityTokens(Account account) {
    this.account = account;
  }

  @Override
  public String model() {
    return "sts";
  }

  @Override
  public String iamPrefix() {
    return "sts";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return Map.of(
        "GetCallerIdentity",
        _ ->
            JsonObject.of("UserId", "AROAEXAMPLE:session")
                .with("Account", account.id())
                .with("Arn", "arn:aws:sts::" + account.id() + ":assumed-role/caller/session"));
  }
}

package io.github.tagscaler.standin.security;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** AWS STS: answers who the caller is, which needs no permission, and gives roles to callers. */
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
        "AssumeRole",
        this::assume,
        "GetCallerIdentity",
        _ ->
            JsonObject.of("UserId", "AROAEXAMPLE:session")
                .with("Account", account.id())
                .with("Arn", account.caller()));
  }

  /** Credentials of a role; the stand-in lets whoever has them do everything. */
  private JsonObject assume(JsonObject request) {
    String arn = request.text("RoleArn");
    String session = request.text("RoleSessionName");
    JsonObject role =
        account.infrastructure().of(Kind.ROLE).values().stream()
            .filter(one -> one.text("Arn").equals(arn))
            .findFirst()
            .orElseThrow(() ->
                new AwsFailure(
                    403,
                    "AccessDenied",
                    "User is not authorized to perform: sts:AssumeRole on resource: " + arn));
    return JsonObject.of(
            "Credentials",
            JsonObject.of("AccessKeyId", "ASIAEXAMPLEASSUMED00")
                .with("SecretAccessKey", "standin")
                .with("SessionToken", "standin")
                .with("Expiration", account.now().plus(Duration.ofHours(1))))
        .with(
            "AssumedRoleUser",
            JsonObject.of("AssumedRoleId", role.text("RoleId") + ":" + session)
                .with(
                    "Arn",
                    "arn:aws:sts::%s:assumed-role/%s/%s"
                        .formatted(account.id(), role.text("RoleName"), session)));
  }
}

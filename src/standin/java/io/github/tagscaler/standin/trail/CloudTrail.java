package io.github.tagscaler.standin.trail;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Describes trails. */
public final class CloudTrail implements AwsService {

  /** Seeded beside the members of a trail; other operations answer with them. */
  public static final String LOGGING = "IsLogging";

  public static final String SELECTORS = "EventSelectors";
  public static final String ADVANCED = "AdvancedEventSelectors";

  private final Account account;

  public CloudTrail(Account account) {
    this.account = account;
  }

  @Override
  public String model() {
    return "cloudtrail";
  }

  @Override
  public String iamPrefix() {
    return "cloudtrail";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return Map.of(
        "DescribeTrails", this::trails,
        "GetTrailStatus", this::status,
        "GetEventSelectors", this::selectors);
  }

  /** A trail of all regions is listed in the others as well, unless that is switched off. */
  private JsonObject trails(JsonObject request) {
    boolean shadows = !request.has("includeShadowTrails") || request.flag("includeShadowTrails");
    List<String> names = request.texts("trailNameList");
    return JsonObject.of(
        "trailList",
        account.infrastructure().of(Kind.TRAIL).values().stream()
            .filter(trail -> names.isEmpty() || isNamed(trail, names))
            .filter(trail -> shadows || trail.text("HomeRegion").equals(account.region()))
            .map(trail -> trail.without(LOGGING).without(SELECTORS).without(ADVANCED))
            .toList());
  }

  private static boolean isNamed(JsonObject trail, List<String> names) {
    return names.contains(trail.text("Name")) || names.contains(trail.text("TrailARN"));
  }

  private JsonObject status(JsonObject request) {
    return JsonObject.of(LOGGING, find(request.text("Name")).flag(LOGGING));
  }

  private JsonObject selectors(JsonObject request) {
    JsonObject trail = find(request.text("TrailName"));
    return JsonObject.of("TrailARN", trail.text("TrailARN"))
        .withAll(trail.only(List.of(SELECTORS, ADVANCED)));
  }

  /** A trail of another region is found by its ARN only. */
  private JsonObject find(String nameOrArn) {
    return account.infrastructure().of(Kind.TRAIL).values().stream()
        .filter(trail ->
            trail.text("TrailARN").equals(nameOrArn)
                || (trail.text("Name").equals(nameOrArn)
                    && trail.text("HomeRegion").equals(account.region())))
        .findFirst()
        .orElseThrow(() ->
            AwsFailure.of(
                "TrailNotFoundException",
                "Unknown trail: " + nameOrArn + " for the user: " + account.id()));
  }
}

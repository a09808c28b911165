package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Account;
import java.time.Duration;
import java.util.List;

/** What Application Auto Scaling did, the latest first. */
final class Activities {

  private static final int MAX_PAGE = 50;

  /** API reference, DescribeScalingActivities: the last six weeks. */
  private static final Duration REMEMBERED = Duration.ofDays(42);

  private final Account account;

  Activities(Account account) {
    this.account = account;
  }

  JsonObject describe(JsonObject request) {
    Selection.requireResourceForDimension(request);
    var oldest = account.now().minus(REMEMBERED);
    List<Describable> recent =
        account.scalableTargets().activities().reversed().stream()
            .filter(activity -> activity.startTime().isAfter(oldest))
            .map(activity ->
                new Describable(activity.target(), "", () -> activity.describe(account.now())))
            .toList();
    return Selection.page("ScalingActivities", Selection.of(recent, request), request, MAX_PAGE);
  }
}

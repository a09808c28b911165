package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.ScalingActivity;
import java.time.Duration;
import java.util.Comparator;
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
    boolean all = request.flag("IncludeNotScaledActivities");
    List<Describable> recent =
        account.scalableTargets().activities().stream()
            .filter(activity -> activity.startTime().isAfter(oldest))
            .filter(activity -> all || activity.notScaled().isEmpty())
            .sorted(Comparator.comparing(ScalingActivity::startTime))
            .toList()
            .reversed()
            .stream()
            .map(activity ->
                new Describable(activity.target(), "", () -> activity.describe(account.now())))
            .toList();
    return Selection.page("ScalingActivities", Selection.of(recent, request), request, MAX_PAGE);
  }
}

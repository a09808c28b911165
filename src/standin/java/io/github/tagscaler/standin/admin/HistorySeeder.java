package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.MetricKey;
import io.github.tagscaler.standin.state.ScalingActivity;
import io.github.tagscaler.standin.state.StatisticSet;
import io.github.tagscaler.standin.state.TargetId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Seeds what happened before the stand-in started: datapoints of metrics, and scaling activities.
 */
final class HistorySeeder {

  private final Account account;

  HistorySeeder(Account account) {
    this.account = account;
  }

  /** Datapoints at a regular step; the last one is that of the step before {@code end}. */
  void metric(Section section) {
    section.allow("namespace", "metric", "dimensions", "unit", "period", "end", "values");
    Duration period = section.findDuration("period").orElse(Duration.ofMinutes(1));
    List<BigDecimal> values = section.json().decimals("values");
    if (period.toSeconds() < 1) {
      throw new AdminException(section.place() + ".period must be a second or longer.");
    }
    var key =
        new MetricKey(
            section.text("namespace"),
            section.text("metric"),
            section.json().textMap("dimensions"));
    String unit = section.json().findText("unit").orElse("None");
    Instant at =
        section
            .findInstant("end")
            .orElse(account.now())
            .truncatedTo(period.toSeconds() < 60 ? ChronoUnit.SECONDS : ChronoUnit.MINUTES)
            .minus(period.multipliedBy(values.size()));
    for (BigDecimal value : values) {
      account.metrics().put(key, at, unit, StatisticSet.of(value.doubleValue(), 1));
      at = at.plus(period);
    }
  }

  /** An activity so long ago, in the words of AWS. */
  void activity(Section section, String dimension) {
    section.allow(
        "resourceId", "dimension", "description", "cause", "ago", "lasted", "failure", "notScaled");
    Instant start = account.now().minus(section.findDuration("ago").orElse(Duration.ZERO));
    account
        .scalableTargets()
        .activities()
        .add(
            new ScalingActivity(
                account.newId(),
                TargetId.of(
                    JsonObject.of("ResourceId", section.text("resourceId"))
                        .with("ScalableDimension", dimension)),
                section.text("description"),
                section.text("cause"),
                start,
                start.plus(section.findDuration("lasted").orElse(Duration.ZERO)),
                section.json().findText("failure"),
                section.json().objects("notScaled")));
  }
}

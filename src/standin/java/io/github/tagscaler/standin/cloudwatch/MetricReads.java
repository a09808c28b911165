package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.Pages;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.MetricKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads datapoints (CloudWatch API reference, GetMetricData, MetricDataQuery and MetricStat). */
final class MetricReads {

  private static final int MAX_QUERIES = 500;
  private static final int MAX_DATAPOINTS = 100_800;
  private static final Duration FINEST_KEPT = Duration.ofHours(3);
  private static final Set<Integer> HIGH_RESOLUTION = Set.of(1, 5, 10, 20, 30);
  private static final Set<String> STATISTICS =
      Set.of("SampleCount", "Sum", "Minimum", "Maximum", "Average");

  private final Account account;

  MetricReads(Account account) {
    this.account = account;
  }

  JsonObject get(JsonObject request) {
    List<JsonObject> queries = request.objects("MetricDataQueries");
    if (queries.isEmpty() || queries.size() > MAX_QUERIES) {
      throw refused(
          "The collection MetricDataQueries must have 1 to %d members, has %d."
              .formatted(MAX_QUERIES, queries.size()));
    }
    Instant from = request.findTime("StartTime").orElseThrow();
    Instant to = request.findTime("EndTime").orElseThrow();
    if (!from.isBefore(to)) {
      throw refused("The parameter StartTime must be less than the parameter EndTime.");
    }
    int most = request.findWhole("MaxDatapoints").orElse(MAX_DATAPOINTS);
    if (most < 1 || most > MAX_DATAPOINTS) {
      throw refused("The parameter MaxDatapoints must be 1 to " + MAX_DATAPOINTS + ".");
    }
    boolean ascending = request.findText("ScanBy").filter("TimestampAscending"::equals).isPresent();
    Set<String> ids = new HashSet<>();
    var pages = new MetricPages(most);
    for (JsonObject query : queries) {
      check(query, ids, from);
      if (!query.has("ReturnData") || query.flag("ReturnData")) {
        add(query, from, to, ascending, pages);
      }
    }
    JsonObject page =
        new Pages("NextToken", 1, "InvalidNextToken").page("pages", pages.all(), request);
    return page.objects("pages").stream()
        .findFirst()
        .orElse(JsonObject.EMPTY)
        .with("NextToken", page.find("NextToken"));
  }

  private void check(JsonObject query, Set<String> ids, Instant from) {
    String id = query.text("Id");
    if (!id.matches("[a-z][a-zA-Z0-9_]*") || !ids.add(id)) {
      throw refused("The value '" + id + "' for Id is not valid, or is there twice.");
    }
    if (query.has("Expression") == query.has("MetricStat")) {
      throw refused("Query '" + id + "' must have exactly one of Expression and MetricStat.");
    }
    if (query.has("Expression")) {
      throw refused("The stand-in calculates no expressions: query '" + id + "'.");
    }
    JsonObject stat = query.object("MetricStat");
    if (!STATISTICS.contains(stat.text("Stat"))) {
      throw refused("The stand-in has no statistic " + stat.text("Stat") + ".");
    }
    int period = stat.whole("Period");
    boolean recent = !from.isBefore(account.now().minus(FINEST_KEPT));
    if (period % 60 != 0 && !(HIGH_RESOLUTION.contains(period) && recent)) {
      throw refused("The value " + period + " for parameter Period is not valid for this time.");
    }
  }

  private void add(
      JsonObject query, Instant from, Instant to, boolean ascending, MetricPages pages) {
    JsonObject stat = query.object("MetricStat");
    JsonObject metric = stat.object("Metric");
    var key = MetricKey.of(metric.findText("Namespace").orElse(""), metric);
    List<Instant> times = new ArrayList<>();
    List<BigDecimal> values = new ArrayList<>();
    account
        .metrics()
        .periods(key, from, to, stat.whole("Period"), stat.findText("Unit"))
        .forEach((time, set) -> {
          times.add(time);
          values.add(BigDecimal.valueOf(set.value(stat.text("Stat"))));
        });
    if (!ascending) {
      Collections.reverse(times);
      Collections.reverse(values);
    }
    String label = query.findText("Label").orElse(key.name());
    pages.add(JsonObject.of("Id", query.text("Id")).with("Label", label), times, values);
  }

  private static AwsFailure refused(String message) {
    return AwsFailure.of("ValidationError", message);
  }
}

package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.MetricKey;
import io.github.tagscaler.standin.state.StatisticSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes datapoints (CloudWatch API reference, PutMetricData and MetricDatum). */
final class MetricData {

  private static final int MAX_METRICS = 1000;
  private static final int MAX_VALUES = 150;
  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Duration FARTHEST_AHEAD = Duration.ofHours(2);
  private static final List<String> KINDS = List.of("Value", "Values", "StatisticValues");

  private final Account account;

  MetricData(Account account) {
    this.account = account;
  }

  JsonObject put(JsonObject request) {
    String namespace = request.text("Namespace");
    // The reference asks not to use it; that AWS refuses it is known from users.
    if (namespace.startsWith("AWS/")) {
      throw invalid("The value AWS/ for parameter Namespace is invalid.");
    }
    List<JsonObject> data =
        Stream.concat(
                request.objects("MetricData").stream(),
                request.objects("EntityMetricData").stream()
                    .flatMap(entity -> entity.objects("MetricData").stream()))
            .toList();
    if (data.isEmpty()) {
      throw AwsFailure.of("MissingParameter", "The parameter MetricData is required.");
    }
    if (data.size() > MAX_METRICS) {
      throw invalid("The parameter MetricData has more than " + MAX_METRICS + " members.");
    }
    data.forEach(this::check);
    data.forEach(datum -> store(namespace, datum));
    return JsonObject.EMPTY;
  }

  private void check(JsonObject datum) {
    if (datum.only(KINDS).members().size() != 1) {
      throw combination("Exactly one of " + KINDS + " must be specified.");
    }
    List<BigDecimal> values = datum.decimals("Values");
    List<BigDecimal> counts = datum.decimals("Counts");
    if (values.size() > MAX_VALUES) {
      throw invalid("The parameter Values has more than " + MAX_VALUES + " members.");
    }
    if (datum.has("Counts") && counts.size() != values.size()) {
      throw combination("The parameters Values and Counts must have the same size.");
    }
    int resolution = datum.findWhole("StorageResolution").orElse(60);
    if (resolution != 1 && resolution != 60) {
      throw invalid("The parameter StorageResolution must be 1 or 60, was " + resolution + ".");
    }
    Instant at = datum.findTime("Timestamp").orElse(account.now());
    if (at.isBefore(account.now().minus(OLDEST))
        || at.isAfter(account.now().plus(FARTHEST_AHEAD))) {
      throw invalid(
          "The parameter Timestamp must be within the last two weeks and two hours ahead, was "
              + at
              + ".");
    }
  }

  private void store(String namespace, JsonObject datum) {
    Instant at = datum.findTime("Timestamp").orElse(account.now());
    boolean fine = datum.findWhole("StorageResolution").orElse(60) == 1;
    account
        .metrics()
        .put(
            MetricKey.of(namespace, datum),
            at.truncatedTo(fine ? ChronoUnit.SECONDS : ChronoUnit.MINUTES),
            datum.findText("Unit").orElse("None"),
            values(datum));
  }

  private static StatisticSet values(JsonObject datum) {
    if (datum.has("StatisticValues")) {
      JsonObject set = datum.object("StatisticValues");
      return new StatisticSet(
          number(set, "SampleCount"),
          number(set, "Sum"),
          number(set, "Minimum"),
          number(set, "Maximum"));
    }
    if (datum.has("Value")) {
      return StatisticSet.of(number(datum, "Value"), 1);
    }
    List<BigDecimal> counts = datum.decimals("Counts");
    List<StatisticSet> sets = new ArrayList<>();
    for (BigDecimal value : datum.decimals("Values")) {
      double times = counts.isEmpty() ? 1 : counts.get(sets.size()).doubleValue();
      sets.add(StatisticSet.of(value.doubleValue(), times));
    }
    return sets.stream()
        .reduce(StatisticSet::plus)
        .orElseThrow(() -> invalid("The parameter Values must not be empty."));
  }

  private static double number(JsonObject json, String name) {
    return json.findDecimal(name).map(BigDecimal::doubleValue).orElseThrow();
  }

  private static AwsFailure invalid(String message) {
    return AwsFailure.of("InvalidParameterValue", message);
  }

  private static AwsFailure combination(String message) {
    return AwsFailure.of("InvalidParameterCombination", message);
  }
}

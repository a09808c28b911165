package io.github.tagscaler.aws;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.MetricSpec.Query.Source;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingAlarm.Comparison;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Other;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** Translates alarms between CloudWatch's model and Tagscaler's. */
public final class AlarmTranslator {
  private AlarmTranslator() {}

  /**
   * An alarm whose scaling policies are not resolved yet.
   *
   * @param actions the ARNs of its alarm actions
   * @param onlyAction the ARN of its only action of any kind; empty if it has none, or several
   */
  record Unresolved(
      String name,
      List<String> actions,
      Optional<String> onlyAction,
      ScalingAlarm.Definition definition) {

    /**
     * The alarm in Tagscaler's model.
     *
     * @param policies the names of the existing scaling policies, by ARN
     */
    ScalingAlarm among(Map<String, String> policies) {
      return new ScalingAlarm(
          name, onlyAction.flatMap(arn -> Optional.ofNullable(policies.get(arn))), definition);
    }
  }

  /**
   * Reads an alarm; it is {@link Other} if it has anything that Tagscaler never writes. The
   * description is ignored: it does not affect what CloudWatch does.
   */
  static Unresolved read(MetricAlarm alarm) {
    return new Unresolved(
        Required.member(alarm.alarmName(), "AlarmName"),
        List.copyOf(alarm.alarmActions()),
        onlyAction(alarm),
        definition(alarm));
  }

  /** What an alarm watches, whatever it triggers. */
  public static ScalingAlarm.Definition definition(MetricAlarm alarm) {
    return watching(alarm).<ScalingAlarm.Definition>map(each -> each).orElseGet(Other::new);
  }

  private static Optional<String> onlyAction(MetricAlarm alarm) {
    boolean one =
        alarm.alarmActions().size() == 1
            && alarm.okActions().isEmpty()
            && alarm.insufficientDataActions().isEmpty();
    // On by default (API reference, PutMetricAlarm).
    return one && !Boolean.FALSE.equals(alarm.actionsEnabled())
        ? Optional.of(alarm.alarmActions().getFirst())
        : Optional.empty();
  }

  private static Optional<Watching> watching(MetricAlarm alarm) {
    var comparison =
        Stream.of(Comparison.values())
            .filter(known -> known.wire().equals(alarm.comparisonOperatorAsString()))
            .findFirst();
    // Defaults of the API reference, PutMetricAlarm.
    var treated = Objects.requireNonNullElse(alarm.treatMissingData(), Missing.MISSING.wire());
    var missing =
        Stream.of(Missing.values()).filter(known -> known.wire().equals(treated)).findFirst();
    if (comparison.isEmpty()
        || missing.isEmpty()
        || alarm.threshold() == null
        || alarm.evaluationPeriods() == null
        || alarm.thresholdMetricId() != null
        // Without it, how percentiles of few samples are evaluated means nothing.
        || alarm.extendedStatistic() != null) {
      return Optional.empty();
    }
    return measured(alarm)
        .map(measured ->
            new Watching(
                measured.metric(),
                Duration.ofSeconds(measured.period()),
                Objects.requireNonNullElse(alarm.datapointsToAlarm(), alarm.evaluationPeriods()),
                alarm.evaluationPeriods(),
                alarm.threshold(),
                comparison.get(),
                missing.get()));
  }

  private record Measured(MetricSpec metric, int period) {}

  private static Optional<Measured> measured(MetricAlarm alarm) {
    if (!alarm.metrics().isEmpty()) {
      return calculated(alarm.metrics());
    }
    if (alarm.namespace() == null
        || alarm.metricName() == null
        || alarm.statistic() == null
        || alarm.period() == null) {
      return Optional.empty();
    }
    return AllOrNothing.dimensions(alarm.dimensions(), Dimension::name, Dimension::value)
        .map(dimensions ->
            new Measured(
                new Customized(
                    alarm.namespace(),
                    alarm.metricName(),
                    dimensions,
                    alarm.statisticAsString(),
                    Optional.ofNullable(alarm.unitAsString())),
                alarm.period()));
  }

  private static Optional<Measured> calculated(List<MetricDataQuery> queries) {
    var periods = queries.stream().flatMap(AlarmTranslator::periods).distinct().toList();
    if (periods.size() != 1) {
      return Optional.empty();
    }
    return AllOrNothing.all(queries.stream().map(AlarmTranslator::query))
        .map(parts -> new Measured(new Calculated(parts), periods.getFirst()));
  }

  private static Stream<Integer> periods(MetricDataQuery query) {
    return Stream.of(
            Optional.ofNullable(query.period()),
            Optional.ofNullable(query.metricStat()).map(MetricStat::period))
        .flatMap(Optional::stream);
  }

  private static Optional<Query> query(MetricDataQuery query) {
    boolean expression = query.expression() != null;
    if (expression == (query.metricStat() != null) || query.accountId() != null) {
      return Optional.empty();
    }
    var source =
        expression
            ? Optional.<Source>of(new Source.Expression(query.expression()))
            : stat(query.metricStat()).<Source>map(Source.Stat::new);
    return source.map(from ->
        new Query(
            query.id(),
            from,
            Optional.ofNullable(query.label()),
            !Boolean.FALSE.equals(query.returnData())));
  }

  private static Optional<Customized> stat(MetricStat stat) {
    var metric = stat.metric();
    if (metric == null || metric.namespace() == null || metric.metricName() == null) {
      return Optional.empty();
    }
    return AllOrNothing.dimensions(metric.dimensions(), Dimension::name, Dimension::value)
        .map(dimensions ->
            new Customized(
                metric.namespace(),
                metric.metricName(),
                dimensions,
                stat.stat(),
                Optional.ofNullable(stat.unitAsString())));
  }

  /**
   * The request for an alarm: all of its fields, because a put replaces the existing alarm.
   *
   * @param policy the ARN of the scaling policy that it triggers
   */
  static PutMetricAlarmRequest write(
      String name, Watching watching, String policy, String description) {
    var request =
        PutMetricAlarmRequest.builder()
            .alarmName(name)
            .alarmDescription(description)
            .actionsEnabled(true)
            .alarmActions(policy)
            .evaluationPeriods(watching.of())
            .datapointsToAlarm(watching.breaching())
            .threshold(watching.threshold())
            .comparisonOperator(watching.comparison().wire())
            .treatMissingData(watching.missing().wire());
    int period = Math.toIntExact(watching.period().toSeconds());
    return switch (watching.metric()) {
      case Customized metric ->
          request
              .namespace(metric.namespace())
              .metricName(metric.name())
              .dimensions(dimensions(metric.dimensions()))
              .statistic(metric.statistic())
              .period(period)
              .unit(metric.unit().orElse(null))
              .build();
      case Calculated(var queries) -> request.metrics(queries(queries, period)).build();
      case Predefined(var type) ->
          throw new IllegalArgumentException("CloudWatch knows no predefined metric " + type);
    };
  }

  private static List<MetricDataQuery> queries(List<Query> queries, int period) {
    // A Metrics Insights query has no metric to take its period from, so it needs its own.
    boolean anyMetric = queries.stream().anyMatch(each -> each.source() instanceof Source.Stat);
    return queries.stream().map(each -> query(each, period, anyMetric)).toList();
  }

  private static MetricDataQuery query(Query query, int period, boolean anyMetric) {
    var sent =
        MetricDataQuery.builder()
            .id(query.id())
            .label(query.label().orElse(null))
            .returnData(query.returned());
    return switch (query.source()) {
      case Source.Expression(var text) ->
          sent.expression(text).period(anyMetric ? null : period).build();
      case Source.Stat(var metric) -> sent.metricStat(stat(metric, period)).build();
    };
  }

  private static MetricStat stat(Customized metric, int period) {
    return MetricStat.builder()
        .metric(m ->
            m.namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(dimensions(metric.dimensions())))
        .stat(metric.statistic())
        .unit(metric.unit().orElse(null))
        .period(period)
        .build();
  }

  private static List<Dimension> dimensions(Map<String, String> dimensions) {
    return dimensions.entrySet().stream()
        .map(each -> Dimension.builder().name(each.getKey()).value(each.getValue()).build())
        .toList();
  }
}

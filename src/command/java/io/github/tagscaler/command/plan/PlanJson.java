package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.cost.MonthlyCost;
import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.command.fleet.UntaggedResource;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.InForce;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.window.ChangePoint;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ScalableDimension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The answer as {@code plan.schema.json} describes it. */
final class PlanJson {
  private static final int VERSION = 1;

  private PlanJson() {}

  static Json of(PlanAnswer answer) {
    var fleet = answer.fleet();
    return Json.object()
        .put("version", VERSION)
        .put("command", "plan")
        .put("region", answer.region())
        .put("stack", fleet.stack())
        .put("asOf", fleet.asOf().toString())
        .put("complete", answer.isComplete())
        .put("endpoints", fleet.endpoints())
        .put("components", fleet.components())
        .put("counts", counts(answer))
        .put("totals", totals(answer))
        .put("targets", new Json.Arr(answer.lines().stream().map(PlanJson::line).toList()))
        .put(
            "untagged",
            new Json.Arr(
                fleet.untagged().stream().map(each -> untagged(each, fleet.stack())).toList()))
        .put("unread", new Json.Arr(fleet.unread().stream().map(PlanJson::unread).toList()))
        .build();
  }

  private static Json counts(PlanAnswer answer) {
    var counts = Json.object();
    answer.counts().forEach((verdict, count) -> counts.put(verdict.wire(), count));
    return counts.build();
  }

  private static Json totals(PlanAnswer answer) {
    return Json.object()
        .put("instanceHours", hours(answer.hours(ScalableDimension.INSTANCE_COUNT)))
        .put("copyHours", hours(answer.hours(ScalableDimension.COPY_COUNT)))
        .put(
            "provisionedConcurrencyHours",
            hours(answer.hours(ScalableDimension.PROVISIONED_CONCURRENCY)))
        .put("cost", money(answer.costFloor(), answer.costCeiling()))
        .put("alarmsAdded", answer.alarms())
        .build();
  }

  private static Json line(PlanLine line) {
    var target = line.target();
    var resource = target.resource();
    return Json.object()
        .put("verdict", line.verdict().wire())
        .put("state", target.state().wire())
        .put("dryRun", line.dryRun())
        .put("endpoint", resource.map(facts -> facts.endpoint()).orElse(null))
        .put("variant", resource.map(facts -> facts.variant()).orElse(null))
        .put("status", resource.map(facts -> facts.status().wire()).orElse(null))
        .put(
            "instanceTypes",
            Json.ofStrings(resource.map(facts -> facts.instanceTypes()).orElse(List.of())))
        .put("running", number(target.running().stream().boxed().findFirst().orElse(null)))
        .put("registeredBy", target.registeredBy().map(PlanJson::by).orElse(Json.Null.NULL))
        .put("now", bounds(line.now()))
        .put("then", bounds(line.then()))
        .put("schedule", schedule(line))
        .put(
            "atOnce",
            line.atOnce()
                .<Json>map(move ->
                    Json.object().put("from", move.running()).put("to", move.after()).build())
                .orElse(Json.Null.NULL))
        .put("monthly", line.cost().map(PlanJson::monthly).orElse(Json.Null.NULL))
        .put("alarmsAdded", line.alarms())
        .put("outcome", OutcomeJson.of(target.outcome()))
        .build();
  }

  private static Json number(@Nullable Integer value) {
    return value == null ? Json.Null.NULL : Json.of(value);
  }

  private static Json by(RegisteredBy who) {
    return Json.of(
        switch (who) {
          case RegisteredBy.ThisStack() -> "this-stack";
          case RegisteredBy.OtherStack(var stack) -> "stack:" + stack;
          case RegisteredBy.Tool(var name) -> name;
          case RegisteredBy.Unknown() -> "unknown";
        });
  }

  private static Json bounds(@Nullable InForce inForce) {
    return inForce == null ? Json.Null.NULL : bounds(inForce.bounds());
  }

  private static Json bounds(Bounds bounds) {
    return Json.object().put("min", bounds.min()).put("max", bounds.max()).build();
  }

  private static Json schedule(PlanLine line) {
    return line.target()
        .desired()
        .flatMap(desired -> desired.schedule())
        .map(schedule -> week(schedule.timeline().map(SourcedBounds::bounds)))
        .orElse(Json.Null.NULL);
  }

  /** Each change point of the week; where nothing ever changes, the bounds of all of it. */
  private static Json week(Timeline<Bounds> week) {
    var points = new ArrayList<>(week.changes());
    if (points.isEmpty()) {
      points.add(new ChangePoint<>(DayOfWeek.MONDAY, 0, week.carriedOver()));
    }
    return Json.object()
        .put("timezone", week.zone().getId())
        .put(
            "changes",
            new Json.Arr(
                points.stream()
                    .<Json>map(point ->
                        Json.object()
                            .put("day", point.day().getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                            .put("time", LocalTime.ofSecondOfDay(point.minute() * 60L).toString())
                            .put("min", point.value().min())
                            .put("max", point.value().max())
                            .build())
                    .toList()))
        .build();
  }

  private static Json monthly(MonthlyCost cost) {
    return Json.object()
        .put("hours", hours(cost.hours()))
        .put("cost", money(cost.floor(), cost.ceiling()))
        .build();
  }

  private static Json hours(MonthlyHours hours) {
    return range(hours.floor(), hours.ceiling());
  }

  private static Json money(OptionalDouble floor, OptionalDouble ceiling) {
    return floor.isEmpty() || ceiling.isEmpty()
        ? Json.Null.NULL
        : range(floor.getAsDouble(), ceiling.getAsDouble());
  }

  private static Json range(double floor, double ceiling) {
    return Json.object().put("floor", rounded(floor)).put("ceiling", rounded(ceiling)).build();
  }

  private static Json rounded(double value) {
    return Json.of(
        new BigDecimal(
            BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString()));
  }

  private static Json untagged(UntaggedResource resource, String stack) {
    return Json.object()
        .put("resourceId", resource.id())
        .put("status", resource.status().wire())
        .put(
            "registeredBy",
            new Json.Arr(
                resource.registered().stream()
                    .map(found -> by(RegisteredBy.of(found, stack)))
                    .distinct()
                    .toList()))
        .build();
  }

  private static Json unread(Subject subject) {
    return Json.of(
        switch (subject) {
          case Subject.Endpoint(var name, _) -> "endpoint/" + name;
          case Subject.Component(var name, _) -> "inference-component/" + name;
        });
  }
}

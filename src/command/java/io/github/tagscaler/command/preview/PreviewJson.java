package io.github.tagscaler.command.preview;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.explain.AskedValue;
import io.github.tagscaler.command.explain.OriginWords;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.policy.window.ChangePoint;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** What tag sets result in, for programs. */
final class PreviewJson {
  private PreviewJson() {}

  static Json of(List<Preview> previews) {
    return Json.object()
        .put("version", 1)
        .put("command", "try")
        .put("results", new Json.Arr(previews.stream().map(PreviewJson::result).toList()))
        .build();
  }

  private static Json result(Preview preview) {
    return Json.object()
        .put("tags", Json.ofStrings(preview.tags().tags()))
        .put("kind", preview.target().kind().wire())
        .put("intent", preview.intent().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("summary", preview.summary())
        .put("scaling", preview.scaling().map(PreviewJson::scaling).orElse(Json.Null.NULL))
        .put("problems", OutcomeJson.problems(preview.problems()))
        .put("warnings", OutcomeJson.problems(preview.warnings()))
        .put("notes", Json.ofStrings(preview.notes()))
        .build();
  }

  private static Json scaling(Scaling scaling) {
    var asked = scaling.asked();
    return Json.object()
        .put("inForce", bounds(asked.inForce().bounds()).build())
        .put("until", asked.until().map(change -> change.toInstant().toString()).orElse(null))
        .put("values", new Json.Arr(asked.values().stream().map(PreviewJson::value).toList()))
        .put("wake", scaling.wakes())
        .put("schedule", asked.week().map(PreviewJson::week).orElse(Json.Null.NULL))
        .put("created", new Json.Arr(scaling.created().stream().map(PreviewJson::held).toList()))
        .put("monthlyHours", hours(scaling.hours()))
        .put("alarms", scaling.alarms())
        .build();
  }

  private static Json.ObjectBuilder bounds(Bounds bounds) {
    return Json.object().put("min", bounds.min()).put("max", bounds.max());
  }

  private static Json value(AskedValue value) {
    return Json.object()
        .put("name", value.name())
        .put("value", value.value())
        .put("from", OriginWords.kind(value.origin()))
        .put("origin", value.origin().describe())
        .build();
  }

  private static Json week(Timeline<Bounds> week) {
    return Json.object()
        .put("timezone", week.zone().getId())
        .put("atStart", bounds(week.carriedOver()).build())
        .put("changes", new Json.Arr(week.changes().stream().map(PreviewJson::change).toList()))
        .build();
  }

  private static Json change(ChangePoint<Bounds> point) {
    return Json.object()
        .put("day", point.day().getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
        .put("time", LocalTime.ofSecondOfDay(point.minute() * 60L).toString())
        .put("min", point.value().min())
        .put("max", point.value().max())
        .build();
  }

  private static Json held(ChangeEntry created) {
    return Json.object()
        .put("type", created.type().wire())
        .put("name", created.name())
        .put("value", created.after())
        .build();
  }

  private static Json hours(MonthlyHours hours) {
    return Json.object()
        .put("floor", rounded(hours.floor()))
        .put("ceiling", rounded(hours.ceiling()))
        .build();
  }

  private static Json rounded(double hours) {
    return Json.of(BigDecimal.valueOf(hours).setScale(1, RoundingMode.HALF_UP));
  }
}

package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.command.history.MetricSeries.Point;
import io.github.tagscaler.command.history.NotScaledReason;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.stack.SettingsOrigin;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.resource.Bounds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes explanations for programs: {@code schema/command/explain.schema.json} describes it. */
final class ExplainJson {
  private ExplainJson() {}

  static Json of(List<Explanation> explanations, SettingsOrigin settings, Instant now) {
    return Json.object()
        .put("version", 1)
        .put("command", "explain")
        .put("asOf", now.toString())
        .put("settings", settings.json())
        .put("targets", new Json.Arr(explanations.stream().map(ExplainJson::target).toList()))
        .build();
  }

  private static Json target(Explanation of) {
    var verdict = TargetVerdict.of(of);
    return Json.object()
        .put("resourceId", of.id().wire())
        .put("verdict", verdict.level().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
        .put("sentence", verdict.sentence())
        .put("status", of.facts().map(facts -> facts.status().wire()).orElse(null))
        .put(
            "instanceTypes",
            Json.ofStrings(of.facts().map(facts -> facts.instanceTypes()).orElse(List.of())))
        .put(
            "running", of.running().isPresent() ? Json.of(of.running().getAsInt()) : Json.Null.NULL)
        .put("tags", new Json.Arr(of.tags().stream().map(ExplainJson::tag).toList()))
        .put("asked", of.asked().map(ExplainJson::asked).orElse(Json.Null.NULL))
        .put("registered", of.observed().map(_ -> registered(of)).orElse(Json.Null.NULL))
        .put("outcome", OutcomeJson.of(of.outcome()))
        .put("next", Json.ofStrings(Next.of(of)))
        .put("last24Hours", lastDay(of))
        .put("hints", new Json.Arr(Hints.of(of).stream().map(ExplainJson::hint).toList()))
        .put("unknown", new Json.Arr(of.unknown().stream().map(ExplainJson::unknown).toList()))
        .build();
  }

  private static Json tag(KeyTag tag) {
    return Json.object()
        .put("key", tag.key())
        .put("value", tag.value())
        .put("holder", tag.holder())
        .put("read", tag.read())
        .build();
  }

  private static Json asked(Asked asked) {
    return Json.object()
        .put("phrase", asked.phrase())
        .put("inForce", bounds(asked.inForce().bounds()))
        .put("until", asked.until().map(change -> change.toInstant().toString()).orElse(null))
        .put("then", asked.then().map(ExplainJson::bounds).orElse(Json.Null.NULL))
        .put("values", new Json.Arr(asked.values().stream().map(ExplainJson::value).toList()))
        .build();
  }

  private static Json bounds(Bounds bounds) {
    return Json.object().put("min", bounds.min()).put("max", bounds.max()).build();
  }

  private static Json value(AskedValue value) {
    return Json.object()
        .put("name", value.name())
        .put("value", value.value())
        .put("from", OriginWords.kind(value.origin()))
        .put("origin", value.origin().describe())
        .build();
  }

  private static Json registered(Explanation of) {
    var target = of.observed().orElseThrow();
    return Json.object()
        .put("bounds", bounds(target.bounds()))
        .put("scalableDimension", target.key().dimension().wire())
        .put("by", of.planned().registeredBy().map(RegisteredBy::words).orElse(null))
        .put(
            "thisStack",
            of.planned()
                .registeredBy()
                .filter(RegisteredBy.ThisStack.class::isInstance)
                .isPresent())
        .put(
            "since",
            of.lastDay()
                .registeredAt()
                .found()
                .flatMap(at -> at)
                .map(Instant::toString)
                .orElse(null))
        .build();
  }

  private static Json lastDay(Explanation of) {
    var day = of.lastDay();
    return Json.object()
        .put("from", day.span().from().toString())
        .put("to", day.span().to().toString())
        .put(
            "metrics",
            day.tracks()
                .found()
                .<Json>map(tracks -> new Json.Arr(tracks.stream().map(ExplainJson::track).toList()))
                .orElse(Json.Null.NULL))
        .put(
            "secondsAtMax",
            of.observed()
                .flatMap(_ -> CapacityHints.atMaxTime(of))
                .map(ExplainJson::seconds)
                .orElse(Json.Null.NULL))
        .put(
            "secondsAtMin",
            of.observed()
                .flatMap(_ -> CapacityHints.atMinTime(of))
                .map(ExplainJson::seconds)
                .orElse(Json.Null.NULL))
        .put(
            "activities",
            day.activities()
                .found()
                .<Json>map(
                    _ -> new Json.Arr(day.recent().stream().map(ExplainJson::activity).toList()))
                .orElse(Json.Null.NULL))
        .build();
  }

  private static Json seconds(Duration duration) {
    return Json.of(duration.toSeconds());
  }

  private static Json track(TrackHistory track) {
    return Json.object()
        .put("name", track.metric().name())
        .put("target", Json.of(track.metric().target()))
        .put(
            "average",
            track.series().average().isPresent()
                ? number(track.series().average().getAsDouble())
                : Json.Null.NULL)
        .put("peak", track.peak().map(Point::value).map(ExplainJson::number).orElse(Json.Null.NULL))
        .put("peakAt", track.peak().map(point -> point.at().toString()).orElse(null))
        .put("values", track.series().points().size())
        .build();
  }

  private static Json number(double value) {
    return Json.of(new BigDecimal(ThreeDigits.rounded(value)));
  }

  private static Json activity(ScalingActivity activity) {
    return Json.object()
        .put("at", activity.start().toString())
        .put(
            "status",
            activity.notScaled().isEmpty()
                ? activity.status().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
                : "not-scaled")
        .put(
            "capacity",
            activity.capacity().isPresent()
                ? Json.of(activity.capacity().getAsInt())
                : Json.Null.NULL)
        .put("why", ActivityWords.why(activity))
        .put(
            "notScaled",
            Json.ofStrings(activity.notScaled().stream().map(NotScaledReason::code).toList()))
        .build();
  }

  private static Json hint(Hint hint) {
    return Json.object()
        .put("code", hint.code())
        .put("text", hint.text())
        .put("command", hint.command().orElse(null))
        .build();
  }

  private static Json unknown(Unknown unknown) {
    return Json.object()
        .put(
            "permission",
            Optional.of(unknown.permission()).filter(name -> !name.isEmpty()).orElse(null))
        .put("sentence", unknown.sentence())
        .build();
  }
}

package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.simulate.model.RunTotals;
import io.github.tagscaler.command.simulate.model.ScalingDecision;
import io.github.tagscaler.command.simulate.result.Baseline;
import io.github.tagscaler.command.simulate.result.Compared;
import io.github.tagscaler.command.simulate.result.Comparison;
import io.github.tagscaler.command.simulate.result.MergedDecisions;
import io.github.tagscaler.command.simulate.result.Range;
import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A simulation as {@code simulate.schema.json} describes it. */
final class SimulationJson {
  private static final int VERSION = 1;

  private SimulationJson() {}

  /**
   * The answer.
   *
   * @param comparison empty if no tag set can be simulated
   * @param series whether it has capacity and metrics over time
   */
  static Json of(Setup setup, Optional<Comparison> comparison, boolean series) {
    var trace = setup.trace();
    return Json.object()
        .put("version", VERSION)
        .put("command", "simulate")
        .put(
            "trace",
            Json.object()
                .put("name", trace.name())
                .put("start", trace.start().toString())
                .put("end", trace.end().toString())
                .put("stepSeconds", trace.step().toSeconds())
                .put("requests", number(trace.total()))
                .put("peakPerSecond", number(trace.peak()))
                .build())
        .put("kind", setup.kind().wire())
        .put("assumptions", comparison.map(SimulationJson::assumptions).orElse(Json.Null.NULL))
        .put(
            "limits",
            Json.ofStrings(comparison.map(each -> each.words().limits()).orElse(List.of())))
        .put("price", comparison.flatMap(Comparison::price).map(Json::of).orElse(Json.Null.NULL))
        .put("baseline", comparison.map(SimulationJson::baseline).orElse(Json.Null.NULL))
        .put("policies", policies(setup.policies(), comparison, series))
        .build();
  }

  private static Json assumptions(Comparison comparison) {
    var assumed = comparison.assumed();
    return Json.object()
        .put("startSeconds", assumed.start().toSeconds())
        .put("delaySeconds", assumed.delay().toSeconds())
        .put("serviceTimeSeconds", number(assumed.serviceTime().toMillis() / 1000.0))
        .put("maxRps", number(assumed.unitRps()))
        .put("maxRpsSource", comparison.words().unitRpsSource())
        .build();
  }

  private static Json baseline(Comparison comparison) {
    return switch (comparison.baseline()) {
      case Baseline.Fixed(int capacity, boolean chosen) ->
          Json.object()
              .put("type", "fixed")
              .put("capacity", capacity)
              .put("assumed", !chosen)
              .build();
      case Baseline.FirstPolicy() ->
          Json.object()
              .put("type", "first")
              .put("capacity", Json.Null.NULL)
              .put("assumed", false)
              .build();
    };
  }

  private static Json policies(
      List<PolicyInput> inputs, Optional<Comparison> comparison, boolean series) {
    var compared = comparison.stream().flatMap(each -> each.policies().stream()).iterator();
    return new Json.Arr(
        inputs.stream()
            .map(input ->
                switch (input) {
                  case PolicyInput.Usable usable ->
                      policy(usable, comparison.orElseThrow(), compared.next(), series);
                  case PolicyInput.Unusable unusable ->
                      common(unusable, unusable.why(), List.of())
                          .put("totals", Json.Null.NULL)
                          .put("decisions", new Json.Arr(List.of()))
                          .put("series", Json.Null.NULL)
                          .build();
                })
            .<Json>map(each -> each)
            .toList());
  }

  private static Json.ObjectBuilder common(
      PolicyInput input, List<String> problems, List<String> notSimulated) {
    return Json.object()
        .put("tags", input.title())
        .put("problems", Json.ofStrings(problems))
        .put(
            "warnings",
            Json.ofStrings(
                input.warnings().stream()
                    .map(each -> each.code().wire() + ": " + each.message())
                    .toList()))
        .put("notSimulated", Json.ofStrings(notSimulated));
  }

  private static Json.Obj policy(
      PolicyInput.Usable input, Comparison comparison, Compared policy, boolean series) {
    return common(input, List.of(), policy.policy().ignored())
        .put(
            "totals",
            Json.object()
                .put("unitHours", range(policy.hours()))
                .put("cost", optional(comparison.cost(policy)))
                .put("minutesOverTarget", range(policy.total(RunTotals::overTarget)))
                .put("minutesOverloaded", range(policy.total(RunTotals::overloaded)))
                .put("minutesAtMax", range(policy.total(RunTotals::atMax)))
                .put("scalings", range(policy.total(RunTotals::scalings)))
                .put("saving", optional(comparison.saving(policy)))
                .build())
        .put(
            "decisions",
            new Json.Arr(
                MergedDecisions.of(policy).stream().map(SimulationJson::decision).toList()))
        .put("series", series ? SeriesJson.of(policy) : Json.Null.NULL)
        .build();
  }

  private static Json decision(MergedDecisions.Made made) {
    ScalingDecision decision = made.decision();
    return Json.object()
        .put("time", decision.time().toString())
        .put("action", wire(decision.action()))
        .put("from", decision.from())
        .put("to", decision.to())
        .put("reason", decision.reason())
        .put("pace", made.pace().name().toLowerCase(Locale.ROOT))
        .build();
  }

  private static String wire(ScalingDecision.Action action) {
    return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Json optional(Optional<Range> range) {
    return range.map(SimulationJson::range).orElse(Json.Null.NULL);
  }

  private static Json range(Range range) {
    return Json.object().put("from", number(range.low())).put("to", number(range.high())).build();
  }

  static Json number(double value) {
    var plain = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
    return Json.of(plain.scale() < 0 ? plain.setScale(0) : plain);
  }
}

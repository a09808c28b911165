package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.simulate.result.Bucket;
import io.github.tagscaler.command.simulate.result.Column;
import io.github.tagscaler.command.simulate.result.Compared;
import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Capacity and metrics over time, a list of numbers each. */
final class SeriesJson {
  /** Two weeks, minute by minute; a longer trace has longer steps. */
  static final int MOST = 14 * 24 * 60;

  private SeriesJson() {}

  /** The series of a policy, from the start of the trace. */
  static Json of(Compared policy) {
    int minutes = Math.max(1, Math.ceilDiv(policy.gradual().minutes().size(), MOST));
    var columns = Column.ofMinutes(policy, minutes);
    return Json.object()
        .put("stepSeconds", minutes * 60L)
        .put("needed", numbers(columns, each -> each.gradual().needed()))
        .put("min", numbers(columns, each -> each.gradual().min()))
        .put("max", numbers(columns, each -> each.gradual().max()))
        .put("running", bothPaces(columns, Bucket::running))
        .put("starting", bothPaces(columns, Bucket::launching))
        .put("metrics", metrics(policy, columns))
        .build();
  }

  private static Json bothPaces(List<Column> columns, ToDoubleFunction<Bucket> value) {
    return Json.object()
        .put("gradual", numbers(columns, each -> value.applyAsDouble(each.gradual())))
        .put("straight", numbers(columns, each -> value.applyAsDouble(each.straight())))
        .build();
  }

  private static Json metrics(Compared policy, List<Column> columns) {
    var tracks = policy.policy().tracks();
    return new Json.Arr(
        IntStream.range(0, tracks.size())
            .<Json>mapToObj(i ->
                Json.object()
                    .put("name", tracks.get(i).name())
                    .put("unit", tracks.get(i).signal().unit())
                    .put("target", SimulationJson.number(tracks.get(i).target()))
                    .put("values", numbers(columns, each -> each.metric(i)))
                    .build())
            .toList());
  }

  /** Not a number, where nothing was in service, is null. */
  private static Json numbers(List<Column> columns, ToDoubleFunction<Column> value) {
    return new Json.Arr(
        columns.stream()
            .mapToDouble(value)
            .mapToObj(each -> Double.isNaN(each) ? Json.Null.NULL : SimulationJson.number(each))
            .toList());
  }
}

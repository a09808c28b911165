package io.github.tagscaler.command.simulate.result;

import io.github.tagscaler.command.simulate.model.Minute;
import java.util.ArrayList;
import java.util.List;

/**
 * Some minutes that a picture shows as one column.
 *
 * @param needed the mean capacity that keeps every metric at its target
 * @param running the mean capacity in service
 * @param launching the mean capacity being started
 * @param asked the most capacity that was needed while a metric was above its target; 0 if none was
 */
public record Bucket(
    double needed,
    double running,
    double launching,
    double asked,
    boolean overTarget,
    boolean overloaded,
    int min,
    int max,
    List<Double> metrics) {
  public Bucket {
    metrics = List.copyOf(metrics);
  }

  /** The minutes as that many buckets, or as many as there are minutes. */
  public static List<Bucket> of(List<Minute> minutes, int count) {
    int columns = Math.min(count, minutes.size());
    var buckets = new ArrayList<Bucket>();
    for (int i = 0; i < columns; i++) {
      int from = (int) ((long) i * minutes.size() / columns);
      int to = (int) ((long) (i + 1) * minutes.size() / columns);
      buckets.add(of(minutes.subList(from, to)));
    }
    return buckets;
  }

  /** The minutes as buckets of that many each; the last one may have fewer. */
  static List<Bucket> ofMinutes(List<Minute> minutes, int each) {
    var buckets = new ArrayList<Bucket>();
    for (int from = 0; from < minutes.size(); from += each) {
      buckets.add(of(minutes.subList(from, Math.min(from + each, minutes.size()))));
    }
    return buckets;
  }

  private static Bucket of(List<Minute> minutes) {
    var metrics = new ArrayList<Double>();
    for (int i = 0; i < minutes.getFirst().metrics().size(); i++) {
      int track = i;
      metrics.add(
          minutes.stream()
              .mapToDouble(each -> each.metrics().get(track))
              .filter(value -> !Double.isNaN(value))
              .max()
              .orElse(Double.NaN));
    }
    var last = minutes.getLast();
    return new Bucket(
        minutes.stream().mapToDouble(Minute::needed).average().orElse(0),
        minutes.stream().mapToDouble(Minute::running).average().orElse(0),
        minutes.stream().mapToDouble(Minute::launching).average().orElse(0),
        minutes.stream()
            .filter(each -> each.overTarget() > 0 || each.overloaded() > 0)
            .mapToDouble(each -> Math.max(each.needed(), each.sustaining()))
            .max()
            .orElse(0),
        minutes.stream().anyMatch(each -> each.overTarget() > 0),
        minutes.stream().anyMatch(each -> each.overloaded() > 0),
        last.min(),
        last.max(),
        metrics);
  }
}

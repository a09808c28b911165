package io.github.tagscaler.command.simulate.result;

import java.util.ArrayList;
import java.util.List;

/** The same stretch of time at both ends of the scale-in pace. */
public record Column(Bucket gradual, Bucket straight) {

  /** A policy's minutes as that many columns, or as many as there are minutes. */
  public static List<Column> of(Compared policy, int count) {
    return joined(
        Bucket.of(policy.gradual().minutes(), count),
        Bucket.of(policy.straight().minutes(), count));
  }

  /** A policy's minutes as columns of that many minutes each; the last one may be shorter. */
  public static List<Column> ofMinutes(Compared policy, int minutes) {
    return joined(
        Bucket.ofMinutes(policy.gradual().minutes(), minutes),
        Bucket.ofMinutes(policy.straight().minutes(), minutes));
  }

  private static List<Column> joined(List<Bucket> gradual, List<Bucket> straight) {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < gradual.size(); i++) {
      columns.add(new Column(gradual.get(i), straight.get(i)));
    }
    return columns;
  }

  /** What is in service at least. */
  public double least() {
    return Math.min(gradual.running(), straight.running());
  }

  /** What is in service at most. */
  public double most() {
    return Math.max(gradual.running(), straight.running());
  }

  /** Capacity in service and being started. */
  public double withStarting() {
    return Math.max(
        gradual.running() + gradual.launching(), straight.running() + straight.launching());
  }

  /** Whether capacity is being started, at one end at least. */
  public boolean starts() {
    return gradual.launching() > 0 || straight.launching() > 0;
  }

  /** What the requests use of it. */
  public double used() {
    return Math.min(gradual.needed(), most());
  }

  /** The capacity that was needed where there was less. */
  public double asked() {
    return Math.max(gradual.asked(), straight.asked());
  }

  /** Whether more arrives than what is in service sustains, at one end at least. */
  public boolean overloaded() {
    return gradual.overloaded() || straight.overloaded();
  }

  /** Whether a metric is above its target, at one end at least. */
  public boolean overTarget() {
    return gradual.overTarget() || straight.overTarget();
  }

  /** A metric at its higher end. */
  public double metric(int track) {
    double one = gradual.metrics().get(track);
    double other = straight.metrics().get(track);
    return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
  }
}

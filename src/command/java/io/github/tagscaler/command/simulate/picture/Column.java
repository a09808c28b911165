package io.github.tagscaler.command.simulate.picture;

import io.github.tagscaler.command.simulate.result.Bucket;
import io.github.tagscaler.command.simulate.result.Compared;
import java.util.ArrayList;
import java.util.List;

/** The same stretch of time at both ends of the pace. */
record Column(Bucket gradual, Bucket straight) {

  /** A policy's minutes as columns. */
  static List<Column> of(Compared policy, int count) {
    var gradual = Bucket.of(policy.gradual().minutes(), count);
    var straight = Bucket.of(policy.straight().minutes(), count);
    var columns = new ArrayList<Column>();
    for (int i = 0; i < gradual.size(); i++) {
      columns.add(new Column(gradual.get(i), straight.get(i)));
    }
    return columns;
  }

  double least() {
    return Math.min(gradual.running(), straight.running());
  }

  double most() {
    return Math.max(gradual.running(), straight.running());
  }

  /** Capacity in service and being started. */
  double withStarting() {
    return Math.max(
        gradual.running() + gradual.launching(), straight.running() + straight.launching());
  }

  double used() {
    return Math.min(gradual.needed(), most());
  }

  /** The capacity that was needed where there was less. */
  double asked() {
    return Math.max(gradual.asked(), straight.asked());
  }

  boolean overloaded() {
    return gradual.overloaded() || straight.overloaded();
  }

  boolean overTarget() {
    return gradual.overTarget() || straight.overTarget();
  }

  /** A metric at its higher end. */
  double metric(int track) {
    double one = gradual.metrics().get(track);
    double other = straight.metrics().get(track);
    return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
  }
}

package io.github.tagscaler.command.report.model;

import java.util.List;

/** What the numbers of a report mean, in sentences. */
public final class Explanations {
  private Explanations() {}

  /** The sentences for that report. */
  public static List<String> of(FleetReport report) {
    var days = NumberWords.last(report.days());
    return List.of(
        "Floor and ceiling are the hours of capacity in a month of 730 hours if the lowest or the highest capacity ran all the time, with every change of the schedule taken into account. A target that is not scaled counts with what it runs now.",
        "Instance-hours are of variants on instances. Copies of inference components and provisioned concurrency are counted apart, as copy-hours and concurrency-hours, and are not part of the totals in instance-hours.",
        "Saved: the highest capacity that ran in %s, held all that time, minus the capacity that did run. The capacity that did run is known from the scaling activities of Application Auto Scaling; what a person or a deployment changed is not among them, and time before the first known activity is not counted."
            .formatted(days),
        "At max: hours of %s that capacity was at the maximum in force. Idle at min: hours that it was at a minimum above zero and no request came."
            .formatted(days),
        "Failed: scaling activities of %s that AWS could not carry out.".formatted(days));
  }
}

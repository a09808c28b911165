package io.github.tagscaler.endtoend;

import io.github.tagscaler.endtoend.Incident.Keep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One incident on a resource of its own, with what people do about it and what comes of it. */
final class IncidentCourse {
  /** An outcome that Tagscaler reported. */
  record Report(Instant at, LoggedOutcome outcome) {}

  /** Something that is due. */
  record Due(Instant at, Runnable deed) {}

  final Incident incident;
  final Optional<Keep> keep;
  final AffectedResource resource;
  final Instant start;
  final List<Report> reports = new ArrayList<>();

  private String before = "";
  private String after = "";
  private String last = "";
  private Optional<Instant> ended = Optional.empty();
  private Optional<LoggedOutcome> answer = Optional.empty();
  private boolean begun;

  IncidentCourse(Incident incident, Optional<Keep> keep, AffectedResource resource, Instant start) {
    this.incident = incident;
    this.keep = keep;
    this.resource = resource;
    this.start = start;
  }

  List<Due> agenda() {
    var agenda = new ArrayList<Due>();
    for (var act : incident.acts()) {
      agenda.add(new Due(start.plus(act.after()), () -> act(act)));
    }
    keep.ifPresent(
        it -> agenda.add(new Due(start.plus(it.after()), () -> it.deed().accept(resource))));
    return agenda;
  }

  private void act(Incident.Act act) {
    if (!begun) {
      before = aspect();
    }
    act.deed().accept(resource);
    if (!begun) {
      after = aspect();
      begun = true;
    }
  }

  String aspect() {
    return incident.aspect().apply(resource);
  }

  /** Notes when what the person did is no longer so. */
  void look(Instant now) {
    if (begun) {
      last = aspect();
      if (ended.isEmpty() && !last.equals(after)) {
        ended = Optional.of(now);
      }
    }
  }

  void report(Instant now, LoggedOutcome outcome) {
    if (begun && (ended.isEmpty() || !incident.result().isEmpty())) {
      reports.add(new Report(now, outcome));
    }
    look(now);
  }

  /** What Tagscaler answers in the morning, if it reported nothing. */
  void answer(LoggedOutcome outcome) {
    answer = Optional.of(outcome);
  }

  Optional<LoggedOutcome> answer() {
    return answer;
  }

  /** What it was before. */
  String before() {
    return before;
  }

  /** What the person left. */
  String after() {
    return after;
  }

  /** What it is in the morning. */
  String last() {
    return last;
  }

  /** For how long it was as the person left it; empty if it still is. */
  Optional<Duration> lasted() {
    return ended.map(at -> Duration.between(start, at));
  }

  @Override
  public String toString() {
    return incident.words() + keep.map(it -> ", kept by " + it.words()).orElse("");
  }
}

package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;

/** Reads faults from admin documents. */
final class FaultReader {

  private FaultReader() {}

  static Fault read(Section section) {
    section.allow(
        "operation", "effect", "entries", "at", "times", "delay", "status", "type", "message");
    Fault fault = effect(section);
    fault = fault.on(section.json().findText("operation").orElse(fault.operation()));
    fault = fault.at(section.json().findWhole("at").orElse(1));
    boolean always = section.json().find("times").filter("always"::equals).isPresent();
    return always ? fault.always() : fault.times(section.json().findWhole("times").orElse(1));
  }

  private static Fault effect(Section section) {
    String effect = section.text("effect");
    return switch (effect) {
      case "throttle" -> Fault.throttle();
      case "throttledAlarms" -> Fault.throttledAlarms();
      case "serverError" -> Fault.serverError();
      case "lostAnswer" -> Fault.lostAnswer();
      case "lostRequest" -> Fault.lostRequest();
      case "delay" -> Fault.delay(section.findDuration("delay").orElse(Duration.ofSeconds(1)));
      case "failedEntries" -> Fault.failedEntries(section.json().findWhole("entries").orElse(1));
      case "error" ->
          Fault.error(
              section.json().findWhole("status").orElse(400),
              section.text("type"),
              section.json().findText("message").orElse("An injected fault."));
      default ->
          throw new AdminException(
              section.place()
                  + ".effect must be throttle, throttledAlarms, serverError, lostAnswer, lostRequest, failedEntries, delay or"
                  + " error, was "
                  + effect
                  + ".");
    };
  }
}

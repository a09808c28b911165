package io.github.tagscaler.standin;

import java.time.Duration;
import java.time.Instant;

/**
 * The options of a stand-in.
 *
 * @param port the port on loopback, 0 for any free one
 * @param region the region that ARNs name
 * @param accountId the account that ARNs name
 * @param start the time that its clock starts at
 * @param ticking whether the clock moves by itself
 * @param settling how long endpoints and components take to settle after a change
 * @param deliversEvents whether events reach the queues of the rules that match them
 */
public record StandInOptions(
    int port,
    String region,
    String accountId,
    Instant start,
    boolean ticking,
    Duration settling,
    boolean deliversEvents) {

  /** A free port, a clock that is stopped on a Monday morning, a minute to settle. */
  public static StandInOptions defaults() {
    return new StandInOptions(
        0,
        "us-east-1",
        "111122223333",
        Instant.parse("2026-01-05T08:00:00Z"),
        false,
        Duration.ofMinutes(1),
        false);
  }

  public StandInOptions withPort(int newPort) {
    return new StandInOptions(newPort, region, accountId, start, ticking, settling, deliversEvents);
  }

  public StandInOptions withRegion(String newRegion) {
    return new StandInOptions(port, newRegion, accountId, start, ticking, settling, deliversEvents);
  }

  public StandInOptions withAccountId(String newAccountId) {
    return new StandInOptions(port, region, newAccountId, start, ticking, settling, deliversEvents);
  }

  public StandInOptions withStart(Instant newStart) {
    return new StandInOptions(port, region, accountId, newStart, ticking, settling, deliversEvents);
  }

  public StandInOptions withTicking(boolean isTicking) {
    return new StandInOptions(port, region, accountId, start, isTicking, settling, deliversEvents);
  }

  public StandInOptions withSettling(Duration newSettling) {
    return new StandInOptions(port, region, accountId, start, ticking, newSettling, deliversEvents);
  }

  public StandInOptions withDeliversEvents(boolean delivers) {
    return new StandInOptions(port, region, accountId, start, ticking, settling, delivers);
  }
}

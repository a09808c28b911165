package io.github.tagscaler.standin;

import io.github.tagscaler.standin.admin.Dump;
import io.github.tagscaler.standin.admin.Seeder;
import io.github.tagscaler.standin.engine.CallLog;
import io.github.tagscaler.standin.engine.Engine;
import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.Faults;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A local stand-in for the AWS services that Tagscaler calls, running until it is closed. */
public final class StandIn implements AutoCloseable {

  private final Engine engine;
  private final HttpFront front;

  private StandIn(Engine engine, HttpFront front) {
    this.engine = engine;
    this.front = front;
  }

  public static StandIn start() {
    return start(StandInOptions.defaults());
  }

  public static StandIn start(StandInOptions options) {
    var engine =
        new Engine(
            options.region(),
            options.accountId(),
            options.start(),
            options.ticking(),
            options.settling());
    return new StandIn(engine, HttpFront.start(options.port(), engine));
  }

  /** Where AWS clients are to send their calls, whatever the service. */
  public URI endpoint() {
    return front.endpoint();
  }

  /** Put into the account what a seed document tells; its format is in docs/stand-in.md. */
  public void seed(String json) {
    Seeder.seed(engine, json);
  }

  /** All that the account holds, as canonical JSON. */
  public String state() {
    return Dump.of(engine);
  }

  /** Of that the resources whose names hold this, with what is registered for them. */
  public String state(String part) {
    return Dump.of(engine, part);
  }

  /** Put an endpoint in a status in which it stays, until it is updated or put in another one. */
  public void pinEndpoint(String name, String status) {
    engine.locked(world -> {
      var endpoint = world.account().sageMaker().endpoint(name).orElseThrow();
      endpoint.pin(status, Optional.empty());
      return endpoint;
    });
  }

  /** Put an inference component in a status in which it stays. */
  public void pinComponent(String name, String status) {
    engine.locked(world -> {
      var component = world.account().sageMaker().component(name).orElseThrow();
      component.pin(status, Optional.empty());
      return component;
    });
  }

  /** The calls that have ended, in the order of their arrival. */
  public List<RecordedCall> calls() {
    return engine.log().calls();
  }

  /** How many sequential rounds the calls took; calls that overlap share a round. */
  public int rounds() {
    return CallLog.rounds(calls());
  }

  public void clearCalls() {
    engine.log().clear();
  }

  /** Forget the events that were put and the scaling activities so far; all else stands. */
  public void clearPast() {
    engine.locked(world -> {
      world.account().events().clear();
      world.account().scalableTargets().activities().clear();
      return world;
    });
  }

  public Instant now() {
    return engine.now();
  }

  /** Move the clock forward, and let happen what is due until then. */
  public void advance(Duration duration) {
    engine.advance(duration);
  }

  public void fault(Fault fault) {
    engine.faults().add(fault);
  }

  /** Ask this of each call from now on, beside the faults that are armed. */
  public void faults(Faults.Source source) {
    engine.faults().from(source);
  }

  public void clearFaults() {
    engine.faults().clear();
  }

  /**
   * Be eventually consistent: answer the first puts after a registration with
   * ObjectNotFoundException, and the first reads after a write with what was before.
   */
  public void delayConsistency(int puts, int reads) {
    engine.locked(world -> {
      world.consistency().delay(puts, reads);
      return world;
    });
  }

  /** From now on hold the calls of these operations, {@code *} for all. */
  public void hold(String... operations) {
    engine.gate().hold(List.of(operations));
  }

  /**
   * Let concurrent calls go one by one, each drawn from the seed among those that wait once no
   * other has come for {@code quiet}, until {@link #release}.
   */
  public void interleave(long seed, Duration quiet) {
    engine.gate().interleave(seed, quiet);
  }

  /**
   * The same among callers that are told apart by their access keys: a call is let go once each of
   * them waits. Each makes one call after another, but for reads, of which it may make several at
   * once.
   */
  public void interleave(long seed, Duration quiet, Set<String> accessKeys) {
    engine.gate().interleave(seed, quiet, accessKeys);
  }

  /** One more caller is waited for from now on. */
  public void join(String accessKey) {
    engine.gate().join(accessKey);
  }

  /** This caller makes no more calls. */
  public void leave(String accessKey) {
    engine.gate().leave(accessKey);
  }

  /** Wait until so many calls are held, or this long; whether they are. */
  public boolean awaitHeld(int calls, Duration patience) throws InterruptedException {
    return engine.gate().awaitWaiting(calls, patience);
  }

  /** Hold no more; let the held calls go one after another, in an order drawn from the seed. */
  public void release(long seed) throws InterruptedException {
    engine.gate().release(seed);
  }

  /** Forget everything: state, calls, faults, and the time that has passed. */
  public void reset() {
    engine.reset();
  }

  @Override
  public void close() {
    front.close();
  }
}

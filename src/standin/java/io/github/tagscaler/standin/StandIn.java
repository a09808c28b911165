package io.github.tagscaler.standin;

import io.github.tagscaler.standin.admin.Dump;
import io.github.tagscaler.standin.admin.Seeder;
import io.github.tagscaler.standin.engine.CallLog;
import io.github.tagscaler.standin.engine.Engine;
import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.Faults;
import io.github.tagscaler.standin.engine.RecordedCall;
import io.github.tagscaler.standin.engine.Representation;
import io.github.tagscaler.standin.events.ForwardedEvent;
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
            options.settling(),
            options.deliversEvents());
    return new StandIn(engine, HttpFront.start(options.port(), engine));
  }

  /** The address for the calls of all AWS clients, whatever the service. */
  public URI endpoint() {
    return front.endpoint();
  }

  /** Have functions that a client invokes run by this. */
  public void invokeBy(FunctionRunner functions) {
    front.invokeBy(functions);
  }

  /** Add the resources of a seed document to the account; docs/stand-in.md has its format. */
  public void seed(String json) {
    Seeder.seed(engine, json);
  }

  /** Everything in the account, as canonical JSON. */
  public String state() {
    return Dump.of(engine);
  }

  /** The part of it whose resource names contain this, with their targets and alarms. */
  public String state(String part) {
    return Dump.of(engine, part);
  }

  /** Represent all answers so from now on, as AWS's model permits them. */
  public void represent(Representation representation) {
    engine.represent(representation);
  }

  /** Set the status of an endpoint; it keeps it until it is updated or gets another one. */
  public void pinEndpoint(String name, String status) {
    engine.locked(world -> {
      var endpoint = world.account().sageMaker().endpoint(name).orElseThrow();
      endpoint.pin(status, Optional.empty());
      return endpoint;
    });
  }

  /** Set the status of an inference component, which keeps it. */
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

  /** Delete the events and scaling activities so far, and nothing else. */
  public void clearPast() {
    engine.locked(world -> {
      world.account().events().clear();
      var yesterday = world.account().now().minus(Duration.ofDays(1));
      world
          .account()
          .scalableTargets()
          .activities()
          .removeIf(activity -> activity.startTime().isBefore(yesterday));
      return world;
    });
  }

  public Instant now() {
    return engine.now();
  }

  /** Move the clock forward; everything that is due until then happens. */
  public void advance(Duration duration) {
    engine.advance(duration);
  }

  public void fault(Fault fault) {
    engine.faults().add(fault);
  }

  /** Ask this source for the fault of each call from now on, besides the added faults. */
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
   * Let concurrent calls proceed one by one until {@link #release}: once no call has arrived for
   * {@code quiet}, the seed chooses one of those that wait.
   */
  public void interleave(long seed, Duration quiet) {
    engine.gate().interleave(seed, quiet);
  }

  /**
   * The same among callers with these access keys: a call proceeds once each of them waits. Each
   * caller makes one call after another; only reads may be concurrent.
   */
  public void interleave(long seed, Duration quiet, Set<String> accessKeys) {
    engine.gate().interleave(seed, quiet, accessKeys);
  }

  /** Wait for one more caller from now on. */
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

  /**
   * Stop holding calls; the held ones proceed one after another, in an order that the seed decides.
   */
  public void release(long seed) throws InterruptedException {
    engine.gate().release(seed);
  }

  /** Take the events that rules forward to event buses of other accounts and regions. */
  public List<ForwardedEvent> takeForwarded() {
    return engine.locked(world -> world.router().takeForwarded());
  }

  /** Accept an event that another account or region forwards to an event bus of this one. */
  public void receive(ForwardedEvent event) {
    engine.locked(world -> {
      world.router().receive(event);
      return world;
    });
  }

  /** Start over: delete state, calls and faults, and set the clock back. */
  public void reset() {
    engine.reset();
  }

  @Override
  public void close() {
    front.close();
  }
}

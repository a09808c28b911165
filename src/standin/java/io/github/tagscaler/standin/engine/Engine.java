package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.clock.StandInClock;
import io.github.tagscaler.standin.engine.Fault.Effect;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.model.Conformance;
import io.github.tagscaler.standin.model.ModelViolation;
import io.github.tagscaler.standin.model.ServiceModel;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.wire.AwsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Passes calls through log, gate and faults to the services; one at a time uses the state. */
public final class Engine {

  /** How a call ended. */
  public sealed interface Ending {

    record Answered(JsonObject output) implements Ending {}

    record Failed(AwsFailure failure) implements Ending {}

    /** The connection is to be closed without an answer. */
    record Cut() implements Ending {}
  }

  private final String region;
  private final String accountId;
  private final Instant start;
  private final Duration settlingTime;
  private final boolean deliversEvents;
  private final StandInClock clock;
  private final CallLog log = new CallLog();
  private final Faults faults = new Faults();
  private final HoldGate gate = new HoldGate();
  private World world;
  private volatile Representation representation = Representation.PLAIN;

  public Engine(
      String region,
      String accountId,
      Instant start,
      boolean ticking,
      Duration settlingTime,
      boolean deliversEvents) {
    this.region = region;
    this.accountId = accountId;
    this.start = start;
    this.settlingTime = settlingTime;
    this.deliversEvents = deliversEvents;
    this.clock = new StandInClock(start, ticking);
    this.world = newWorld();
  }

  private World newWorld() {
    return new World(region, accountId, clock, settlingTime, deliversEvents);
  }

  public CallLog log() {
    return log;
  }

  public Faults faults() {
    return faults;
  }

  public HoldGate gate() {
    return gate;
  }

  /** Represent all answers so from now on. */
  public void represent(Representation another) {
    representation = another;
  }

  /** The answer to a call as the caller gets it. */
  public JsonObject represented(AwsRequest request, JsonObject answer) {
    return representation.of(request.operation().name(), answer);
  }

  /** Use the state while no call does, after everything that is due has happened. */
  public synchronized <T> T locked(Function<World, T> work) {
    world.account().timeline().catchUp();
    try {
      return work.apply(world);
    } finally {
      world.account().timeline().recheck();
    }
  }

  /** Read the state while no call uses it, after everything that is due has happened. */
  public synchronized <T> T read(Function<World, T> look) {
    world.account().timeline().catchUp();
    return look.apply(world);
  }

  /** The time; reading it changes nothing. */
  public synchronized Instant now() {
    return clock.instant();
  }

  /** Move the clock; everything that is due happens. */
  public synchronized Instant advance(Duration duration) {
    world.account().timeline().catchUp();
    clock.advance(duration);
    world.account().timeline().catchUp();
    return clock.instant();
  }

  /** Start over: delete state, calls, faults and held calls. */
  public synchronized void reset() {
    gate.open();
    faults.clear();
    representation = Representation.PLAIN;
    log.clear();
    clock.set(start);
    world = newWorld();
  }

  /** Process a call from its arrival to its end. */
  public Ending perform(AwsRequest request, String caller) {
    CallLog.Begun begun = log.begin();
    HoldGate.Pass pass = gate.enter(request, caller);
    try {
      Ending ending = faultyRun(request);
      gate.ended(pass, ending);
      switch (ending) {
        case Ending.Answered(_) -> log.end(begun, request, 200, Optional.empty());
        case Ending.Failed(var failure) ->
            log.end(begun, request, failure.status(), Optional.of(failure.type()));
        case Ending.Cut() -> log.end(begun, request, 0, Optional.empty());
      }
      return ending;
    } finally {
      pass.leave();
    }
  }

  private Ending faultyRun(AwsRequest request) {
    List<Effect> effects = faults.strike(request);
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Delay(var duration) -> sleep(duration);
        case Effect.AwsError(int status, String type, String message) -> {
          return new Ending.Failed(new AwsFailure(status, type, message));
        }
        case Effect.LostRequest() -> {
          return new Ending.Cut();
        }
        case Effect.FailedEntries(int entries) -> {
          return run(request, entries);
        }
        case Effect.LostAnswer() -> {
          run(request, 0);
          return new Ending.Cut();
        }
      }
    }
    return run(request, 0);
  }

  private synchronized Ending run(AwsRequest request, int entriesToFail) {
    world.account().timeline().catchUp();
    world.awsEvents().observe();
    world.account().failEntries(entriesToFail);
    try {
      var answer = new Ending.Answered(call(request));
      ended(request, Optional.empty());
      return answer;
    } catch (AwsFailure failure) {
      ended(request, Optional.of(failure));
      return new Ending.Failed(failure);
    }
  }

  private void ended(AwsRequest request, Optional<AwsFailure> failure) {
    if (!RecordedCall.isRead(request.operation().name())) {
      world.awsEvents().called(request, failure);
    }
  }

  /** Run an operation as a caller would, but without log, gate and faults. */
  public synchronized JsonObject call(String service, String operation, JsonObject input) {
    ServiceModel model = Objects.requireNonNull(ServiceModels.all().get(service), service);
    return call(new AwsRequest(model, model.operation(operation).orElseThrow(), input));
  }

  private JsonObject call(AwsRequest request) {
    AwsService service = world.service(request.model().name());
    requireAllowed(service, request);
    UnaryOperator<JsonObject> operation = service.operations().get(request.operation().name());
    if (operation == null) {
      throw AwsFailure.of(
          "UnknownOperationException", "Unknown operation " + request.qualifiedName());
    }
    if (!RecordedCall.isRead(request.operation().name())
        && !ServiceModels.IDLE.contains(request.model().name())) {
      world.account().timeline().recheck();
    }
    JsonObject output = operation.apply(checkedInput(service, request));
    return checkedOutput(request, output);
  }

  private static JsonObject checkedInput(AwsService service, AwsRequest request) {
    if (request.operation().input().isEmpty()) {
      return JsonObject.EMPTY;
    }
    try {
      return Conformance.check(request.model(), request.operation().input().get(), request.input());
    } catch (ModelViolation violation) {
      throw violation.toFailure(service.validationType());
    }
  }

  /** An answer that AWS could not give is a bug of the stand-in, and must not pass for AWS's. */
  private static JsonObject checkedOutput(AwsRequest request, JsonObject output) {
    if (request.operation().output().isEmpty()) {
      return JsonObject.EMPTY;
    }
    try {
      return Conformance.check(request.model(), request.operation().output().get(), output);
    } catch (ModelViolation violation) {
      throw new AwsFailure(
          500,
          "InternalFailure",
          "The stand-in's answer to "
              + request.qualifiedName()
              + " is not as AWS's model has it: "
              + violation.getMessage());
    }
  }

  private void requireAllowed(AwsService service, AwsRequest request) {
    String action = service.iamPrefix() + ":" + request.operation().name();
    // AWS answers who the caller is whatever its policies say.
    if (!action.equals("sts:GetCallerIdentity")
        && world.account().deniedActions().contains(action)) {
      throw AwsFailure.of(
          "AccessDeniedException",
          "User: arn:aws:sts::"
              + accountId
              + ":assumed-role/caller/session is not authorized to"
              + " perform: "
              + action
              + " because no identity-based policy allows the "
              + action
              + " action");
    }
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.soak.EventDelivery.EventTopic;
import io.github.tagscaler.soak.SimulatedFleet.ScalableResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Plays a history from its seed and checks the whole state at the end of each day. */
final class Simulation implements AutoCloseable {
  /** How many minutes pass between two times at which people do something. */
  private static final int STEP = 5;

  private static final int STEPS = 24 * 60 / STEP;

  /** In which stretches they pass: close together where things settle and messages come again. */
  private static final List<Integer> STRETCHES = List.of(1, 1, 3);

  /** Every so many days, the first included, the tags of many are lost at once. */
  private static final int STORMS = 10;

  /** The actions that are done each day at that step. */
  private static final Map<Integer, String> DAILY =
      Map.of(
          100,
          "catalog",
          120,
          "become host",
          140,
          "gain variants",
          131,
          "lose tags",
          133,
          "restore tags",
          155,
          "lose a few tags",
          157,
          "restore tags",
          170,
          "lose platform",
          176,
          "restore platform");

  /**
   * While tags are lost, nobody does anything else with them: they are put back as they were. Nor
   * for a while after that, because a release that a sweep found waits for a quarter of an hour.
   */
  private static final Set<Integer> NOBODY_ELSE =
      Set.of(132, 133, 134, 135, 156, 157, 158, 159, 160);

  /** At which step the first components are made, as soon as what hosts them is in service. */
  private static final int MORNING = 2;

  /**
   * What is done at the end of a day without sweeps, and so many steps before: whether the function
   * gets the event shows before it checks everything, and after.
   */
  private static final Map<Integer, String> EVENING =
      Map.of(
          12, "create what sleeps",
          11, "create what follows",
          6, "catalog",
          3, "delete what sleeps");

  /** How long what was seen to be wrong may be so, if nothing fails: it is seen once a step. */
  private static final Duration SOON = Duration.ofMinutes(STEP);

  /** For what two sweeps found: a release waits 15 minutes, and what fails comes again. */
  private static final Duration TO_HANDLE = Duration.ofMinutes(30);

  /** Longer than any message is delayed or hidden. */
  private static final int MOST_TICKS_TO_REST = 240;

  private static final int TICKS_WITH_SWEEPS = 60;

  /**
   * What to play.
   *
   * @param days how many days pass
   * @param endpoints how many endpoints there are at most
   * @param changes how often a day something is done for each endpoint
   * @param loss how many percent of the events each get lost, come twice, come late
   * @param faults how many percent of the calls go wrong
   * @param sweep how many minutes lie between two sweeps
   * @param drift for how many hours a change by hand is left alone
   */
  record Parameters(
      long seed, int days, int endpoints, int changes, int loss, int faults, int sweep, int drift) {
    Parameters(long seed, int days, int endpoints, int changes, int loss, int faults, int sweep) {
      this(seed, days, endpoints, changes, loss, faults, sweep, 2);
    }
  }

  private final Parameters parameters;
  private final SimulatedAccount account;
  private final SimulatedFleet fleet = new SimulatedFleet();
  private final EventDelivery delivery;
  private final ChangeTimes changes;
  private final OutsideChanges outside;
  private final Restorations restorations;
  private final OwnerActions actions;
  private final FaultPlan faultPlan;
  private final Random random;
  private final Consumer<String> progress;
  private final String unmanaged;

  /** The forbidden writes of the function. */
  private final List<String> trespasses = new ArrayList<>();

  /** The changes that took longer than allowed. */
  private final List<String> overdue = new ArrayList<>();

  private long minutes;
  private Duration longest = Duration.ZERO;
  private String slowest = "none";
  private int settled;

  /** How many changes needed how many sweeps to be as they should be. */
  private final Map<Long, Integer> bySweeps = new TreeMap<>();

  private int storms;

  Simulation(Parameters parameters) {
    this(parameters, _ -> {});
  }

  /**
   * @param progress receives a line for each day that is over
   */
  Simulation(Parameters parameters, Consumer<String> progress) {
    this.parameters = parameters;
    this.progress = progress;
    this.account = new SimulatedAccount(true, 3, parameters.drift(), parameters.seed() + 4);
    this.delivery = new EventDelivery(account, parameters.seed() + 1, parameters.loss());
    var seeded = new SeededRandom(parameters.seed() + 2);
    this.changes =
        new ChangeTimes(
            account,
            fleet,
            Duration.ofHours(parameters.drift()),
            Duration.ofMinutes(parameters.sweep()));
    this.outside = new OutsideChanges(account, delivery, fleet, changes, seeded);
    this.restorations = new Restorations(account, fleet);
    this.actions =
        new OwnerActions(
            account,
            delivery,
            fleet,
            changes,
            outside,
            restorations,
            seeded,
            parameters.endpoints());
    this.faultPlan = new FaultPlan(parameters.seed() + 3, parameters.faults());
    this.random = new Random(parameters.seed());
    account.seed(UnmanagedObjects.seed());
    var state = account.state();
    this.unmanaged = UnmanagedObjects.of(state);
    var forbiddenWrites =
        new ForbiddenWrites(fleet, account::now, account.sweeps, ForbiddenWrites.arns(state));
    account.watcher =
        calls -> {
          trespasses.addAll(forbiddenWrites.of(calls));
          calls.stream()
              .filter(call -> call.operation().equals("RegisterScalableTarget"))
              .map(call -> RegisteredState.text(JsonReader.read(call.request()), "ResourceId"))
              .distinct()
              .forEach(this::checkCapacity);
        };
  }

  /**
   * Registering removes running capacity only if the owner changed the tag of its max, and adds
   * more than the min only after a deployment.
   */
  private void checkCapacity(String id) {
    fleet.resources().stream()
        .filter(resource -> resource.id().equals(id) && !fleet.mayRemoveCapacity(resource))
        .filter(_ -> account.hasRemovedCapacity(id))
        .forEach(
            resource -> trespasses.add("capacity was removed of %s by itself".formatted(resource)));
    fleet.resources().stream()
        .filter(resource -> resource.id().equals(id))
        .flatMap(resource -> restorations.wrong(resource).stream())
        .forEach(trespasses::add);
  }

  /** What was wrong at the end of the first day with a problem; empty if there was none. */
  List<String> play() {
    begin();
    for (int day = 1; day <= parameters.days(); day++) {
      actions.untilChecked(account.now().plus(Duration.ofDays(1)));
      for (int step = 0; step < STEPS; step++) {
        if (!NOBODY_ELSE.contains(step)) {
          people();
        }
        if (DAILY.containsKey(step)) {
          actions.act(DAILY.get(step));
        }
        if (step % (parameters.sweep() / STEP) == 0) {
          delivery.sweep();
        }
        STRETCHES.forEach(minutes -> pass(minutes, faultPlan));
        measure();
        if (!overdue.isEmpty()) {
          return onDay(day, overdue);
        }
      }
      var wrong = inTheEnd();
      if (day % STORMS == 1 && wrong.isEmpty()) {
        wrong = storm();
      }
      progress.accept("day %d: %d calls, %s".formatted(day, calls(), actions.done));
      if (!wrong.isEmpty()) {
        return onDay(day, wrong);
      }
    }
    return List.of();
  }

  private List<String> onDay(int day, List<String> wrong) {
    return wrong.stream()
        .map(("seed " + parameters.seed() + ", day " + day + ": ")::concat)
        .toList();
  }

  /**
   * Plays days without any sweep, on which everything arrives and no call fails: what was wrong
   * once it was so for some minutes; empty if nothing ever. Only in the evening the catalog is
   * edited, which makes the function check everything.
   *
   * @param lost what does not arrive after all
   */
  List<String> playUnswept(Set<EventTopic> lost) {
    delivery.loses(lost);
    fleet.swept = false;
    actions.onlyWhatSendsEvents();
    var deadlines = new RepairDeadlines(SOON);
    for (int endpoint = 0; endpoint < parameters.endpoints() * 4 / 5; endpoint++) {
      actions.act("create endpoint");
    }
    for (int step = 1; step <= parameters.days() * STEPS; step++) {
      int left = STEPS - step % STEPS;
      if (step == MORNING) {
        for (int component = 0; component < parameters.endpoints() / 2; component++) {
          actions.act("create component");
        }
      } else if (EVENING.containsKey(left)) {
        actions.act(EVENING.get(left));
      } else if (left > Collections.max(EVENING.keySet())) {
        people();
      }
      STRETCHES.forEach(minutes -> pass(minutes, FaultPlan.none()));
      var wrong =
          deadlines.overdue(
              wrong(new AccountSnapshot(account.state())), account.now(), changes.last);
      if (!wrong.isEmpty()) {
        return wrong.stream()
            .map(("seed " + parameters.seed() + ", step " + step + ": ")::concat)
            .toList();
      }
    }
    return wrong();
  }

  /** Most of the fleet was there before Tagscaler was. */
  private void begin() {
    for (int endpoint = 0; endpoint < parameters.endpoints() * 4 / 5; endpoint++) {
      actions.act("create endpoint");
    }
    account.advance(Duration.ofMinutes(2));
    for (int component = 0; component < parameters.endpoints() / 3; component++) {
      actions.act("create component");
    }
    account.advance(Duration.ofMinutes(2));
  }

  /** Advances the time and lets the function handle the visible messages of its queue. */
  private void pass(int stretch, FaultPlan meanwhile) {
    var before = account.now();
    account.advance(Duration.ofMinutes(stretch));
    minutes += stretch;
    actions.settle(before);
    while (account.poll(meanwhile)) {
      // Until no message is visible.
    }
  }

  private void people() {
    double expected = parameters.endpoints() * parameters.changes() * STEP / (24.0 * 60);
    int acts = (int) expected + (random.nextDouble() < expected - (int) expected ? 1 : 0);
    for (int act = 0; act < acts; act++) {
      actions.act();
    }
  }

  /** Notes how long what changed took to be as it should be, and what takes too long. */
  private void measure() {
    overdue.addAll(restorations.overdue(this::isOverdue));
    if (changes.since.isEmpty()) {
      return;
    }
    var now = account.now();
    var there = new HashSet<String>();
    for (var resource : fleet.resources()) {
      there.add(resource.key());
      var since = changes.since.get(resource.key());
      if (since == null) {
        continue;
      }
      var snapshot = account.snapshot(resource.name());
      var wrong = fleet.wrong(resource, snapshot);
      var took = Duration.between(since, now);
      if (wrong.isEmpty()) {
        changes.right(resource, fleet.expected(resource, snapshot));
        settled++;
        note(resource.id(), took);
      } else if (isOverdue(since)) {
        overdue.add(
            "%s took more than %s, and is now %s".formatted(resource.id(), took, wrong.get()));
        changes.since.remove(resource.key());
      }
    }
    changes.since.keySet().retainAll(there);
  }

  /**
   * Until when a change must have led to the right state: two sweeps found it, and what they found
   * was handled, for which a release because of missing tags waits 15 minutes. With faults, an
   * instance may die with what a sweep found, and the next sweep finds it again. In any case it
   * must not take longer than sweeps take that fail one after another.
   */
  private boolean isOverdue(Instant since) {
    if (account.now().isAfter(since.plus(Duration.ofMinutes(3L * parameters.sweep() + 60)))) {
      return true;
    }
    int needed = parameters.faults() == 0 ? 2 : 3;
    return account.sweeps.stream()
        .filter(began -> began.isAfter(since))
        .skip(needed - 1L)
        .findFirst()
        .filter(began -> account.now().isAfter(began.plus(TO_HANDLE)))
        .isPresent();
  }

  /** The keys of what was changed by hand and is not to be undone yet. */
  private Set<String> pending() {
    var pending = new HashSet<>(changes.drifted);
    pending.removeIf(key -> {
      var since = changes.since.get(key);
      return since == null || !since.isAfter(account.now());
    });
    return pending;
  }

  private void note(String id, Duration took) {
    var sweeps =
        account.sweeps.stream().filter(began -> !began.isBefore(account.now().minus(took))).count();
    bySweeps.merge(sweeps, 1, Integer::sum);
    if (took.compareTo(longest) > 0) {
      longest = took;
      slowest = id;
    }
  }

  /** Without further faults and actions, after two sweeps the whole state must be right. */
  List<String> inTheEnd() {
    delivery.reliable(true);
    try {
      var wrong = new ArrayList<String>();
      rest(wrong);
      for (int sweep = 0; sweep < 2; sweep++) {
        delivery.sweep();
        rest(wrong);
      }
      check(wrong);
      var pending = pending();
      var before = writes();
      delivery.sweep();
      rest(wrong);
      var after = writes();
      if (!after.equals(before) && pending().equals(pending)) {
        wrong.add("a sweep with nothing to do wrote: before %s, after %s".formatted(before, after));
      }
      return wrong;
    } finally {
      delivery.reliable(false);
    }
  }

  /**
   * The tags of more targets are deleted than a sweep may release, without events: nothing is
   * released until the operator deploys a higher limit.
   */
  private List<String> storm() {
    var snapshot = new AccountSnapshot(account.state());
    var ours =
        fleet.endpoints.stream()
            .filter(endpoint -> endpoint.type != ResourceType.HOST)
            .filter(endpoint ->
                fleet.resources(endpoint).anyMatch(resource -> snapshot.owns(resource.key())))
            .toList();
    long owned = snapshot.scaled.keySet().stream().filter(snapshot::owns).count();
    // The function may count a few more: the lists show new resources late.
    long most = Math.max(7, owned * 25 / 100);
    delivery.loses(EnumSet.allOf(EventTopic.class));
    var stripped = new ArrayList<ScalableResource>();
    for (var endpoint : ours) {
      if (stripped.size() <= most) {
        fleet
            .resources(endpoint)
            .filter(resource -> snapshot.owns(resource.key()))
            .forEach(stripped::add);
        actions.strip(endpoint);
      }
    }
    delivery.loses(Set.of());
    var wrong = new ArrayList<String>();
    delivery.reliable(true);
    for (int sweep = 0; sweep < 2; sweep++) {
      delivery.sweep();
      rest(wrong);
    }
    if (stripped.size() > most) {
      storms++;
      var after = new AccountSnapshot(account.state());
      stripped.stream()
          .filter(resource -> !after.owns(resource.key()))
          .forEach(resource -> wrong.add("released beyond the limit: " + resource));
    }
    // Of a small fleet too few may be left to be beyond it for certain.
    account.deploy("TAGSCALER_SWEEP_LIMIT", "100");
    account.direct(Json.object().put("all", Json.of(true)).build());
    rest(wrong);
    account.deploy("TAGSCALER_SWEEP_LIMIT", "");
    check(wrong);
    delivery.reliable(false);
    return wrong;
  }

  private int calls() {
    return account.calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  private Map<String, Integer> writes() {
    // Resources out of service reject some changes, which each sweep tries again.
    var writes = new TreeMap<>(account.taken);
    writes
        .keySet()
        .removeIf(
            call -> !call.matches("(application-autoscaling|cloudwatch):(?!Describe|List|Get).*"));
    return writes;
  }

  /**
   * Until the queue is empty and everything is in service. Scheduled sweeps go on for a while: what
   * keeps failing, such as a pause of what is out of service, each of them would find again.
   */
  private void rest(List<String> wrong) {
    for (int tick = 0; tick < MOST_TICKS_TO_REST; tick++) {
      if (tick > 0 && tick <= TICKS_WITH_SWEEPS && tick % parameters.sweep() == 0) {
        delivery.sweep();
      }
      pass(1, FaultPlan.none());
      measure();
      if (tick >= 3 && account.queueIsEmpty()) {
        return;
      }
    }
    wrong.add(
        "the queue is not empty after %d minutes; the last failures: %s"
            .formatted(MOST_TICKS_TO_REST, account.failures));
  }

  /** What is wrong at this moment, whether or not it will still be repaired. */
  List<String> wrong() {
    var wrong = new ArrayList<String>();
    check(wrong);
    return wrong;
  }

  SimulatedAccount account() {
    return account;
  }

  /** By key of a target or name of an alarm, what differs from the expected state. */
  private Map<String, String> wrong(AccountSnapshot snapshot) {
    var wrong = new LinkedHashMap<String, String>();
    var scaled = new HashSet<>(snapshot.scaled.keySet());
    scaled.removeIf(key -> UnmanagedObjects.isTheirs(key.substring(0, key.indexOf(' '))));
    var alarms = new HashSet<>(snapshot.alarms.keySet());
    for (var resource : fleet.resources()) {
      scaled.remove(resource.key());
      alarms.remove(AccountSnapshot.alarm(resource.id()));
      fleet.wrong(resource, snapshot).ifPresent(found -> wrong.put(resource.key(), found));
    }
    // Policies of other tools stay until those tools delete them.
    scaled.removeIf(key -> {
      var there = snapshot.scaled.get(key);
      return there != null && there.isOthers();
    });
    scaled.removeIf(fleet::waitsForSweep);
    scaled.forEach(
        key -> wrong.put(key, "left over: %s, %s".formatted(key, snapshot.scaled.get(key))));
    alarms.forEach(name -> wrong.put(name, "left over: alarm " + name));
    return wrong;
  }

  private void check(List<String> wrong) {
    var snapshot = new AccountSnapshot(account.state());
    var found = wrong(snapshot);
    found.keySet().removeAll(pending());
    wrong.addAll(found.values());
    if (!UnmanagedObjects.of(snapshot.state()).equals(unmanaged)) {
      wrong.add(
          "what others own was%n%s%nand is%n%s"
              .formatted(unmanaged, UnmanagedObjects.of(snapshot.state())));
    }
    if (SimulatedAccount.deadLetters(snapshot.state()) > 0) {
      wrong.add(
          "there are %d dead letters".formatted(SimulatedAccount.deadLetters(snapshot.state())));
    }
    wrong.addAll(trespasses);
    wrong.addAll(overdue);
    wrong.addAll(outside.wrong);
    account.bugs.values().forEach(bug -> wrong.add("a mistake of the function: " + bug));
  }

  /** All actions that were done, and all faults that occurred. */
  Set<String> met() {
    var met = new TreeSet<>(actions.done.keySet());
    met.addAll(outside.done);
    Map.of(
            "storm",
            storms,
            "throttled reading of policies",
            faultPlan.throttledReads.get(),
            "death",
            account.deaths,
            "cut off",
            account.cutOff,
            "a pause that ends",
            actions.endingPauses(),
            "brought back",
            restorations.done)
        .forEach((what, times) -> {
          if (times > 0) {
            met.add(what);
          }
        });
    return met;
  }

  /** A hash of all calls of the function. */
  String history() {
    return account.history();
  }

  /** What happened, in numbers. */
  String summary() {
    return """
    %s
    %d simulated minutes, %d endpoints and %d components in the end, %d events, %d invocations
    done: %s
    outcomes: %s
    calls: %s
    from a change to its end, %d times: at most %s, for %s; by the number of sweeps: %s
    throttled reads of policies: %d; %s
    tags of too many lost at once: %d times
    brought back after a deployment: %d times
    %d instances, %d of them died at work; %d batches were cut off
    """
        .formatted(
            parameters,
            minutes,
            fleet.endpoints.size(),
            fleet.components.size(),
            delivery.sent(),
            account.invocations,
            actions.done,
            account.outcomes,
            account.calls,
            settled,
            Objects.requireNonNull(longest),
            slowest,
            bySweeps,
            faultPlan.throttledReads.get(),
            outside.done,
            storms,
            restorations.done,
            account.instances(),
            account.deaths,
            account.cutOff);
  }

  @Override
  public void close() {
    account.close();
  }
}

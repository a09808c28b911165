package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.soak.Fleet.Scalee;
import io.github.tagscaler.soak.Mail.About;
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
import org.jspecify.annotations.Nullable;

/** Plays a history from its seed, and checks at the end of each day that all is as it should be. */
final class Simulation implements AutoCloseable {
  /** How many minutes pass between two times at which people do something. */
  private static final int STEP = 5;

  private static final int STEPS = 24 * 60 / STEP;

  /** In which stretches they pass: close together where things settle and messages come again. */
  private static final List<Integer> STRETCHES = List.of(1, 1, 3);

  /** Every so many days, the first included, the tags of many are lost at once. */
  private static final int STORMS = 10;

  /** What is done each day at that step, whatever else is. */
  private static final Map<Integer, String> DAILY =
      Map.of(100, "catalog", 120, "become host", 140, "gain variants");

  /** At which step the first components are made, as soon as what hosts them is in service. */
  private static final int MORNING = 2;

  /**
   * What is done at the end of a day without sweeps, and so many steps before: whether the function
   * hears of it shows before it looks at everything, and after.
   */
  private static final Map<Integer, String> EVENING =
      Map.of(
          12, "create what sleeps",
          11, "create what follows",
          6, "catalog",
          3, "delete what sleeps");

  /** How long what was seen to be wrong may be so, if nothing fails: it is seen once a step. */
  private static final Duration SOON = Duration.ofMinutes(STEP);

  /** Longer than any message is delayed or hidden. */
  private static final int MOST_TICKS_TO_REST = 120;

  /**
   * What to play.
   *
   * @param days how many days pass
   * @param endpoints how many endpoints there are at most
   * @param changes how often a day something is done for each endpoint
   * @param loss how many percent of the events each get lost, come twice, come late
   * @param faults how many percent of the calls go wrong
   * @param sweep how many minutes lie between two sweeps
   */
  record Plot(long seed, int days, int endpoints, int changes, int loss, int faults, int sweep) {}

  private final Plot plot;
  private final Account account;
  private final Fleet fleet = new Fleet();
  private final Mail mail;
  private final Changes changes;
  private final Tinkerers tinkerers;
  private final Owners owners;
  private final Trouble trouble;
  private final Random random;
  private final Consumer<String> progress;
  private final String others;

  /** What the function wrote where it may not. */
  private final List<String> trespasses = new ArrayList<>();

  /** What took longer than it may. */
  private final List<String> overdue = new ArrayList<>();

  private long minutes;
  private Duration longest = Duration.ZERO;
  private String slowest = "none";
  private int settled;
  private int storms;

  Simulation(Plot plot) {
    this(plot, _ -> {});
  }

  /**
   * @param progress is told of each day that is over
   */
  Simulation(Plot plot, Consumer<String> progress) {
    this.plot = plot;
    this.progress = progress;
    this.account = new Account(true, 3, plot.seed() + 4);
    this.mail = new Mail(account, plot.seed() + 1, plot.loss());
    var dice = new Dice(plot.seed() + 2);
    this.changes = new Changes(account, fleet);
    this.tinkerers = new Tinkerers(account, mail, fleet, changes, dice);
    this.owners = new Owners(account, mail, fleet, changes, tinkerers, dice, plot.endpoints());
    this.trouble = new Trouble(plot.seed() + 3, plot.faults());
    this.random = new Random(plot.seed());
    account.seed(Others.seed());
    var state = account.state();
    this.others = Others.of(state);
    var trespass = new Trespass(fleet, Trespass.arns(state));
    account.watcher = calls -> trespasses.addAll(trespass.of(calls));
  }

  /** What was wrong at the end of the first day on which something was; empty if nothing ever. */
  List<String> play() {
    begin();
    for (int day = 1; day <= plot.days(); day++) {
      owners.untilChecked(account.now().plus(Duration.ofDays(1)));
      for (int step = 0; step < STEPS; step++) {
        people();
        if (DAILY.containsKey(step)) {
          owners.act(DAILY.get(step));
        }
        if (step % (plot.sweep() / STEP) == 0) {
          mail.sweep();
        }
        STRETCHES.forEach(minutes -> pass(minutes, trouble));
        measure();
        if (!overdue.isEmpty()) {
          return onDay(day, overdue);
        }
      }
      var wrong = inTheEnd();
      if (day % STORMS == 1 && wrong.isEmpty()) {
        wrong = storm();
      }
      progress.accept("day %d: %d calls, %s".formatted(day, calls(), owners.done));
      if (!wrong.isEmpty()) {
        return onDay(day, wrong);
      }
    }
    return List.of();
  }

  private List<String> onDay(int day, List<String> wrong) {
    return wrong.stream().map(("seed " + plot.seed() + ", day " + day + ": ")::concat).toList();
  }

  /**
   * Plays days without any sweep, on which everything arrives and no call fails: what was wrong
   * once it was so for some minutes; empty if nothing ever. Only in the evening the catalog is
   * edited, for which the function looks at everything.
   *
   * @param lost what does not arrive after all
   */
  List<String> playUnswept(Set<About> lost) {
    mail.loses(lost);
    owners.onlyWhatIsTold();
    var patience = new Patience(SOON);
    for (int endpoint = 0; endpoint < plot.endpoints() * 4 / 5; endpoint++) {
      owners.act("create endpoint");
    }
    for (int step = 1; step <= plot.days() * STEPS; step++) {
      int left = STEPS - step % STEPS;
      if (step == MORNING) {
        for (int component = 0; component < plot.endpoints() / 2; component++) {
          owners.act("create component");
        }
      } else if (EVENING.containsKey(left)) {
        owners.act(EVENING.get(left));
      } else if (left > Collections.max(EVENING.keySet())) {
        people();
      }
      STRETCHES.forEach(minutes -> pass(minutes, Trouble.none()));
      var wrong = patience.overdue(wrong(new Scene(account.state())), account.now(), changes.last);
      if (!wrong.isEmpty()) {
        return wrong.stream()
            .map(("seed " + plot.seed() + ", step " + step + ": ")::concat)
            .toList();
      }
    }
    return wrong();
  }

  /** Most of the fleet was there before Tagscaler was. */
  private void begin() {
    for (int endpoint = 0; endpoint < plot.endpoints() * 4 / 5; endpoint++) {
      owners.act("create endpoint");
    }
    account.advance(Duration.ofMinutes(2));
    for (int component = 0; component < plot.endpoints() / 3; component++) {
      owners.act("create component");
    }
    account.advance(Duration.ofMinutes(2));
  }

  /** Time passes, and the function works off what can be seen in its queue then. */
  private void pass(int stretch, Trouble meanwhile) {
    var before = account.now();
    account.advance(Duration.ofMinutes(stretch));
    minutes += stretch;
    owners.settle(before);
    while (account.poll(meanwhile)) {
      // Until nothing can be seen any more.
    }
  }

  private void people() {
    double expected = plot.endpoints() * plot.changes() * STEP / (24.0 * 60);
    int acts = (int) expected + (random.nextDouble() < expected - (int) expected ? 1 : 0);
    for (int act = 0; act < acts; act++) {
      owners.act();
    }
  }

  /** Notes how long what changed took to be as it should be, and what takes too long. */
  private void measure() {
    if (changes.since.isEmpty()) {
      return;
    }
    var now = account.now();
    var there = new HashSet<String>();
    for (var scalee : fleet.scalees()) {
      there.add(scalee.key());
      var since = changes.since.get(scalee.key());
      if (since == null) {
        continue;
      }
      var wrong = fleet.wrong(scalee, account.look(scalee.name()));
      var took = Duration.between(since, now);
      if (took.compareTo(patience(scalee)) > 0) {
        overdue.add(
            "%s took more than %s, and is now %s"
                .formatted(scalee.id(), took, wrong.orElse("right")));
        changes.since.remove(scalee.key());
      } else if (wrong.isEmpty()) {
        changes.since.remove(scalee.key());
        settled++;
        note(scalee.id(), took);
      }
    }
    changes.since.keySet().retainAll(there);
  }

  /**
   * How long a change may take to be as it should be: its event gets lost, sweeps or their pieces
   * fail one after another, or die with the instance that had them, and hide until they come again.
   * That a variant is missing beside another one, lists do not show: within twelve hours its
   * endpoint is asked.
   */
  private Duration patience(Scalee scalee) {
    return scalee.id().contains("/variant/") && !scalee.id().endsWith("/" + Owners.ONLY)
        ? usual().plusHours(12)
        : usual();
  }

  private Duration usual() {
    return Duration.ofMinutes(3L * plot.sweep() + 60);
  }

  private Set<String> missing() {
    return mayBeMissing(new Scene(account.state()));
  }

  /** The variants beside others that nobody may have asked for yet: by key. */
  private Set<String> mayBeMissing(Scene scene) {
    var missing = new HashSet<String>();
    for (var scalee : fleet.scalees()) {
      var since = asksSince(scalee);
      var patience = patience(scalee);
      if (since != null
          && !scene.scaled.containsKey(scalee.key())
          && patience.compareTo(usual()) > 0
          && since.plus(patience).isAfter(account.now())) {
        missing.add(scalee.key());
      }
    }
    return missing;
  }

  /** Since when it is to be registered, if that is not long ago: people wait for pauses to end. */
  private @Nullable Instant asksSince(Scalee scalee) {
    var changed = changes.since.get(scalee.key());
    var pauseEnd = scalee.wish().pausedUntil();
    return pauseEnd != null
            && !pauseEnd.isAfter(account.now())
            && (changed == null || pauseEnd.isAfter(changed))
        ? pauseEnd
        : changed;
  }

  private void note(String id, Duration took) {
    if (took.compareTo(longest) > 0) {
      longest = took;
      slowest = id;
    }
  }

  /** Nothing goes wrong any more, and nobody does anything: two sweeps, and all has to be right. */
  List<String> inTheEnd() {
    mail.reliable(true);
    try {
      var wrong = new ArrayList<String>();
      rest(wrong);
      for (int sweep = 0; sweep < 2; sweep++) {
        mail.sweep();
        rest(wrong);
      }
      check(wrong);
      var missing = missing();
      var before = writes();
      mail.sweep();
      rest(wrong);
      var after = writes();
      if (!after.equals(before) && missing().equals(missing)) {
        wrong.add("a sweep with nothing to do wrote: before %s, after %s".formatted(before, after));
      }
      return wrong;
    } finally {
      mail.reliable(false);
    }
  }

  /**
   * Somebody takes the tags off more than a sweep may let go, and no event tells of it: nothing is
   * released before the operator says so.
   */
  private List<String> storm() {
    var scene = new Scene(account.state());
    var ours =
        fleet.places.stream()
            .filter(place -> place.sort != Sort.HOST)
            .filter(place -> fleet.scalees(place).anyMatch(scalee -> scene.owns(scalee.key())))
            .toList();
    long owned = scene.scaled.keySet().stream().filter(scene::owns).count();
    // What the function counts may be a few more: what was made a moment ago is told late.
    long most = Math.max(7, owned * 25 / 100);
    mail.loses(EnumSet.allOf(About.class));
    var stripped = new ArrayList<Scalee>();
    for (var place : ours) {
      if (stripped.size() <= most) {
        fleet.scalees(place).filter(scalee -> scene.owns(scalee.key())).forEach(stripped::add);
        owners.strip(place);
      }
    }
    mail.loses(Set.of());
    var wrong = new ArrayList<String>();
    mail.reliable(true);
    for (int sweep = 0; sweep < 2; sweep++) {
      mail.sweep();
      rest(wrong);
    }
    if (stripped.size() > most) {
      storms++;
      var after = new Scene(account.state());
      stripped.stream()
          .filter(scalee -> !after.owns(scalee.key()))
          .forEach(scalee -> wrong.add("released beyond the limit: " + scalee));
    }
    // Of a small fleet too few may be left to be beyond it for certain.
    account.direct(Json.object().put("all", Json.of(true)).put("confirm", Json.of(true)).build());
    rest(wrong);
    check(wrong);
    mail.reliable(false);
    return wrong;
  }

  private int calls() {
    return account.calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  private Map<String, Integer> writes() {
    // What is out of service takes some not yet, and is tried in each sweep.
    var writes = new TreeMap<>(account.taken);
    writes
        .keySet()
        .removeIf(
            call -> !call.matches("(application-autoscaling|cloudwatch):(?!Describe|List|Get).*"));
    return writes;
  }

  /** Until the queue is empty and everything is in service. */
  private void rest(List<String> wrong) {
    for (int tick = 0; tick < MOST_TICKS_TO_REST; tick++) {
      pass(1, Trouble.none());
      measure();
      if (tick >= 3 && account.queueIsEmpty()) {
        return;
      }
    }
    wrong.add(
        "the queue is not empty after %d minutes; the last failures: %s"
            .formatted(MOST_TICKS_TO_REST, account.failures));
  }

  /** What is wrong at this moment, whether or not somebody will still see to it. */
  List<String> wrong() {
    var wrong = new ArrayList<String>();
    check(wrong);
    return wrong;
  }

  Account account() {
    return account;
  }

  /** By key of a target or name of an alarm, what is not as the tags ask. */
  private Map<String, String> wrong(Scene scene) {
    var wrong = new LinkedHashMap<String, String>();
    var scaled = new HashSet<>(scene.scaled.keySet());
    scaled.removeIf(key -> Others.isTheirs(key.substring(0, key.indexOf(' '))));
    var alarms = new HashSet<>(scene.alarms.keySet());
    for (var scalee : fleet.scalees()) {
      scaled.remove(scalee.key());
      alarms.remove(Scene.alarm(scalee.id()));
      fleet.wrong(scalee, scene).ifPresent(found -> wrong.put(scalee.key(), found));
    }
    // What somebody else put on a target stands for as long as they want.
    scaled.removeIf(key -> {
      var there = scene.scaled.get(key);
      return there != null && there.isOthers();
    });
    scaled.forEach(
        key -> wrong.put(key, "left over: %s, %s".formatted(key, scene.scaled.get(key))));
    alarms.forEach(name -> wrong.put(name, "left over: alarm " + name));
    return wrong;
  }

  private void check(List<String> wrong) {
    var scene = new Scene(account.state());
    var found = wrong(scene);
    found.keySet().removeAll(mayBeMissing(scene));
    wrong.addAll(found.values());
    if (!Others.of(scene.state()).equals(others)) {
      wrong.add("what others own was%n%s%nand is%n%s".formatted(others, Others.of(scene.state())));
    }
    if (Account.deadLetters(scene.state()) > 0) {
      wrong.add("there are %d dead letters".formatted(Account.deadLetters(scene.state())));
    }
    wrong.addAll(trespasses);
    wrong.addAll(overdue);
    wrong.addAll(tinkerers.wrong);
    account.bugs.values().forEach(bug -> wrong.add("a mistake of the function: " + bug));
  }

  /** What was done at all, and what the function met with. */
  Set<String> met() {
    var met = new TreeSet<>(owners.done.keySet());
    Map.of(
            "storm",
            storms,
            "death",
            account.deaths,
            "cut off",
            account.cutOff,
            "a pause that ends",
            owners.endingPauses())
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
    from a change to its end, %d times: at most %s, for %s
    tags of too many lost at once: %d times
    %d instances, %d of them died at work; %d batches were cut off
    """
        .formatted(
            plot,
            minutes,
            fleet.places.size(),
            fleet.parts.size(),
            mail.sent(),
            account.invocations,
            owners.done,
            account.outcomes,
            account.calls,
            settled,
            Objects.requireNonNull(longest),
            slowest,
            storms,
            account.instances(),
            account.deaths,
            account.cutOff);
  }

  @Override
  public void close() {
    account.close();
  }
}

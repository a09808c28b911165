package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.wire.AwsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Holds concurrent calls and lets them proceed one after another, in an order that a seed decides:
 * the same seed over the same calls gives the same order, whatever the order of arrival.
 */
public final class HoldGate {

  /** A call's way through the gate. */
  static final class Pass {
    private final String caller;
    private final boolean isRead;
    private final String key;
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    private Pass(String caller, AwsRequest request) {
      this.caller = caller;
      this.isRead = RecordedCall.isRead(request.operation().name());
      this.key =
          request.qualifiedName() + " " + JsonWriter.canonical(request.input()) + " " + caller;
    }

    void leave() {
      left.countDown();
    }
  }

  /**
   * One call in so many is of a caller that the seed chooses, the others of the same caller; 0:
   * each.
   */
  private static final List<Integer> STAYS = List.of(0, 3, 12);

  private static final Pattern UUIDS =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private List<String> held = List.of();
  private final List<Pass> waiting = new ArrayList<>();

  /**
   * The callers, each with one call after another while calls are interleaved, if they are known.
   */
  private final Set<String> callers = new HashSet<>();

  /** What each caller has done so far: a sum over its calls and their answers, in any order. */
  private final Map<String, Long> pasts = new HashMap<>();

  /** After such a past a caller makes so many calls at once. Learned by waiting. */
  private final Map<Long, Integer> together = new HashMap<>();

  /** Counts changes here, so that a waiting thread notices them. */
  private long happenings;

  /** Counts the times that interleaving was begun or ended, so that an old one knows its end. */
  private long interleaving;

  /** From now on hold the calls of these operations ({@code *} for all). */
  public synchronized void hold(List<String> operations) {
    held = List.copyOf(operations);
  }

  /** How many calls wait. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** Wait until so many calls are held, or this long; returns whether they are. */
  public synchronized boolean awaitWaiting(int calls, Duration patience)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    while (waiting.size() < calls) {
      long left = Duration.between(Instant.now(), deadline).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Stop holding calls; those that wait proceed one after another in the order of the seed. */
  public void release(long seed) throws InterruptedException {
    List<Pass> order;
    synchronized (this) {
      held = List.of();
      interleaving++;
      notifyAll();
      order = new ArrayList<>(waiting);
      waiting.clear();
    }
    var random = new Random(seed);
    order.sort(Comparator.comparing(pass -> pass.key));
    while (!order.isEmpty()) {
      Pass pass = order.remove(random.nextInt(order.size()));
      pass.released.countDown();
      pass.left.await();
    }
  }

  /**
   * Hold all calls from now on, and let them proceed one by one: once no call has arrived for a
   * while, the seed chooses one of those that wait. The same seed over the same calls gives the
   * same order. Ends when calls are released.
   */
  public synchronized void interleave(long seed, Duration quiet) {
    begin(Set.of(), new Drawing(seed, 0), quiet);
  }

  /**
   * The same with known callers: no call proceeds before each of them has a call that waits,
   * however long that takes, so that the order does not depend on the speed of the machine. A
   * caller may make several reads at once, and writes one by one. The seed also decides how likely
   * the same caller continues: some bad orders need few changes, some many.
   */
  public synchronized void interleave(long seed, Duration quiet, Set<String> those) {
    begin(those, new Drawing(seed, STAYS.get(Math.floorMod(seed, STAYS.size()))), quiet);
  }

  private void begin(Set<String> those, Drawing drawing, Duration quiet) {
    held = List.of("*");
    callers.clear();
    callers.addAll(those);
    pasts.clear();
    long turn = ++interleaving;
    var _ = Thread.ofVirtual().start(() -> letGoOneByOne(turn, drawing, quiet));
  }

  /** One more makes calls from now on. */
  public synchronized void join(String caller) {
    callers.add(caller);
    happenings++;
  }

  /** This one makes no more calls. */
  public synchronized void leave(String caller) {
    callers.remove(caller);
    happenings++;
    notifyAll();
  }

  /** Chooses the next call by a seed. */
  private static final class Drawing {
    private final RandomGenerator random;
    private final int stay;
    private String last = "";

    Drawing(long seed, int stay) {
      this.random = new SplittableRandom(seed);
      this.stay = stay;
    }

    Pass takeOne(List<Pass> waiting) {
      waiting.sort(Comparator.comparing(pass -> pass.key));
      List<Pass> same = waiting.stream().filter(pass -> pass.caller.equals(last)).toList();
      boolean stays = stay > 0 && !same.isEmpty() && random.nextInt(stay) > 0;
      List<Pass> among = stays ? same : waiting;
      Pass pass = among.get(random.nextInt(among.size()));
      waiting.remove(pass);
      last = pass.caller;
      return pass;
    }
  }

  private void letGoOneByOne(long turn, Drawing drawing, Duration quiet) {
    try {
      for (var pass = draw(turn, drawing, quiet); pass.isPresent(); ) {
        pass.get().released.countDown();
        pass.get().left.await();
        pass = draw(turn, drawing, quiet);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One of those that wait, once it is quiet; none when interleaving has ended. */
  private synchronized Optional<Pass> draw(long turn, Drawing drawing, Duration quiet)
      throws InterruptedException {
    long seen = -1;
    while (turn == interleaving) {
      if (waiting.isEmpty() || !allCallersWait()) {
        seen = -1;
        wait();
      } else if (nothingMoreComes()) {
        return Optional.of(drawing.takeOne(waiting));
      } else if (happenings == seen) {
        callers.forEach(this::learn);
        return Optional.of(drawing.takeOne(waiting));
      } else {
        seen = happenings;
        wait(quiet.toMillis());
      }
    }
    return Optional.empty();
  }

  private boolean allCallersWait() {
    return callers.stream()
        .allMatch(caller -> waiting.stream().anyMatch(pass -> pass.caller.equals(caller)));
  }

  /** Whether that is certain; the order of a lone caller's calls does not matter. */
  private boolean nothingMoreComes() {
    return callers.size() == 1
        || (!callers.isEmpty() && callers.stream().allMatch(this::makesNoMoreCalls));
  }

  /** Only reads are made at once. */
  private boolean makesNoMoreCalls(String caller) {
    boolean writes = waiting.stream().anyMatch(pass -> pass.caller.equals(caller) && !pass.isRead);
    return writes || waitingOf(caller) >= together.getOrDefault(past(caller), Integer.MAX_VALUE);
  }

  private void learn(String caller) {
    together.merge(past(caller), waitingOf(caller), Math::max);
  }

  private int waitingOf(String caller) {
    return Math.toIntExact(waiting.stream().filter(pass -> pass.caller.equals(caller)).count());
  }

  private long past(String caller) {
    return pasts.getOrDefault(caller, 0L) + mixed(caller);
  }

  private static long mixed(String text) {
    return new SplittableRandom(text.hashCode()).nextLong();
  }

  /** The call has ended like this. Values that differ from run to run in an answer do not count. */
  synchronized void ended(Pass pass, Object answer) {
    if (callers.contains(pass.caller)) {
      String lasting = UUIDS.matcher(answer.toString()).replaceAll("");
      pasts.merge(pass.caller, mixed(pass.key + lasting), Long::sum);
    }
  }

  /** Stop holding calls; those that wait proceed at once. */
  synchronized void open() {
    held = List.of();
    interleaving++;
    notifyAll();
    waiting.forEach(pass -> pass.released.countDown());
    waiting.clear();
  }

  /** Pass at once, or wait to be released. */
  Pass enter(AwsRequest request, String caller) {
    var pass = new Pass(caller, request);
    if (!isHeld(request, pass)) {
      return pass;
    }
    try {
      pass.released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return pass;
  }

  private synchronized boolean isHeld(AwsRequest request, Pass pass) {
    boolean isHeld =
        held.stream()
            .anyMatch(
                one -> Fault.matches(one, request.model().name(), request.operation().name()));
    if (isHeld) {
      waiting.add(pass);
      happenings++;
      notifyAll();
    }
    return isHeld;
  }
}

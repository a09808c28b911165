package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.wire.AwsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * Holds calls that arrive together and lets them go one after another, in an order drawn from a
 * seed: the same seed over the same calls gives the same order, whatever the order of arrival.
 */
public final class HoldGate {

  /** A call's way through the gate. */
  static final class Pass {
    private final String key;
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    private Pass(String key) {
      this.key = key;
    }

    void leave() {
      left.countDown();
    }
  }

  private List<String> held = List.of();
  private final List<Pass> waiting = new ArrayList<>();

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

  /** Wait until so many calls wait, or this long; whether they do. */
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

  /** Hold no more, and let all that wait go, one after another in the order of the seed. */
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
   * Hold all calls from now on, and let them go one by one, each drawn from the seed among those
   * that wait once no other has come for a while. The same seed over the same calls gives the same
   * order. Ends when calls are released.
   */
  public synchronized void interleave(long seed, Duration quiet) {
    held = List.of("*");
    long turn = ++interleaving;
    var _ = Thread.ofVirtual().start(() -> letGoOneByOne(turn, new Random(seed), quiet));
  }

  private void letGoOneByOne(long turn, Random random, Duration quiet) {
    try {
      for (var pass = draw(turn, random, quiet); pass.isPresent(); ) {
        pass.get().released.countDown();
        pass.get().left.await();
        pass = draw(turn, random, quiet);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One of those that wait, once it is quiet; none when interleaving has ended. */
  private synchronized Optional<Pass> draw(long turn, Random random, Duration quiet)
      throws InterruptedException {
    int seen = -1;
    while (turn == interleaving && (waiting.isEmpty() || waiting.size() != seen)) {
      seen = waiting.size();
      if (seen == 0) {
        wait();
      } else {
        wait(quiet.toMillis());
      }
    }
    if (turn != interleaving) {
      return Optional.empty();
    }
    waiting.sort(Comparator.comparing(pass -> pass.key));
    return Optional.of(waiting.remove(random.nextInt(waiting.size())));
  }

  /** Hold no more, and let all that wait go at once. */
  synchronized void open() {
    held = List.of();
    interleaving++;
    notifyAll();
    waiting.forEach(pass -> pass.released.countDown());
    waiting.clear();
  }

  /** Pass at once, or wait to be released. */
  Pass enter(AwsRequest request) {
    var pass = new Pass(request.qualifiedName() + " " + JsonWriter.canonical(request.input()));
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
      notifyAll();
    }
    return isHeld;
  }
}

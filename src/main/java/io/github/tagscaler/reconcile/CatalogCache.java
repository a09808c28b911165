package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The catalog, read when somebody needs it and kept for a minute.
 *
 * <p>Nothing is read before that, not at construction either: what a function reads while it is
 * initialised may be thawed from a snapshot weeks later. The wall clock tells the age, which goes
 * on while a function is frozen.
 */
public final class CatalogCache implements Supplier<Catalog> {

  /** How old a catalog may be. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  /**
   * How long one that cannot be read is left alone. Short, because until then every target fails;
   * but an endpoint has many targets and a batch many endpoints, and each would wait out its own
   * attempts at a service that does not answer. What failed comes again after half a minute at the
   * earliest.
   */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

  private final CatalogDocuments documents;
  private final InstantSource clock;
  private @Nullable Parsed parsed;
  private @Nullable Held held;

  /** A catalog of these documents, none of which is read yet. */
  public CatalogCache(CatalogDocuments documents, InstantSource clock) {
    this.documents = documents;
    this.clock = clock;
  }

  private record Parsed(List<DocumentText> texts, Catalog catalog) {}

  /** What is given out between two moments. */
  private record Held(Instant from, Instant until, Catalog catalog) {
    boolean holds(Instant now) {
      // A clock that was set back must not make it last.
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  /** The catalog; where it cannot be read, one that nobody can follow. */
  @Override
  public synchronized Catalog get() {
    var current = held;
    if (current == null || !current.holds(clock.instant())) {
      current = look();
      held = current;
    }
    return current.catalog();
  }

  /** Forgets what was read, so that whoever asks next gets what stands there now. */
  public synchronized void refresh() {
    held = null;
  }

  /** Forgets what was read before then. */
  public synchronized void refresh(Instant notBefore) {
    var current = held;
    if (current != null && current.from().isBefore(notBefore)) {
      held = null;
    }
  }

  /**
   * Reads again what was read before then, as a change hangs on it. Several functions run at once:
   * one whose catalog is a minute old must not undo what another one has just done by the new.
   *
   * @return whether it says something else now
   */
  synchronized boolean renewed(Instant notBefore) {
    var before = held;
    if (before == null || !before.from().isBefore(notBefore)) {
      return false;
    }
    held = null;
    return !get().equals(before.catalog());
  }

  /** Why it cannot be read at the moment; empty if it can, be it right or wrong. */
  public synchronized Optional<Problem> unreadable() {
    return Problem.firstTransient(get().unusable());
  }

  private Held look() {
    // Its age counts from before the reading, which may take a while itself.
    var asked = clock.instant();
    List<DocumentText> texts;
    try {
      texts = documents.read();
    } catch (CallFailedException unreadable) {
      var told = clock.instant();
      return new Held(told, told.plus(LEFT_ALONE), Catalog.unusable(problem(unreadable)));
    }
    return new Held(asked, asked.plus(KEPT), parsed(texts));
  }

  private Catalog parsed(List<DocumentText> texts) {
    var last = parsed;
    if (last == null || !last.texts().equals(texts)) {
      last = new Parsed(List.copyOf(texts), CatalogReader.read(texts));
      parsed = last;
    }
    return last.catalog();
  }

  /**
   * Always of the kind that is tried again, even where access was denied: nothing is wrong with the
   * target, and once the operator has helped, it should come right by itself.
   */
  private static Problem problem(CallFailedException unreadable) {
    return Problem.of(
        Code.SERVICE_ERROR,
        "The catalog cannot be read, and until it can, nothing is changed. "
            + unreadable.getMessage());
  }
}

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
import org.jspecify.annotations.Nullable;

/**
 * The catalog, read when it is first needed and kept for a minute.
 *
 * <p>Nothing is read earlier, not at construction either: what a function reads while it is
 * initialized may be restored from a snapshot weeks later. The age is measured by the wall clock,
 * which goes on while a function is frozen.
 */
public final class CatalogCache {

  /** How old a catalog may be. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  /**
   * How long a failed read is kept. Short, because every target fails until then; but an endpoint
   * has many targets and a batch many endpoints, and each would repeat the attempts on a service
   * that does not answer. What failed is retried after half a minute at the earliest.
   */
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

  private final CatalogDocuments documents;
  private final boolean platformRequired;
  private final InstantSource clock;
  private @Nullable Parsed parsed;
  private @Nullable Held held;

  /** A catalog of these documents, none of which is read yet. */
  public CatalogCache(CatalogDocuments documents, InstantSource clock) {
    this(documents, false, clock);
  }

  /**
   * As {@link #CatalogCache(CatalogDocuments, InstantSource)}.
   *
   * @param platformRequired whether nothing can be used without the platform team's document
   */
  public CatalogCache(CatalogDocuments documents, boolean platformRequired, InstantSource clock) {
    this.documents = documents;
    this.platformRequired = platformRequired;
    this.clock = clock;
  }

  private record Parsed(List<DocumentText> texts, Catalog catalog) {}

  /** The catalog that is returned from one moment to another. */
  private record Held(Instant from, Instant until, Catalog catalog) {
    boolean holds(Instant now) {
      // A clock that was set back must not make it last.
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  /** The catalog; an unusable one if it cannot be read. */
  public synchronized Catalog get() {
    var current = held;
    if (current == null || !current.holds(clock.instant())) {
      current = read();
      held = current;
    }
    return current.catalog();
  }

  /** The catalog, read now. */
  public synchronized Catalog reread() {
    held = null;
    return get();
  }

  /** Forgets a catalog that was read before then. */
  public synchronized void forgetOlderThan(Instant notBefore) {
    var current = held;
    if (current != null && current.from().isBefore(notBefore)) {
      held = null;
    }
  }

  /**
   * The catalog as it was then or later, for a change or a rejection. Several functions run at
   * once: one whose catalog is a minute old must not undo what another did by a newer one.
   */
  synchronized Catalog notOlderThan(Instant notBefore) {
    forgetOlderThan(notBefore);
    return get();
  }

  /** Why that catalog could not be read; empty if it was read, valid or not. */
  public static Optional<Problem> unreadable(Catalog catalog) {
    return Problem.firstTransient(catalog.unusable());
  }

  private Held read() {
    // Its age counts from before the reading, which may take a while itself.
    var asked = clock.instant();
    List<DocumentText> texts;
    try {
      texts = documents.read();
    } catch (CallFailedException unreadable) {
      var failed = clock.instant();
      return new Held(failed, failed.plus(FAILURE_KEPT), Catalog.unusable(problem(unreadable)));
    }
    return new Held(asked, asked.plus(KEPT), parsed(texts));
  }

  private Catalog parsed(List<DocumentText> texts) {
    var last = parsed;
    if (last == null || !last.texts().equals(texts)) {
      var catalog = CatalogReader.read(texts);
      last =
          new Parsed(List.copyOf(texts), platformRequired ? catalog.platformRequired() : catalog);
      parsed = last;
    }
    return last.catalog();
  }

  /**
   * Always a problem that is retried, even if access was denied: nothing is wrong with the target,
   * and it should recover by itself once the operator has acted.
   */
  private static Problem problem(CallFailedException unreadable) {
    return Problem.of(
        Code.SERVICE_ERROR,
        "The catalog cannot be read, and until it can, nothing is changed. "
            + unreadable.getMessage());
  }
}

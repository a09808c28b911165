package io.github.tagscaler.aws;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.NonRetryableException;

/**
 * A list of AWS that is fetched page by page. Unlike the SDK's paginators it can begin at a token,
 * and it ends with an error if AWS answers a token twice, because it would never end otherwise.
 */
final class PagedList<P> implements Iterable<P> {

  /** Fetches the page that a token stands for; the first one for {@code null}. */
  @FunctionalInterface
  interface Fetch<P> {
    P page(@Nullable String token);
  }

  /** The token of the page after a page; {@code null} or empty on the last one. */
  @FunctionalInterface
  interface Next<P> {
    @Nullable String token(P page);
  }

  private final Fetch<P> fetch;
  private final Next<P> next;

  PagedList(Fetch<P> fetch, Next<P> next) {
    this.fetch = fetch;
    this.next = next;
  }

  @Override
  public Pages iterator() {
    return from(null);
  }

  /** The pages from a token on; all of them if it is {@code null}. */
  Pages from(@Nullable String token) {
    return new Pages(token);
  }

  /** The entries of all pages, which are fetched as they are needed. */
  <T> Stream<T> entries(Function<P, ? extends Collection<T>> ofPage) {
    return StreamSupport.stream(spliterator(), false).map(ofPage).flatMap(Collection::stream);
  }

  /** The entries of all pages. */
  <T> List<T> all(Function<P, ? extends Collection<T>> ofPage) {
    return entries(ofPage).toList();
  }

  /** Fetches one page after the other; after a failure, the same page is next. */
  final class Pages implements Iterator<P> {
    private final Set<String> seen = new HashSet<>();
    private @Nullable String token;
    private boolean more = true;

    private Pages(@Nullable String token) {
      this.token = token;
      if (token != null) {
        seen.add(token);
      }
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public P next() {
      if (!more) {
        throw new NoSuchElementException();
      }
      var page = fetch.page(token);
      var following = next.token(page);
      more = following != null && !following.isEmpty();
      if (more && !seen.add(following)) {
        throw NonRetryableException.create(
            "AWS answered the same NextToken twice, so that the list would never end");
      }
      token = more ? following : null;
      return page;
    }

    /** The token of the next page; empty for the first page, and after the last one. */
    Optional<String> token() {
      return Optional.ofNullable(token);
    }
  }
}

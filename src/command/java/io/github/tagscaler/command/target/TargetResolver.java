package io.github.tagscaler.command.target;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.target.ExistingTarget.OfComponent;
import io.github.tagscaler.command.target.ExistingTarget.OfEndpoint;
import io.github.tagscaler.command.target.ExistingTarget.OfVariant;
import io.github.tagscaler.command.target.ResourceNames.Named;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.Variant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a target on the command line names. A name in its exact case takes precedence; else
 * case does not matter, as ARNs are in lower case. What does not exist is an error of usage, with
 * what was probably meant.
 */
public final class TargetResolver {
  private final SageMakerResources sageMaker;
  private final ResourceNames names;
  private final String region;

  /** A resolver in one region. */
  public TargetResolver(SageMakerResources sageMaker, ResourceNames names, String region) {
    this.sageMaker = sageMaker;
    this.names = names;
    this.region = region;
  }

  /**
   * The target.
   *
   * @throws UsageException if it does not exist, or the name may mean several
   * @throws CallFailedException if it cannot be read
   */
  public ExistingTarget resolve(String text) {
    var argument = TargetArgument.read(text);
    TargetArgument.regionOf(text)
        .filter(other -> !other.equals(region))
        .ifPresent(other -> {
          throw new UsageException(
              "%s is in %s, and you are asking in %s. Add --region %s."
                  .formatted(text.strip(), other, region, other));
        });
    var found = find(argument);
    TargetArgument.accountOf(text)
        .filter(other -> !other.equals(account(found.arn())))
        .ifPresent(other -> {
          throw new UsageException(
              "%s is in account %s, and your credentials are of account %s. Use those of the other account, such as with --profile."
                  .formatted(text.strip(), other, account(found.arn())));
        });
    return found;
  }

  private ExistingTarget find(TargetArgument argument) {
    return switch (argument) {
      case TargetArgument.OfEndpoint(var name) -> new OfEndpoint(endpoint(name));
      case TargetArgument.OfVariant(var endpoint, var variant) ->
          variant(endpoint(endpoint), variant);
      case TargetArgument.OfComponent(var name) ->
          component(name).orElseThrow(() -> missing("inference component", name));
      case TargetArgument.Bare(var name) -> bare(name);
    };
  }

  private Endpoint endpoint(String name) {
    return anyCase(name, this::exactEndpoint, names::endpoints)
        .orElseThrow(() -> missing("endpoint", name));
  }

  private Optional<Endpoint> exactEndpoint(String name) {
    return sageMaker.endpoint(name, null).filter(found -> found.name().equals(name));
  }

  private Optional<OfComponent> component(String name) {
    return anyCase(name, this::exactComponent, names::components);
  }

  private Optional<OfComponent> exactComponent(String name) {
    return sageMaker
        .component(name)
        .filter(found -> found.name().equals(name))
        .map(OfComponent::new);
  }

  private static <T> Optional<T> anyCase(
      String name, Function<String, Optional<T>> exact, Supplier<List<Named>> all) {
    return exact
        .apply(name)
        .or(() -> {
          var alike = namesLike(name, all.get());
          if (alike.size() > 1) {
            throw new UsageException(
                "%s differ only in case. Write the one you mean as it is."
                    .formatted(listed(alike, " and ")));
          }
          return alike.stream().findFirst().flatMap(exact);
        });
  }

  private static ExistingTarget variant(Endpoint endpoint, String name) {
    var known = endpoint.variants().stream().map(Variant::name).toList();
    return Stream.<Predicate<String>>of(name::equals, name::equalsIgnoreCase)
        .flatMap(same -> endpoint.variants().stream().filter(each -> same.test(each.name())))
        .findFirst()
        .map(variant -> new OfVariant(endpoint, variant))
        .orElseThrow(() ->
            new UsageException(
                "endpoint/%s has no variant \"%s\".%s Variants: %s."
                    .formatted(
                        endpoint.name(), name, didYouMean(name, known), String.join(", ", known))));
  }

  /** An endpoint or a component: with a name that both have in the same way, it has to be said. */
  private ExistingTarget bare(String name) {
    var exact = either(name, this::exactEndpoint, this::exactComponent);
    return exact
        .or(() ->
            either(
                name, any -> anyCase(any, this::exactEndpoint, names::endpoints), this::component))
        .orElseThrow(() -> missing(null, name));
  }

  private static Optional<ExistingTarget> either(
      String name,
      Function<String, Optional<Endpoint>> endpoints,
      Function<String, Optional<OfComponent>> components) {
    var endpoint = Attempt.of(() -> endpoints.apply(name).map(OfEndpoint::new));
    var component = Attempt.of(() -> components.apply(name));
    if (endpoint.found().isPresent() && component.found().isPresent()) {
      throw new UsageException(
          "\"%s\" is the name of an endpoint and of an inference component. Write %s or %s."
              .formatted(name, endpoint.found().get().wire(), component.found().get().wire()));
    }
    var found = Stream.of(endpoint, component).flatMap(each -> each.found().stream()).findFirst();
    if (found.isEmpty()) {
      Stream.of(endpoint, component)
          .flatMap(each -> Stream.ofNullable(each.failure()))
          .findFirst()
          .ifPresent(failure -> {
            throw failure;
          });
    }
    return found.map(each -> each);
  }

  /** What was found; where one kind may not be read, the other may still be the one. */
  private record Attempt(
      Optional<? extends ExistingTarget> found, @Nullable CallFailedException failure) {
    static Attempt of(Supplier<Optional<? extends ExistingTarget>> read) {
      try {
        return new Attempt(read.get(), null);
      } catch (CallFailedException failure) {
        return new Attempt(Optional.empty(), failure);
      }
    }
  }

  /**
   * Nothing has that name.
   *
   * @param kind the kind that was named; {@code null} for either
   */
  private UsageException missing(@Nullable String kind, String name) {
    var endpoints = names.endpoints();
    var components = names.components();
    var all = Stream.concat(endpoints.stream(), components.stream()).toList();
    var elsewhere =
        kind == null
            ? List.<String>of()
            : Stream.concat(
                    namesLike(name, endpoints).stream().map(each -> "endpoint/" + each),
                    namesLike(name, components).stream().map(each -> "inference-component/" + each))
                .toList();
    var known =
        (kind == null ? all : kind.equals("endpoint") ? endpoints : components)
            .stream().map(Named::name).distinct().toList();
    return new UsageException(
        "No %s \"%s\" in %s.%s"
            .formatted(
                kind == null ? "endpoint or inference component" : kind,
                name,
                place(all),
                elsewhere.isEmpty()
                    ? didYouMean(name, known)
                    : " Did you mean %s?".formatted(String.join(" or ", elsewhere))));
  }

  private String place(List<Named> all) {
    return all.stream().findFirst().map(any -> account(any.arn()) + "/" + region).orElse(region);
  }

  private static String account(String arn) {
    return arn.split(":", -1)[4];
  }

  private static String didYouMean(String name, List<String> known) {
    return Suggestions.closest(name, known)
        .map(near -> " Did you mean \"%s\"?".formatted(near))
        .orElseGet(() -> longer(name, known));
  }

  /** Names of which the given one is a part. */
  private static String longer(String name, List<String> known) {
    var part = name.toLowerCase(Locale.ROOT);
    var longer =
        known.stream()
            .filter(each -> each.toLowerCase(Locale.ROOT).contains(part))
            .sorted(Comparator.comparingInt(String::length).thenComparing(each -> each))
            .limit(3)
            .toList();
    return longer.isEmpty() ? "" : " Did you mean %s?".formatted(listed(longer, " or "));
  }

  private static List<String> namesLike(String name, List<Named> all) {
    return all.stream().map(Named::name).filter(name::equalsIgnoreCase).distinct().toList();
  }

  private static String listed(List<String> words, String last) {
    var quoted = words.stream().map("\"%s\""::formatted).toList();
    int most = quoted.size() - 1;
    return most == 0
        ? quoted.getFirst()
        : quoted.subList(0, most).stream().collect(Collectors.joining(", "))
            + last
            + quoted.get(most);
  }
}

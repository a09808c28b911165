package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.service.Pages;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.InferenceComponent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** ListEndpoints and ListInferenceComponents: filtered, sorted, page by page. */
final class Listings {

  private static final int DEFAULT_PAGE = 10;

  private final Account account;

  Listings(Account account) {
    this.account = account;
  }

  JsonObject endpoints(JsonObject request) {
    return list(
        "Endpoints",
        request,
        account.sageMaker().endpoints().values().stream().map(Listings::entry));
  }

  JsonObject components(JsonObject request) {
    Optional<String> endpoint = request.findText("EndpointNameEquals");
    Optional<String> variant = request.findText("VariantNameEquals");
    return list(
        "InferenceComponents",
        request,
        account.sageMaker().components().values().stream()
            .filter(component -> matches(endpoint, component.endpointName()))
            .filter(component -> matches(variant, component.variantName()))
            .map(Listings::entry));
  }

  /** A resource that can be listed: the values for filters and orders, and its summary. */
  private record Entry(
      String name,
      String status,
      Instant created,
      Instant modified,
      Supplier<JsonObject> summary) {}

  private static Entry entry(Endpoint endpoint) {
    return new Entry(
        endpoint.name(),
        endpoint.status(),
        endpoint.creationTime(),
        endpoint.lastModifiedTime(),
        endpoint::summary);
  }

  private static Entry entry(InferenceComponent component) {
    return new Entry(
        component.name(),
        component.status(),
        component.creationTime(),
        component.lastModifiedTime(),
        component::summary);
  }

  private static JsonObject list(String member, JsonObject request, Stream<Entry> entries) {
    List<Entry> found =
        entries.filter(entry -> isWanted(entry, request)).sorted(order(request)).toList();
    int pageSize = request.findWhole("MaxResults").orElse(DEFAULT_PAGE);
    return new Pages("NextToken", pageSize, "ValidationException")
        .page(member, found, entry -> entry.summary().get(), request);
  }

  private static boolean isWanted(Entry entry, JsonObject request) {
    return matches(request.findText("StatusEquals"), entry.status())
        && request
            .findText("NameContains")
            .map(part ->
                entry.name().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)))
            .orElse(true)
        && isBetween(request, "CreationTime", entry.created())
        && isBetween(request, "LastModifiedTime", entry.modified());
  }

  private static boolean isBetween(JsonObject request, String member, Instant time) {
    return request.findTime(member + "After").map(time::isAfter).orElse(true)
        && request.findTime(member + "Before").map(time::isBefore).orElse(true);
  }

  private static boolean matches(Optional<String> wanted, String actual) {
    return wanted.map(actual::equals).orElse(true);
  }

  /** The latest first, unless asked otherwise (SageMaker API reference, ListEndpoints). */
  private static Comparator<Entry> order(JsonObject request) {
    Comparator<Entry> order =
        switch (request.findText("SortBy").orElse("CreationTime")) {
          case "Name" -> Comparator.comparing(Entry::name);
          case "Status" -> Comparator.comparing(Entry::status);
          default -> Comparator.comparing(Entry::created);
        };
    boolean ascending = request.findText("SortOrder").filter("Ascending"::equals).isPresent();
    return (ascending ? order : order.reversed()).thenComparing(Entry::name);
  }
}

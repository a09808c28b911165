package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A target with its tags: the variant {@code blue} of the endpoint {@code chat}, or the component
 * {@code llama} on it, by default.
 */
record TaggedResource(
    Kind kind,
    Map<String, String> endpointTags,
    Map<String, String> componentTags,
    String variant,
    List<String> variants,
    List<String> instanceTypes,
    int maxConcurrency,
    Optional<Integer> hostMinInstances,
    Optional<String> stackDefault,
    Catalog catalog) {

  static final String PREFIX = "autoscaling:";

  /** The policies that come with Tagscaler, and nothing else. */
  static final Catalog BUNDLED = CatalogReader.read(List.of());

  /** A resource of the kind that is spelled so. */
  static TaggedResource ofKind(String wire) {
    return of(
        Stream.of(Kind.values())
            .filter(kind -> kind.wire().equals(wire))
            .findFirst()
            .orElseThrow());
  }

  static TaggedResource of(Kind kind) {
    return new TaggedResource(
        kind,
        Map.of(),
        Map.of(),
        "blue",
        List.of("blue"),
        List.of(),
        200,
        Optional.of(0),
        Optional.empty(),
        BUNDLED);
  }

  static TaggedResource instance() {
    return of(Kind.REAL_TIME);
  }

  static TaggedResource async() {
    return of(Kind.ASYNC);
  }

  static TaggedResource serverless() {
    return of(Kind.SERVERLESS);
  }

  static TaggedResource component() {
    return of(Kind.COMPONENT);
  }

  /** The endpoint's tags as {@code "min = 1; max@blue = 6"}, without the prefix. */
  TaggedResource tags(@Nullable String text) {
    return endpointTags(parse(text));
  }

  /** The component's own tags, in the same form. */
  TaggedResource own(@Nullable String text) {
    return componentTags(parse(text));
  }

  TaggedResource endpointTags(Map<String, String> tags) {
    return new TaggedResource(
        kind,
        tags,
        componentTags,
        variant,
        variants,
        instanceTypes,
        maxConcurrency,
        hostMinInstances,
        stackDefault,
        catalog);
  }

  TaggedResource componentTags(Map<String, String> tags) {
    return new TaggedResource(
        kind,
        endpointTags,
        tags,
        variant,
        variants,
        instanceTypes,
        maxConcurrency,
        hostMinInstances,
        stackDefault,
        catalog);
  }

  /** That variant, of an endpoint that has these as well. */
  TaggedResource variant(String name, String... others) {
    var all = new ArrayList<>(List.of(others));
    all.addFirst(name);
    return new TaggedResource(
        kind,
        endpointTags,
        componentTags,
        name,
        all,
        instanceTypes,
        maxConcurrency,
        hostMinInstances,
        stackDefault,
        catalog);
  }

  TaggedResource types(String... types) {
    return new TaggedResource(
        kind,
        endpointTags,
        componentTags,
        variant,
        variants,
        List.of(types),
        maxConcurrency,
        hostMinInstances,
        stackDefault,
        catalog);
  }

  TaggedResource maxConcurrency(int most) {
    return new TaggedResource(
        kind,
        endpointTags,
        componentTags,
        variant,
        variants,
        instanceTypes,
        most,
        hostMinInstances,
        stackDefault,
        catalog);
  }

  /** A component on a variant that keeps so many instances; empty if that is unknown. */
  TaggedResource hostMinInstances(Optional<Integer> instances) {
    return new TaggedResource(
        kind,
        endpointTags,
        componentTags,
        variant,
        variants,
        instanceTypes,
        maxConcurrency,
        instances,
        stackDefault,
        catalog);
  }

  TaggedResource stackDefault(@Nullable String value) {
    return new TaggedResource(
        kind,
        endpointTags,
        componentTags,
        variant,
        variants,
        instanceTypes,
        maxConcurrency,
        hostMinInstances,
        Optional.ofNullable(value),
        catalog);
  }

  TaggedResource catalog(Catalog other) {
    return new TaggedResource(
        kind,
        endpointTags,
        componentTags,
        variant,
        variants,
        instanceTypes,
        maxConcurrency,
        hostMinInstances,
        stackDefault,
        other);
  }

  /** With the platform team's document of that text, which must be valid. */
  TaggedResource platform(String text) {
    return catalog(TestCatalogs.platform(text));
  }

  PolicyTags read() {
    var reader =
        new PolicyReader(
            PREFIX,
            stackDefault.map(value -> new Origin.StackSetting("TAGSCALER_DEFAULT_POLICY", value)),
            ZoneId.of("UTC"));
    return kind == Kind.COMPONENT
        ? reader.component("llama", componentTags, "chat", endpointTags)
        : reader.variant("chat", endpointTags, variant, variants);
  }

  ScalableResource resource() {
    var arn = "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/chat";
    var id = new EndpointVariant("chat", variant);
    return switch (kind) {
      case REAL_TIME -> new InstanceVariant(id, false, arn, 1, instanceTypes);
      case ASYNC -> new InstanceVariant(id, true, arn, 1, instanceTypes);
      case SERVERLESS -> new ServerlessVariant(id, arn, 1, maxConcurrency);
      case COMPONENT ->
          new HostedComponent(
              new InferenceComponent("llama"), arn, "chat", variant, 1, hostMinInstances);
    };
  }

  Reading reading() {
    return read().desired(resource(), catalog);
  }

  /** The desired policy of valid tags. */
  DesiredPolicy policy() {
    return switch (reading()) {
      case Reading.Declared(var policy, var warnings) -> policy;
      case Reading.Invalid invalid -> throw new AssertionError(invalid);
    };
  }

  /** All problems; none for valid tags. */
  List<Problem> problems() {
    return switch (reading()) {
      case Reading.Declared declared -> List.of();
      case Reading.Invalid(var problems, var warnings) -> problems;
    };
  }

  /** The result, as {@link Description} writes it. */
  String shown() {
    return String.join("\n", Description.of(this));
  }

  static Map<String, String> parse(@Nullable String text) {
    var tags = new LinkedHashMap<String, String>();
    if (text != null && !text.isBlank()) {
      for (var tag : text.split(";", -1)) {
        var parts = tag.split("=", 2);
        tags.put(PREFIX + parts[0].strip(), parts[1].strip());
      }
    }
    return tags;
  }

  /** The origin of a value from a tag of the endpoint. */
  static Origin.Tag tag(String name, String value) {
    return new Origin.Tag(PREFIX + name, value, "endpoint/chat");
  }

  /** Without the bundled policies, which are long and always there. */
  @Override
  public String toString() {
    return "%s, endpoint %s, component %s, %s of %s, types %s, MaxConcurrency %d, host %s, stack %s%s"
        .formatted(
            kind,
            endpointTags,
            componentTags,
            variant,
            variants,
            instanceTypes,
            maxConcurrency,
            hostMinInstances,
            stackDefault,
            catalog.equals(BUNDLED) ? "" : ", " + catalog);
  }
}

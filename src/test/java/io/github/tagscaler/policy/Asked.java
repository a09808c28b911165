package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A target with its tags: the variant {@code blue} of the endpoint {@code chat}, or the component
 * {@code llama} on it, unless said otherwise.
 */
record Asked(
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

  static Asked of(Kind kind) {
    return new Asked(
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

  static Asked instance() {
    return of(Kind.REAL_TIME);
  }

  static Asked async() {
    return of(Kind.ASYNC);
  }

  static Asked serverless() {
    return of(Kind.SERVERLESS);
  }

  static Asked component() {
    return of(Kind.COMPONENT);
  }

  /** The endpoint's tags as {@code "min = 1; max@blue = 6"}, without the prefix. */
  Asked tags(@Nullable String text) {
    return endpointTags(parse(text));
  }

  /** The component's own tags, in the same form. */
  Asked own(@Nullable String text) {
    return componentTags(parse(text));
  }

  Asked endpointTags(Map<String, String> tags) {
    return new Asked(
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

  Asked componentTags(Map<String, String> tags) {
    return new Asked(
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
  Asked variant(String name, String... others) {
    var all = new ArrayList<>(List.of(others));
    all.addFirst(name);
    return new Asked(
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

  Asked types(String... types) {
    return new Asked(
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

  Asked maxConcurrency(int most) {
    return new Asked(
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

  /** A component on a variant that keeps so many instances; empty for not known. */
  Asked hostMinInstances(Optional<Integer> instances) {
    return new Asked(
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

  Asked stackDefault(@Nullable String value) {
    return new Asked(
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

  Asked catalog(Catalog other) {
    return new Asked(
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

  /** With the platform team's document of that text, which must be right. */
  Asked platform(String text) {
    return catalog(Catalogs.platform(text));
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
    return new ScalableResource(
        kind == Kind.COMPONENT
            ? new InferenceComponent("llama")
            : new EndpointVariant("chat", variant),
        kind,
        "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/chat",
        "chat",
        variant,
        1,
        instanceTypes,
        kind == Kind.SERVERLESS ? Optional.of(maxConcurrency) : Optional.empty(),
        kind == Kind.COMPONENT ? hostMinInstances : Optional.empty());
  }

  Reading reading() {
    return read().desired(resource(), catalog);
  }

  /** The wish of tags that are right. */
  DesiredPolicy wish() {
    return switch (reading()) {
      case Reading.Declared(var wish, var warnings) -> wish;
      case Reading.Invalid invalid -> throw new AssertionError(invalid);
    };
  }

  /** All that is wrong; nothing for tags that are right. */
  List<Problem> problems() {
    return switch (reading()) {
      case Reading.Declared declared -> List.of();
      case Reading.Invalid(var problems, var warnings) -> problems;
    };
  }

  /** What it comes to, as {@link Shown} tells it. */
  String shown() {
    return String.join("\n", Shown.of(this));
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

  /** Without the bundled policies, which are long and everybody's. */
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

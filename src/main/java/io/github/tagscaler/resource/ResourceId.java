package io.github.tagscaler.resource;

import java.util.Optional;
import java.util.regex.Pattern;

/** The resource ID by which Application Auto Scaling knows a scalable resource. */
public sealed interface ResourceId {

  /** The API's spelling. */
  String wire();

  /** The resource with that ID; empty if it is not one of SageMaker. */
  static Optional<ResourceId> of(String wire) {
    var variant = EndpointVariant.WIRE.matcher(wire);
    if (variant.matches()) {
      return Optional.of(new EndpointVariant(variant.group(1), variant.group(2)));
    }
    var component = InferenceComponent.WIRE.matcher(wire);
    if (component.matches()) {
      return Optional.of(new InferenceComponent(component.group(1)));
    }
    return Optional.empty();
  }

  /** A production variant of an endpoint; both names in their own case. */
  record EndpointVariant(String endpoint, String variant) implements ResourceId {
    private static final Pattern WIRE = Pattern.compile("endpoint/([^/]+)/variant/([^/]+)");

    @Override
    public String wire() {
      return prefixOf(endpoint) + variant;
    }

    /** What the IDs of all variants of an endpoint start with. */
    public static String prefixOf(String endpoint) {
      return "endpoint/" + endpoint + "/variant/";
    }
  }

  /** An inference component; its name in its own case. */
  record InferenceComponent(String component) implements ResourceId {
    private static final Pattern WIRE = Pattern.compile("inference-component/([^/]+)");

    @Override
    public String wire() {
      return "inference-component/" + component;
    }
  }
}

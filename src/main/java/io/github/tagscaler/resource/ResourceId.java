package io.github.tagscaler.resource;

/** The resource ID by which Application Auto Scaling knows a scalable resource. */
public sealed interface ResourceId {

  /** The API's spelling. */
  String wire();

  /** A production variant of an endpoint; both names in their own case. */
  record EndpointVariant(String endpoint, String variant) implements ResourceId {
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
    @Override
    public String wire() {
      return "inference-component/" + component;
    }
  }
}

package io.github.tagscaler.reconcile;

import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: the current state of SageMaker. Empty means AWS's not-found answer, confirmed by the
 * absence of the name from the list, and nothing else; every other failure is a {@link
 * CallFailedException}.
 */
public interface SageMakerResources {

  /** The tags of an endpoint or component, by its ARN; empty if it is gone. */
  Optional<Map<String, String>> tags(String arn);

  /**
   * The endpoint of that name.
   *
   * @param likelyConfig the name of the endpoint config, if it is known: it is read at the same
   *     time
   */
  Optional<Endpoint> endpoint(String name, @Nullable String likelyConfig);

  /**
   * The name, in its own case, of the endpoint that an ARN names in lower case; empty if there is
   * none.
   */
  Optional<String> endpointName(String lowerCased);

  /** The component of that name. */
  Optional<Component> component(String name);

  /** As {@link #endpointName}, for a component. */
  Optional<String> componentName(String lowerCased);

  /** The names of all components that an endpoint hosts, also of an endpoint that is gone. */
  List<String> componentsOf(String endpoint);
}

package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.TargetId;
import io.github.tagscaler.standin.state.Variant;

/** Finds what a target points at. */
final class Resources {

  private final Account account;

  Resources(Account account) {
    this.account = account;
  }

  ScalableResource find(TargetId target) {
    Dimension dimension = Dimension.of(target);
    String name = dimension.part(target, 1);
    return switch (dimension) {
      case COPY_COUNT ->
          new ScalableResource.Copies(
              account
                  .sageMaker()
                  .component(name)
                  .orElseThrow(() -> notFound("inference component " + name)));
      case INSTANCE_COUNT -> {
        Endpoint endpoint = endpoint(name);
        yield new ScalableResource.Instances(endpoint, variant(endpoint, dimension, target));
      }
      case PROVISIONED_CONCURRENCY -> {
        Endpoint endpoint = endpoint(name);
        yield new ScalableResource.Concurrency(endpoint, variant(endpoint, dimension, target));
      }
    };
  }

  private Endpoint endpoint(String name) {
    return account.sageMaker().endpoint(name).orElseThrow(() -> notFound("endpoint " + name));
  }

  private static Variant variant(Endpoint endpoint, Dimension dimension, TargetId target) {
    String name = dimension.part(target, 2);
    if (endpoint.isShadow(name)) {
      throw AwsFailure.validation(
          "Variant "
              + name
              + " is a shadow variant and cannot be registered as a scalable target.");
    }
    return endpoint
        .variant(name)
        .orElseThrow(() -> notFound("variant " + name + " of endpoint " + endpoint.name()));
  }

  /** AWS documents the ValidationException but not its text. */
  private static AwsFailure notFound(String what) {
    return AwsFailure.validation(
        "Could not find " + what + " to register it as a scalable target.");
  }
}

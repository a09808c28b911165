package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.InferenceComponent;
import io.github.tagscaler.standin.state.Variant;
import java.util.Optional;

/** The resource of a scalable target, as Application Auto Scaling reads and scales it. */
sealed interface ScalableResource {

  int capacity();

  /** Set the capacity; it is there once the resource has settled. */
  void move(int capacity, Account account);

  /** The status if it is not InService. */
  Optional<String> unreadyStatus();

  /** The name by which messages call it. */
  String label();

  /** The least that min capacity may be. */
  int lowestMin();

  /** The least that max capacity may be. */
  default int lowestMax() {
    return lowestMin();
  }

  /** Refuse what can never be scaled. */
  void requireScalable();

  /** A capacity of a variant, which is busy while its endpoint is. */
  sealed interface OfVariant extends ScalableResource {

    Endpoint endpoint();

    @Override
    default Optional<String> unreadyStatus() {
      return Optional.of(endpoint().status()).filter(_ -> !endpoint().isInService());
    }

    @Override
    default String label() {
      return "endpoint " + endpoint().name();
    }
  }

  /** The instances of a variant. */
  record Instances(Endpoint endpoint, Variant variant) implements OfVariant {
    @Override
    public int capacity() {
      return variant.desiredInstanceCount();
    }

    @Override
    public void move(int capacity, Account account) {
      variant.setDesiredInstanceCount(capacity);
      endpoint.start("Updating", account.now(), account.settled());
    }

    /**
     * Zero only where requests wait in a queue. The API reference allows 0 for all variants; the
     * SageMaker developer guide, Auto scaling policy overview, has 1 for real-time ones.
     */
    @Override
    public int lowestMin() {
      return endpoint.isAsync() ? 0 : 1;
    }

    @Override
    public void requireScalable() {
      VariantRules.requireInstances(variant);
      // AWS knows the type even when the configuration that named it is deleted.
      variant.instanceTypes().forEach(VariantRules::requireNotBurstable);
    }
  }

  /** The provisioned concurrency of a serverless variant. */
  record Concurrency(Endpoint endpoint, Variant variant) implements OfVariant {
    @Override
    public int capacity() {
      return variant.desiredProvisionedConcurrency().orElse(0);
    }

    @Override
    public void move(int capacity, Account account) {
      variant.updateServerless(JsonObject.of("ProvisionedConcurrency", (long) capacity));
      endpoint.start("Updating", account.now(), account.settled());
    }

    /** SageMaker developer guide, Automatically scale provisioned concurrency: 1 or more. */
    @Override
    public int lowestMin() {
      return 1;
    }

    @Override
    public void requireScalable() {
      VariantRules.requireProvisionedConcurrency(variant);
    }
  }

  /** The copies of an inference component. */
  record Copies(InferenceComponent component) implements ScalableResource {
    @Override
    public int capacity() {
      return component.desiredCopyCount();
    }

    @Override
    public void move(int capacity, Account account) {
      component.setDesiredCopyCount(capacity);
      component.start("Updating", account.now(), account.settled());
    }

    @Override
    public Optional<String> unreadyStatus() {
      return Optional.of(component.status()).filter(_ -> !component.isInService());
    }

    @Override
    public String label() {
      return "inference component " + component.name();
    }

    @Override
    public int lowestMin() {
      return 0;
    }

    /**
     * AWS does not say that an adapter scales on its own; it has no copies, so here it does not.
     */
    @Override
    public void requireScalable() {
      if (component.isAdapter()) {
        throw AwsFailure.validation(
            "Inference component "
                + component.name()
                + " is an adapter and cannot be registered as a scalable target. Register its base.");
      }
    }
  }
}

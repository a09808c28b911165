package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.model.AwsFailure;

/** The min and max capacity of a target, both inclusive, as they may be set. */
record Bounds(int min, int max) {

  /** Reject bounds that the resource cannot have. AWS does not publish these texts. */
  void requireFor(ScalableResource resource) {
    requireOrder();
    if (min < resource.lowestMin()) {
      throw AwsFailure.validation(
          "Minimum capacity must be at least %d for %s, was %d."
              .formatted(resource.lowestMin(), resource.label(), min));
    }
    if (max < resource.lowestMax()) {
      throw AwsFailure.validation(
          "Maximum capacity must be at least %d for %s, was %d."
              .formatted(resource.lowestMax(), resource.label(), max));
    }
  }

  void requireOrder() {
    if (min < 0) {
      throw AwsFailure.validation("Minimum capacity cannot be negative, was " + min + ".");
    }
    if (max < min) {
      throw AwsFailure.validation(
          "Maximum capacity cannot be less than minimum capacity: max %d, min %d."
              .formatted(max, min));
    }
  }
}

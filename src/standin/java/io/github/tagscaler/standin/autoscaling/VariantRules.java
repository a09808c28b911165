package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Variant;

/** Which variants can be registered, and with which dimension. */
final class VariantRules {

  private VariantRules() {}

  static void requireInstances(Variant variant) {
    if (variant.isServerless()) {
      throw AwsFailure.validation(
          "Variant " + variant.name() + " is serverless and has no instances to scale.");
    }
    // SageMaker developer guide, Auto scaling inference components: copies are scaled, and managed
    // instance scaling follows with instances. That AWS refuses the variant is not published; two
    // controllers would fight over it, so here it is refused.
    if (variant.hostsComponents() || variant.scalesItsInstances()) {
      throw AwsFailure.validation(
          "Variant "
              + variant.name()
              + " hosts inference components. Register the inference components instead.");
    }
  }

  /** The text is AWS's, as users report it. */
  static void requireNotBurstable(String instanceType) {
    if (instanceType.matches("ml\\.t[0-9].*")) {
      throw AwsFailure.validation(
          "You cannot register a variant with "
              + instanceType
              + " instance type as a scalable"
              + " target. This is because the burstable performance of these instances can lead to"
              + " unpredictable behavior with Auto Scaling.");
    }
  }

  static void requireProvisionedConcurrency(Variant variant) {
    if (!variant.isServerless()) {
      throw AwsFailure.validation(
          "Variant " + variant.name() + " is not serverless and has no provisioned concurrency.");
    }
    // SageMaker developer guide, Automatically scale provisioned concurrency, prerequisites.
    if (variant.desiredProvisionedConcurrency().isEmpty()) {
      throw AwsFailure.validation(
          "Variant "
              + variant.name()
              + " has no provisioned concurrency: set it on the endpoint before registering.");
    }
  }
}

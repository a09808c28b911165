package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.model.ServiceModel;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models of the services that the stand-in answers for. */
public final class ServiceModels {

  /** Loaded once: the models are large and never change. */
  private static final Map<String, ServiceModel> MODELS =
      Stream.of(
              "sagemaker",
              "application-autoscaling",
              "events",
              "ssm",
              "sqs",
              "resourcegroupstaggingapi",
              "cloudwatch",
              "sagemaker-runtime",
              "cloudformation",
              "cloudtrail",
              "iam",
              "lambda",
              "sts")
          .map(ServiceModel::load)
          .collect(Collectors.toUnmodifiableMap(ServiceModel::name, Function.identity()));

  /** Services whose calls never make anything happen sooner. */
  static final Set<String> IDLE =
      Set.of(
          "sqs",
          "events",
          "resourcegroupstaggingapi",
          "cloudformation",
          "cloudtrail",
          "iam",
          "lambda",
          "sts");

  private ServiceModels() {}

  public static Map<String, ServiceModel> all() {
    return MODELS;
  }
}

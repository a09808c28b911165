package io.github.tagscaler.standin.service;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The behaviour of one AWS service. Its operations take and give what the service's model says, and
 * throw {@link AwsFailure} for what AWS refuses beyond the model.
 */
public interface AwsService {

  /** The name of the service's model, such as {@code sagemaker}. */
  String model();

  /** The part before the colon in an IAM action, such as {@code sagemaker}. */
  String iamPrefix();

  /** The operations by name. */
  Map<String, UnaryOperator<JsonObject>> operations();

  /** The error type for what the model refuses. */
  default String validationType() {
    return "ValidationException";
  }
}

package io.github.tagscaler.standin.wire;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.ServiceModel;
import io.github.tagscaler.standin.model.ServiceModel.Operation;

/** A call as it was read from the wire, not yet held against the model. */
public record AwsRequest(ServiceModel model, Operation operation, JsonObject input) {

  /** Such as {@code sagemaker:ListTags}. */
  public String qualifiedName() {
    return model.name() + ":" + operation.name();
  }
}

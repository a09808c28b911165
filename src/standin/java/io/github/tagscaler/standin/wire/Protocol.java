package io.github.tagscaler.standin.wire;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;

/** One of the ways in which AWS services speak. */
public interface Protocol {

  /** Whether a request is in this protocol. */
  boolean speaks(HttpMessage message);

  /** The call that a request is; what cannot be read is thrown as {@link AwsFailure}. */
  AwsRequest read(HttpMessage message);

  HttpAnswer answer(AwsRequest request, JsonObject output, String requestId);

  HttpAnswer failure(AwsFailure failure, String requestId);
}

package io.github.tagscaler.standin.wire;

import io.github.tagscaler.standin.json.JsonException;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.model.ServiceModel;
import io.github.tagscaler.standin.model.ServiceModel.Operation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * AWS JSON 1.0 and 1.1: the operation is in the header X-Amz-Target, the members are in the body,
 * times are epoch seconds, and the type of an error is in {@code __type}.
 */
public final class JsonProtocol implements Protocol {

  private static final String TARGET = "X-Amz-Target";

  private final Map<String, ServiceModel> byTargetPrefix = new HashMap<>();

  public JsonProtocol(Collection<ServiceModel> models) {
    models.forEach(
        model -> model.targetPrefix().ifPresent(prefix -> byTargetPrefix.put(prefix, model)));
  }

  @Override
  public boolean speaks(HttpMessage message) {
    return message.header(TARGET).isPresent();
  }

  @Override
  public AwsRequest read(HttpMessage message) {
    String target = message.header(TARGET).orElse("");
    int dot = target.lastIndexOf('.');
    ServiceModel model = byTargetPrefix.get(target.substring(0, Math.max(dot, 0)));
    if (model == null) {
      throw unknown(target);
    }
    Operation operation =
        model.operation(target.substring(dot + 1)).orElseThrow(() -> unknown(target));
    requireContentType(message, model);
    try {
      return new AwsRequest(model, operation, JsonReader.object(message.body()));
    } catch (JsonException e) {
      throw AwsFailure.of("SerializationException", "The body is not JSON: " + e.getMessage());
    }
  }

  private static void requireContentType(HttpMessage message, ServiceModel model) {
    String expected = "application/x-amz-json-" + model.jsonVersion();
    String actual = message.header("Content-Type").orElse("");
    if (!actual.equals(expected)) {
      throw AwsFailure.of(
          "SerializationException", "Content-Type must be " + expected + ", was '" + actual + "'");
    }
  }

  private static AwsFailure unknown(String target) {
    return AwsFailure.of("UnknownOperationException", "Unknown operation " + target);
  }

  @Override
  public HttpAnswer answer(AwsRequest request, JsonObject output, String requestId) {
    String type = "application/x-amz-json-" + request.model().jsonVersion();
    // An operation without an output shape has an empty body.
    String body = request.operation().output().isPresent() ? JsonWriter.wire(output) : "";
    return new HttpAnswer(200, Map.of("Content-Type", type, "x-amzn-RequestId", requestId), body);
  }

  @Override
  public HttpAnswer failure(AwsFailure failure, String requestId) {
    JsonObject body = JsonObject.of("__type", failure.type()).with("message", failure.text());
    return new HttpAnswer(
        failure.status(),
        Map.of(
            "Content-Type",
            "application/x-amz-json-1.1",
            "x-amzn-RequestId",
            requestId,
            "x-amzn-ErrorType",
            bareType(failure)),
        JsonWriter.wire(body));
  }

  /** Some types have a namespace before a '#', which is in the body only. */
  private static String bareType(AwsFailure failure) {
    return failure.type().substring(failure.type().indexOf('#') + 1);
  }
}

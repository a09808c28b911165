package io.github.tagscaler.aws;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The text of a response, for members that the SDK's model does not have: the client of SDK 2.40.2
 * drops {@code InstancePools} and {@code Specifications}, which are newer.
 */
final class ResponseText {
  private static final ExecutionAttribute<AtomicReference<byte[]>> CAPTURED =
      new ExecutionAttribute<>("TagscalerResponseText");

  private final Json json;

  private ResponseText(byte[] text) {
    this.json = JsonReader.read(new ByteArrayInputStream(text));
  }

  /** A response with its text. */
  record WithText<T>(T response, ResponseText text) {}

  /** Makes a call with the given configuration and keeps the text of the response. */
  static <T> WithText<T> of(Function<Consumer<AwsRequestOverrideConfiguration.Builder>, T> call) {
    var captured = new AtomicReference<>("{}".getBytes(StandardCharsets.UTF_8));
    var response = call.apply(config -> config.putExecutionAttribute(CAPTURED, captured));
    return new WithText<>(response, new ResponseText(captured.get()));
  }

  /** The instance types of a variant's instance pools; none if it has none. */
  List<String> poolTypes(String variant) {
    return json.get("ProductionVariants").stream()
        .filter(each -> each.get("VariantName").text().equals(Optional.of(variant)))
        .flatMap(each -> each.get("InstancePools").stream())
        .flatMap(pool -> pool.get("InstanceType").text().stream())
        .toList();
  }

  /** Whether any of the specifications names a base component. */
  boolean anySpecificationHasBase() {
    return json.get("Specifications").stream()
        .anyMatch(each -> each.get("BaseInferenceComponentName").text().isPresent());
  }

  /** Keeps the text of the responses to calls that are made with {@link #of}. */
  static final class Keeper implements ExecutionInterceptor {
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      var captured = attributes.getAttribute(CAPTURED);
      var body = context.responseBody();
      if (captured == null || body.isEmpty()) {
        return body;
      }
      try (var content = body.get()) {
        var text = content.readAllBytes();
        captured.set(text);
        return Optional.of(new ByteArrayInputStream(text));
      } catch (IOException cutOff) {
        // As the SDK does when it reads the response itself.
        throw RetryableException.create("The response broke off: " + cutOff.getMessage(), cutOff);
      }
    }
  }
}

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
 * The text of an answer, for members that are newer than the SDK's model of it: SDK 2.40.2 drops
 * {@code InstancePools} and {@code Specifications}, which AWS's API has had since.
 */
final class AnswerText {
  private static final ExecutionAttribute<AtomicReference<byte[]>> KEPT =
      new ExecutionAttribute<>("TagscalerAnswerText");

  private final Json json;

  private AnswerText(byte[] text) {
    this.json = JsonReader.read(new ByteArrayInputStream(text));
  }

  /** An answer in both forms. */
  record Both<T>(T answer, AnswerText text) {}

  /** Makes a call that takes the configuration given to it, and keeps the text of its answer. */
  static <T> Both<T> of(Function<Consumer<AwsRequestOverrideConfiguration.Builder>, T> call) {
    var kept = new AtomicReference<>("{}".getBytes(StandardCharsets.UTF_8));
    var answer = call.apply(config -> config.putExecutionAttribute(KEPT, kept));
    return new Both<>(answer, new AnswerText(kept.get()));
  }

  /** The instance types of a variant's instance pools; none if it has none. */
  List<String> poolTypes(String variant) {
    return json.get("ProductionVariants").stream()
        .filter(each -> each.get("VariantName").text().equals(Optional.of(variant)))
        .flatMap(each -> each.get("InstancePools").stream())
        .flatMap(pool -> pool.get("InstanceType").text().stream())
        .toList();
  }

  /** Whether one of several specifications names a base component. */
  boolean anySpecificationHasBase() {
    return json.get("Specifications").stream()
        .anyMatch(each -> each.get("BaseInferenceComponentName").text().isPresent());
  }

  /** Keeps the text of those answers that are asked for in this way. */
  static final class Keeper implements ExecutionInterceptor {
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      var kept = attributes.getAttribute(KEPT);
      var body = context.responseBody();
      if (kept == null || body.isEmpty()) {
        return body;
      }
      try (var content = body.get()) {
        var text = content.readAllBytes();
        kept.set(text);
        return Optional.of(new ByteArrayInputStream(text));
      } catch (IOException cutOff) {
        // As the SDK does where it reads the answer itself.
        throw RetryableException.create("The answer broke off: " + cutOff.getMessage(), cutOff);
      }
    }
  }
}

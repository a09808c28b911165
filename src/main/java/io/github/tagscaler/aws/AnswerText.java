package io.github.tagscaler.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The text of an answer, for members that are newer than the SDK's model of it: SDK 2.40.2 drops
 * {@code InstancePools} and {@code Specifications}, which AWS's API has had since.
 */
final class AnswerText {
  private static final ExecutionAttribute<AtomicReference<byte[]>> KEPT =
      new ExecutionAttribute<>("TagscalerAnswerText");

  private final JsonNode json;

  private AnswerText(byte[] text) {
    this.json = JsonNode.parser().parse(new ByteArrayInputStream(text));
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
    return items(json, "ProductionVariants")
        .filter(each -> string(each, "VariantName").equals(Optional.of(variant)))
        .flatMap(each -> items(each, "InstancePools"))
        .flatMap(pool -> string(pool, "InstanceType").stream())
        .toList();
  }

  /** Whether one of several specifications names a base component. */
  boolean anySpecificationHasBase() {
    return items(json, "Specifications")
        .anyMatch(each -> string(each, "BaseInferenceComponentName").isPresent());
  }

  private static Stream<JsonNode> items(JsonNode node, String member) {
    return node.field(member).filter(JsonNode::isArray).stream().flatMap(m -> m.asArray().stream());
  }

  private static Optional<String> string(JsonNode node, String member) {
    return node.field(member).filter(JsonNode::isString).map(JsonNode::asString);
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

package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.Pages;
import java.util.List;
import java.util.Optional;

/** What the four Describe operations have in common: which items are meant, and paging. */
final class Selection {

  private Selection() {}

  /** The items that have the namespace, resource and dimension that a request names. */
  static List<Describable> of(List<Describable> items, JsonObject request) {
    if (!request.text("ServiceNamespace").equals("sagemaker")) {
      return List.of();
    }
    Optional<String> resourceId = request.findText("ResourceId");
    Optional<String> dimension = request.findText("ScalableDimension");
    return items.stream()
        .filter(item -> resourceId.isEmpty() || resourceId.get().equals(item.id().resourceId()))
        .filter(item -> dimension.isEmpty() || dimension.get().equals(item.id().dimension()))
        .toList();
  }

  /** API reference: a dimension only together with a resource ID. */
  static void requireResourceForDimension(JsonObject request) {
    if (request.has("ScalableDimension") && !request.has("ResourceId")) {
      throw AwsFailure.validation("ScalableDimension can only be specified with a ResourceId.");
    }
  }

  /** A page of at most this size; the model leaves the size to prose, which AWS does check. */
  static JsonObject page(String member, List<Describable> items, JsonObject request, int maxPage) {
    int size = request.findWhole("MaxResults").orElse(maxPage);
    if (size < 1 || size > maxPage) {
      throw AwsFailure.validation(
          "MaxResults must be between 1 and " + maxPage + ", was " + size + ".");
    }
    return new Pages("NextToken", size, "InvalidNextTokenException")
        .page(member, items, item -> item.json().get(), request);
  }
}

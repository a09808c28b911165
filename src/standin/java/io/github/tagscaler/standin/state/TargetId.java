package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.util.Comparator;

/** What identifies a scalable target; the namespace is always sagemaker here. */
public record TargetId(String resourceId, String dimension) implements Comparable<TargetId> {

  private static final Comparator<TargetId> ORDER =
      Comparator.comparing(TargetId::resourceId).thenComparing(TargetId::dimension);

  /** The target that a request names. */
  public static TargetId of(JsonObject request) {
    return new TargetId(request.text("ResourceId"), request.text("ScalableDimension"));
  }

  /** The three members that name it in answers. */
  public JsonObject json() {
    return JsonObject.of("ServiceNamespace", "sagemaker")
        .with("ResourceId", resourceId)
        .with("ScalableDimension", dimension);
  }

  @Override
  public int compareTo(TargetId other) {
    return ORDER.compare(this, other);
  }
}

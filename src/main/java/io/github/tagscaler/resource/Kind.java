package io.github.tagscaler.resource;

import java.util.Locale;

/** The kinds of scalable resource. */
public enum Kind {
  /** A real-time variant. */
  REAL_TIME(ScalableDimension.INSTANCE_COUNT, 1, "real-time endpoints"),
  /** A variant of an endpoint with an asynchronous inference config. */
  ASYNC(ScalableDimension.INSTANCE_COUNT, 0, "async endpoints"),
  /** A serverless variant with provisioned concurrency. */
  SERVERLESS(ScalableDimension.PROVISIONED_CONCURRENCY, 1, "serverless endpoints"),
  /** An inference component. */
  COMPONENT(ScalableDimension.COPY_COUNT, 0, "inference components");

  private final ScalableDimension dimension;
  private final int lowestMin;
  private final String plural;

  Kind(ScalableDimension dimension, int lowestMin, String plural) {
    this.dimension = dimension;
    this.lowestMin = lowestMin;
    this.plural = plural;
  }

  /** The dimension that is scaled. */
  public ScalableDimension dimension() {
    return dimension;
  }

  /**
   * The lowest minimum capacity that AWS takes. The API reference says 0 for every variant; the
   * SageMaker guide, which is right, says 1 for real-time variants and provisioned concurrency.
   */
  public int lowestMin() {
    return lowestMin;
  }

  /** Resources of this kind, in the middle of a sentence. */
  public String plural() {
    return plural;
  }

  /** Resources of this kind, at the beginning of a sentence. */
  public String capitalizedPlural() {
    return plural.substring(0, 1).toUpperCase(Locale.ROOT) + plural.substring(1);
  }

  /** As tags, catalogs and outcomes spell it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

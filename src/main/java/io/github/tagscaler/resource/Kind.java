package io.github.tagscaler.resource;

import java.util.Locale;

/** The kinds of scalable resource. */
public enum Kind {
  /** A real-time variant. */
  REAL_TIME(ScalableDimension.INSTANCE_COUNT, 1),
  /** A variant of an endpoint with an asynchronous inference config. */
  ASYNC(ScalableDimension.INSTANCE_COUNT, 0),
  /** A serverless variant with provisioned concurrency. */
  SERVERLESS(ScalableDimension.PROVISIONED_CONCURRENCY, 1),
  /** An inference component. */
  COMPONENT(ScalableDimension.COPY_COUNT, 0);

  private final ScalableDimension dimension;
  private final int lowestMin;

  Kind(ScalableDimension dimension, int lowestMin) {
    this.dimension = dimension;
    this.lowestMin = lowestMin;
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

  /** As tags, catalogs and outcomes spell it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.github.tagscaler.resource;

import java.time.Instant;

/**
 * An inference component as SageMaker describes it now.
 *
 * @param name its name in its own case
 * @param endpoint the name of the endpoint that hosts it
 * @param variant the name of the variant that hosts it
 * @param adapter whether it runs on the copies of a base component
 * @param copies the number of copies that AWS is asked to run now
 * @param lastModified when it was last changed
 */
public record Component(
    String name,
    String arn,
    ResourceStatus status,
    String endpoint,
    String variant,
    boolean adapter,
    int copies,
    Instant lastModified) {}

package io.github.tagscaler.resource;

import java.time.Instant;

/**
 * What the last deployment of an endpoint set up for one of its variants. Every deployment sets the
 * capacity of the endpoint config again, unless UpdateEndpoint is called with
 * RetainAllVariantProperties.
 *
 * @param capacity the capacity of the endpoint config
 * @param since the endpoint was deployed then or later: when the config was made, or its images
 *     were looked up
 * @param endpointCreated when the endpoint was made
 */
public record Deployment(int capacity, Instant since, Instant endpointCreated) {}

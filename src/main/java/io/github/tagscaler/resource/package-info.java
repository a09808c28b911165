/**
 * What SageMaker holds: endpoints, variants and inference components, and which of them can scale.
 * Pure.
 */
@NullMarked
package io.github.tagscaler.resource;

import org.jspecify.annotations.NullMarked;

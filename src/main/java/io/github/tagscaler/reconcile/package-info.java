/**
 * Reconciles one resource: makes the observed state match the desired state, through ports. Only
 * this package decides in which order to read and write.
 */
@NullMarked
package io.github.tagscaler.reconcile;

import org.jspecify.annotations.NullMarked;

/**
 * Brings what is observed to what is desired, through ports; the only place that decides in which
 * order to read and act.
 */
@NullMarked
package io.github.tagscaler.reconcile;

import org.jspecify.annotations.NullMarked;

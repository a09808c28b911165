/**
 * The sweep: reads everything in a few calls and finds what needs to be reconciled, whatever events
 * were lost. It knows {@code reconcile}; {@code reconcile} does not know it.
 */
@NullMarked
package io.github.tagscaler.sweep;

import org.jspecify.annotations.NullMarked;

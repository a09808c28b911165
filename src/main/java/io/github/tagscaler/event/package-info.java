/**
 * What arrived: an EventBridge event becomes the name of a resource to reconcile, or a reason to do
 * nothing. Pure.
 */
@NullMarked
package io.github.tagscaler.event;

import org.jspecify.annotations.NullMarked;

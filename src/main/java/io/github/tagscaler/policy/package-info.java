/**
 * The desired policy of a target, read from its tags and the catalog. Pure: {@link PolicyReader}
 * finds the tags of a target, {@link PolicyTags#desired} merges them with named policies and
 * defaults, and {@link DesiredPolicy} is the result.
 */
@NullMarked
package io.github.tagscaler.policy;

import org.jspecify.annotations.NullMarked;

/**
 * JSON as a value, its reader and its writer: events are read from it, outcomes written to it.
 * Pure.
 */
@NullMarked
package io.github.tagscaler.json;

import org.jspecify.annotations.NullMarked;

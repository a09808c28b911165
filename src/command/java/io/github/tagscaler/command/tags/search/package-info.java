/**
 * Finds the shortest tags, and where needed the policy, that reproduce what is registered. Pure.
 */
@NullMarked
package io.github.tagscaler.command.tags.search;

import org.jspecify.annotations.NullMarked;

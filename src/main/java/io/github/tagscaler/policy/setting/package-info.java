/**
 * Single settings of tags and catalogs: keys, the grammar of values, the origin of a value, entries
 * that check themselves, and problems. How levels are merged is not known here. Pure.
 */
@NullMarked
package io.github.tagscaler.policy.setting;

import org.jspecify.annotations.NullMarked;

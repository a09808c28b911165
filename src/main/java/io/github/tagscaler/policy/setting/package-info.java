/**
 * Single settings, as tags and catalogs state them: keys, the grammar of values, and where a value
 * comes from. How settings work together is not known here. Pure.
 */
@NullMarked
package io.github.tagscaler.policy.setting;

import org.jspecify.annotations.NullMarked;

/**
 * Catalogs: the named policies, defaults and guardrails that the documents of an organisation state
 * in YAML, over the policies that come with Tagscaler. Pure: where the documents come from is not
 * known here.
 */
@NullMarked
package io.github.tagscaler.policy.catalog;

import org.jspecify.annotations.NullMarked;

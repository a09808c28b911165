/** What the operator has set for a stack, read from environment variables and checked. */
@NullMarked
package io.github.tagscaler.settings;

import org.jspecify.annotations.NullMarked;

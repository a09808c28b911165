/** Tests of the verb plan. */
@NullMarked
package io.github.tagscaler.command.plan;

import org.jspecify.annotations.NullMarked;

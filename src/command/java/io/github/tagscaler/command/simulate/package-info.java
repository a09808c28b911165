/** The verb {@code simulate}: a traffic trace against policies. */
@NullMarked
package io.github.tagscaler.command.simulate;

import org.jspecify.annotations.NullMarked;

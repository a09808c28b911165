/** Tests of how the command ends. */
@NullMarked
package io.github.tagscaler.command.exit;

import org.jspecify.annotations.NullMarked;

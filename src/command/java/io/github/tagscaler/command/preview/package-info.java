/** The verb {@code try}: what tags result in, without AWS. */
@NullMarked
package io.github.tagscaler.command.preview;

import org.jspecify.annotations.NullMarked;

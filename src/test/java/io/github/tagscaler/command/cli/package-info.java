/** Tests of what every verb reads from the command line. */
@NullMarked
package io.github.tagscaler.command.cli;

import org.jspecify.annotations.NullMarked;

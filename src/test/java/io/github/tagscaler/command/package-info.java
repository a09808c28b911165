/** Tests of the command: it is run as a shell would, offline or against the stand-in. */
@NullMarked
package io.github.tagscaler.command;

import org.jspecify.annotations.NullMarked;

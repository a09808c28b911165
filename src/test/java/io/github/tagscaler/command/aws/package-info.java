/** Tests of how the command reaches AWS. */
@NullMarked
package io.github.tagscaler.command.aws;

import org.jspecify.annotations.NullMarked;

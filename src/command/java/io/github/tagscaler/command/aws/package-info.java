/**
 * What the command reads from AWS beyond the function: the command's only package that knows the
 * SDK.
 */
@NullMarked
package io.github.tagscaler.command.aws;

import org.jspecify.annotations.NullMarked;

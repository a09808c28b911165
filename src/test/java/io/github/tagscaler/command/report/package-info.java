/** Tests of the report. */
@NullMarked
package io.github.tagscaler.command.report;

import org.jspecify.annotations.NullMarked;

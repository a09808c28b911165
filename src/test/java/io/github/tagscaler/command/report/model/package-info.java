/** Tests of what a report says. */
@NullMarked
package io.github.tagscaler.command.report.model;

import org.jspecify.annotations.NullMarked;

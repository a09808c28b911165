/** What a report of the fleet says: rows, totals, groups. Pure: no clock, no AWS, no format. */
@NullMarked
package io.github.tagscaler.command.report.model;

import org.jspecify.annotations.NullMarked;

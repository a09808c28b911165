/** The report as one HTML page that needs nothing else: no network, and no script to be read. */
@NullMarked
package io.github.tagscaler.command.report.page;

import org.jspecify.annotations.NullMarked;

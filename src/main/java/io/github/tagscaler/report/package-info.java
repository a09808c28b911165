/** Makes outcomes visible: the log line, the metric, the event. */
@NullMarked
package io.github.tagscaler.report;

import org.jspecify.annotations.NullMarked;

/** What happened to a target: values of its metric, and what Application Auto Scaling did. */
@NullMarked
package io.github.tagscaler.command.history;

import org.jspecify.annotations.NullMarked;

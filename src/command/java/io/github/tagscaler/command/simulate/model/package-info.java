/**
 * How Application Auto Scaling would follow a trace: pure and deterministic. The rules and how sure
 * we are of each are in {@code docs/simulate.md}.
 */
@NullMarked
package io.github.tagscaler.command.simulate.model;

import org.jspecify.annotations.NullMarked;

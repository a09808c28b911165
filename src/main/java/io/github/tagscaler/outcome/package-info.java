/** How a run ended for one target: outcomes, problems and the sentences people read. Pure. */
@NullMarked
package io.github.tagscaler.outcome;

import org.jspecify.annotations.NullMarked;

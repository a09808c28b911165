/** What a simulation shows: the runs of several policies, compared, and the limits of the model. */
@NullMarked
package io.github.tagscaler.command.simulate.result;

import org.jspecify.annotations.NullMarked;

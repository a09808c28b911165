/** Tests of the model of Application Auto Scaling, on timelines that were published. */
@NullMarked
package io.github.tagscaler.command.simulate.model;

import org.jspecify.annotations.NullMarked;

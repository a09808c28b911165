/**
 * Turns what is registered at AWS back into what tags and policies can say. Pure: knows neither AWS
 * nor the clock.
 */
@NullMarked
package io.github.tagscaler.command.tags.reverse;

import org.jspecify.annotations.NullMarked;

/** Amazon EventBridge: events that are put, and rules. */
@NullMarked
package io.github.tagscaler.standin.events;

import org.jspecify.annotations.NullMarked;

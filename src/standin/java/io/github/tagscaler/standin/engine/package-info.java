/** What happens to a call between the wire and the service: log, hold, faults, lock, model. */
@NullMarked
package io.github.tagscaler.standin.engine;

import org.jspecify.annotations.NullMarked;

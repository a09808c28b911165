/** AWS's own published service models, and what they say about a request or an answer. */
@NullMarked
package io.github.tagscaler.standin.model;

import org.jspecify.annotations.NullMarked;

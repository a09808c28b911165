/** Amazon EventBridge: PutEvents. */
@NullMarked
package io.github.tagscaler.standin.events;

import org.jspecify.annotations.NullMarked;

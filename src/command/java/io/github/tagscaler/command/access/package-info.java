/** What the caller may not read: a missing permission is a value, not an end. */
@NullMarked
package io.github.tagscaler.command.access;

import org.jspecify.annotations.NullMarked;

/** AWS CloudTrail: the trails of an account and what they log. */
@NullMarked
package io.github.tagscaler.standin.trail;

import org.jspecify.annotations.NullMarked;

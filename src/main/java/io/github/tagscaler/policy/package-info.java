/** What the owner asked for: tags and named policies become one wish for each target. Pure. */
@NullMarked
package io.github.tagscaler.policy;

import org.jspecify.annotations.NullMarked;

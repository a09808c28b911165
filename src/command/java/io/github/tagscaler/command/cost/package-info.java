/** What capacity costs in a month: the least and the most that a policy allows. Pure. */
@NullMarked
package io.github.tagscaler.command.cost;

import org.jspecify.annotations.NullMarked;

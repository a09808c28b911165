/** What the verb answers for each target, and what it reads for that. */
@NullMarked
package io.github.tagscaler.command.tags.answer;

import org.jspecify.annotations.NullMarked;

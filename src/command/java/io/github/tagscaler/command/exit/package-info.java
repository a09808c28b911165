/** How the command ends: exit codes, and the exceptions that lead to them. */
@NullMarked
package io.github.tagscaler.command.exit;

import org.jspecify.annotations.NullMarked;

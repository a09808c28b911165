/** What an account and a deployed stack consist of, as the caller may see it. */
@NullMarked
package io.github.tagscaler.command.account;

import org.jspecify.annotations.NullMarked;

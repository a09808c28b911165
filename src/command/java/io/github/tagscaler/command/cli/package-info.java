/** What all verbs of the command share: options, settings, the catalog, the connection to AWS. */
@NullMarked
package io.github.tagscaler.command.cli;

import org.jspecify.annotations.NullMarked;

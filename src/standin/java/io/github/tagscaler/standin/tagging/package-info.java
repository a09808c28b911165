/** The Resource Groups Tagging API. */
@NullMarked
package io.github.tagscaler.standin.tagging;

import org.jspecify.annotations.NullMarked;

/** What AWS's models refuse. */
@NullMarked
package io.github.tagscaler.standin.model;

import org.jspecify.annotations.NullMarked;

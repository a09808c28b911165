/** Seeding, dumping and steering the stand-in. */
@NullMarked
package io.github.tagscaler.standin.admin;

import org.jspecify.annotations.NullMarked;

/** Seeds, state dumps and control of the stand-in. */
@NullMarked
package io.github.tagscaler.standin.admin;

import org.jspecify.annotations.NullMarked;

/** Tests of the rehearsed account. */
@NullMarked
package io.github.tagscaler.rehearsal;

import org.jspecify.annotations.NullMarked;

/** What one AWS account holds, as far as the stand-in knows it. Guarded by one lock outside. */
@NullMarked
package io.github.tagscaler.standin.state;

import org.jspecify.annotations.NullMarked;

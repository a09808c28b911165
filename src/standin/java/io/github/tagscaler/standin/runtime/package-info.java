/** Amazon SageMaker Runtime: calls to endpoints, and the metrics that come of them. */
@NullMarked
package io.github.tagscaler.standin.runtime;

import org.jspecify.annotations.NullMarked;

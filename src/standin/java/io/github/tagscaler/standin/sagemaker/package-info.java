/** Amazon SageMaker: endpoints, endpoint configurations, inference components and their tags. */
@NullMarked
package io.github.tagscaler.standin.sagemaker;

import org.jspecify.annotations.NullMarked;

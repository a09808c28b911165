/** Application Auto Scaling, for the SageMaker namespace. */
@NullMarked
package io.github.tagscaler.standin.autoscaling;

import org.jspecify.annotations.NullMarked;

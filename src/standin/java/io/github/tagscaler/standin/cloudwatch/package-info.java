/** Amazon CloudWatch alarms. */
@NullMarked
package io.github.tagscaler.standin.cloudwatch;

import org.jspecify.annotations.NullMarked;

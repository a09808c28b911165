/** Amazon SQS standard queues. */
@NullMarked
package io.github.tagscaler.standin.sqs;

import org.jspecify.annotations.NullMarked;

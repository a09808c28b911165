/** The adapters to AWS: the only package that knows the AWS SDK. */
@NullMarked
package io.github.tagscaler.aws;

import org.jspecify.annotations.NullMarked;

/** AWS Systems Manager Parameter Store. */
@NullMarked
package io.github.tagscaler.standin.ssm;

import org.jspecify.annotations.NullMarked;

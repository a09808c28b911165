/** AWS STS and IAM: who calls, and what roles may do. */
@NullMarked
package io.github.tagscaler.standin.security;

import org.jspecify.annotations.NullMarked;

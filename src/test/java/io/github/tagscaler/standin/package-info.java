/** Each test names a rule of AWS as a sentence, and says where the rule is written. */
@NullMarked
package io.github.tagscaler.standin;

import org.jspecify.annotations.NullMarked;

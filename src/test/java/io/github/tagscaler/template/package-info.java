/** Tests that template.yaml agrees with the function. */
@NullMarked
package io.github.tagscaler.template;

import org.jspecify.annotations.NullMarked;

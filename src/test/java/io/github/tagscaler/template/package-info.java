/** Holds template.yaml to what the function needs and does. */
@NullMarked
package io.github.tagscaler.template;

import org.jspecify.annotations.NullMarked;

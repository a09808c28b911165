/** How strict the stand-in's JSON is. */
@NullMarked
package io.github.tagscaler.standin.json;

import org.jspecify.annotations.NullMarked;

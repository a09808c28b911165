/** A headless Chromium, driven over its DevTools protocol, that tests look at pages with. */
@NullMarked
package io.github.tagscaler.browser;

import org.jspecify.annotations.NullMarked;

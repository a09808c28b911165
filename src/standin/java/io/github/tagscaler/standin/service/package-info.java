/** What the stand-in's services have in common. */
@NullMarked
package io.github.tagscaler.standin.service;

import org.jspecify.annotations.NullMarked;

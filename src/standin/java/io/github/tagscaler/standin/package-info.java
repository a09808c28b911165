/**
 * A local stand-in for the AWS services that Tagscaler calls, as strict as they are. Needs the JDK
 * alone and shares no type with the product.
 */
@NullMarked
package io.github.tagscaler.standin;

import org.jspecify.annotations.NullMarked;

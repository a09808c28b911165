/** AWS CloudFormation: what it says of stacks. */
@NullMarked
package io.github.tagscaler.standin.cloudformation;

import org.jspecify.annotations.NullMarked;

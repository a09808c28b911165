package io.github.tagscaler.standin;

import java.util.Optional;

/** Runs the functions of an account: the stand-in itself only describes them. */
@FunctionalInterface
public interface FunctionRunner {

  /**
   * Runs a function. What it throws is the answer of the invocation, as in Lambda.
   *
   * @param function its name, or its ARN
   * @return what it answers; empty if there is none of that name
   */
  Optional<String> run(String function, String payload);
}

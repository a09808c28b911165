package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.json.JsonObject;

/** How answers look on their way out: the same content may be represented in several ways. */
@FunctionalInterface
public interface Representation {

  /** As the services of the stand-in answer. */
  Representation PLAIN = (_, answer) -> answer;

  /** The answer to a call of an operation as the caller gets it. */
  JsonObject of(String operation, JsonObject answer);
}

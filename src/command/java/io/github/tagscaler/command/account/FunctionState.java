package io.github.tagscaler.command.account;

import java.util.Map;

/**
 * A function of Lambda.
 *
 * @param state such as {@code Active} or {@code Failed}
 * @param lastUpdate such as {@code Successful} or {@code Failed}
 * @param reason why one of them failed; empty otherwise
 * @param role the ARN of its role
 * @param environment its variables
 */
public record FunctionState(
    String name,
    String state,
    String lastUpdate,
    String reason,
    String role,
    Map<String, String> environment) {
  public FunctionState {
    environment = Map.copyOf(environment);
  }
}

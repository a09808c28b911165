package io.github.tagscaler.command.stack;

import io.github.tagscaler.command.stack.StackSettings.Deployed;
import io.github.tagscaler.command.stack.StackSettings.Unusable;
import io.github.tagscaler.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the settings come from that an answer is based on.
 *
 * @param stack what could be learned of the deployed stack
 * @param overridden the variables that the shell or {@code --set} gave, sorted
 */
public record SettingsOrigin(StackSettings stack, List<String> overridden) {
  public SettingsOrigin {
    overridden = overridden.stream().sorted().toList();
  }

  private @Nullable String function() {
    return switch (stack) {
      case Deployed(_, var function, _) -> function;
      case Unusable(_, var function, _) -> function;
      default -> null;
    };
  }

  /**
   * The same for programs; {@code schema/command/settings.schema.json} describes it: {@code from}
   * is {@code stack} or {@code defaults}, and {@code assumption} a sentence or null.
   */
  public Json json() {
    return Json.object()
        .put("from", stack instanceof Deployed ? "stack" : "defaults")
        .put("stack", stack.stack())
        .put("function", function())
        .put("overridden", Json.ofStrings(overridden))
        .put("assumption", stack.assumption().orElse(null))
        .build();
  }
}

package io.github.tagscaler.command.cli;

import io.github.tagscaler.command.stack.SettingsOrigin;
import io.github.tagscaler.command.stack.StackSettings;
import io.github.tagscaler.command.stack.StackSettings.Deployed;
import io.github.tagscaler.command.stack.StackSettings.Unusable;
import io.github.tagscaler.settings.IllegalSettingException;
import io.github.tagscaler.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The settings that answers are based on, and where they come from: those of the deployed stack,
 * then {@code TAGSCALER_*} of the shell, then {@code --set}, which wins.
 */
record SettingsInForce(Settings settings, SettingsOrigin origin) {

  /**
   * Merges them.
   *
   * @throws io.github.tagscaler.settings.IllegalSettingException if one cannot be used
   */
  static SettingsInForce of(
      StackSettings deployed, Map<String, String> shell, Map<String, String> options) {
    var stack = usable(deployed);
    var given = new HashMap<String, String>();
    shell.forEach((name, value) -> {
      if (NamedSetting.isVariable(name)) {
        given.put(name, value);
      }
    });
    given.putAll(options);
    var all = new HashMap<>(stack.variables());
    all.putAll(given);
    // An empty variable of the shell names no stack.
    all.put(NamedSetting.STACK, stack.stack());
    List<String> overridden = new ArrayList<>(given.keySet());
    overridden.remove(NamedSetting.STACK);
    return new SettingsInForce(Settings.from(all), new SettingsOrigin(stack, overridden));
  }

  /** The stack's settings, unless its function does not start with them. */
  private static StackSettings usable(StackSettings stack) {
    if (!(stack instanceof Deployed(var name, var function, var environment))) {
      return stack;
    }
    try {
      // Also reads the default policy, if one is set.
      Settings.from(environment).policies();
      return stack;
    } catch (IllegalSettingException wrong) {
      return new Unusable(name, function, Objects.requireNonNullElse(wrong.getMessage(), ""));
    }
  }
}

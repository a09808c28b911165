package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.FunctionState;
import io.github.tagscaler.settings.IllegalSettingException;
import io.github.tagscaler.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether the function can use its settings, and whether it may change anything. */
public final class SettingsCheck implements Check {
  private final String stack;
  private final FunctionState function;
  private final AwsCli cli;

  public SettingsCheck(String stack, FunctionState function, AwsCli cli) {
    this.stack = stack;
    this.function = function;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.STACK;
  }

  @Override
  public String subject() {
    return "Settings";
  }

  @Override
  public List<Finding> findings() {
    Settings settings;
    try {
      settings = Settings.from(function.environment());
      settings.policies();
    } catch (IllegalSettingException wrong) {
      return List.of(
          Finding.failure(
              subject(),
              "The function cannot start: "
                  + Objects.requireNonNullElse(wrong.getMessage(), "a setting is invalid."),
              cli.aws(
                  "lambda",
                  "get-function-configuration",
                  "--function-name",
                  function.name(),
                  "--query",
                  "Environment.Variables"),
              cli.deploy(stack)));
    }
    var findings = new ArrayList<Finding>();
    if (settings.dryRun()) {
      findings.add(
          Finding.warning(
              "Dry run",
              "Dry run is on: Tagscaler reports what it would change, and changes nothing.",
              cli.deploy(stack, "DryRun=false")));
    }
    if (settings.releaseAll()) {
      findings.add(
          Finding.warning(
              "Release all",
              "ReleaseAll is set: Tagscaler releases everything that it manages, whatever the tags say.",
              cli.deploy(stack, "ReleaseAll=")));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              subject(), "tags start with %s, changes are made".formatted(settings.tagPrefix())));
    }
    return findings;
  }
}

package io.github.tagscaler.command.doctor;

import io.github.tagscaler.command.doctor.check.CheckVerdict;
import io.github.tagscaler.command.doctor.check.Finding;
import io.github.tagscaler.command.doctor.check.Group;
import io.github.tagscaler.command.doctor.check.Scope;
import io.github.tagscaler.command.stack.SettingsOrigin;
import io.github.tagscaler.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;

/** The answer for programs: by {@code schema/command/doctor.schema.json}. */
final class DoctorJson {
  private DoctorJson() {}

  /**
   * The answer.
   *
   * @param origin of the settings
   */
  static Json of(Diagnosis diagnosis, Instant at, Scope scope, SettingsOrigin origin) {
    var counts = Json.object();
    for (var verdict : CheckVerdict.values()) {
      counts.put(verdict.word(), diagnosis.count(verdict));
    }
    var findings = new ArrayList<Json>();
    diagnosis
        .findings()
        .forEach((group, all) -> all.forEach(each -> findings.add(json(group, each))));
    return Json.object()
        .put("version", 1)
        .put("command", "doctor")
        .put("at", at.toString())
        .put("account", scope.caller().account())
        .put("region", scope.region())
        .put("caller", scope.caller().arn())
        .put("settings", origin.json())
        .put("counts", counts.build())
        .put("findings", new Json.Arr(findings))
        .build();
  }

  private static Json json(Group group, Finding finding) {
    return Json.object()
        .put("group", group.name().toLowerCase(Locale.ROOT))
        .put("subject", finding.subject())
        .put("verdict", finding.verdict().word())
        .put("text", finding.text())
        .put("commands", Json.ofStrings(finding.commands()))
        .put("permission", finding.permission().orElse(null))
        .build();
  }
}

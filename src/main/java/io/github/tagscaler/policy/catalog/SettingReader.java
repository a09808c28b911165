package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.SettingParser;
import java.util.Optional;

/** Reads the keys that tags have too, by the grammar of tags. */
final class SettingReader {
  private SettingReader() {}

  /** The setting of a key; empty if it is absent or, with a problem reported, not valid. */
  static Optional<Setting> read(Section section, PolicyKey key) {
    return section
        .scalar(key.wire())
        .flatMap(entry -> {
          var read = SettingParser.parse(key, entry.value(), entry);
          read.problems().stream()
              .map(problem ->
                  new Problem(
                      Code.CATALOG_INVALID,
                      problem.key(),
                      problem.value(),
                      problem.message(),
                      problem.allowed(),
                      problem.place()))
              .forEach(section.problems()::add);
          return read.setting();
        });
  }

  /** The setting of a key whose settings are of that class. */
  static <T extends Setting> Optional<T> read(Section section, PolicyKey key, Class<T> setting) {
    return read(section, key).map(setting::cast);
  }
}

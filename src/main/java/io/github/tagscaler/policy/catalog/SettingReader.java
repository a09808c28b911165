package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.EntryReader;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import java.util.Optional;

/** Reads what tags can say as well, by the grammar of tags. */
final class SettingReader {
  private SettingReader() {}

  /** What the key says; empty if it is absent or, which is told, cannot be read. */
  static Optional<Setting> read(Section section, PolicyKey key) {
    return section
        .scalar(key.wire())
        .flatMap(entry -> {
          var read = EntryReader.read(key, entry.value(), entry);
          read.problems().forEach(section.findings()::add);
          return read.setting();
        });
  }

  /** What a key says whose settings are of that class. */
  static <T extends Setting> Optional<T> read(Section section, PolicyKey key, Class<T> setting) {
    return read(section, key).map(setting::cast);
  }
}

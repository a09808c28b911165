package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import java.util.Optional;

/** Reads what an entry measures: {@code metric} or {@code custom}. */
final class MeasureReader {
  private MeasureReader() {}

  /** The measure; empty if it is absent or, with a problem reported, not valid. */
  static Optional<Measure> read(Section section) {
    Optional<Measure> alias =
        SettingReader.read(section, PolicyKey.METRIC, Setting.TrackOnly.class)
            .map(only -> new Measure.Alias(only.metric()));
    Optional<Measure> custom =
        section
            .mapping("custom", CustomMetricReader.KEYS)
            .flatMap(CustomMetricReader::read)
            .map(spec -> new Measure.Custom(spec));
    return alias.or(() -> custom);
  }
}

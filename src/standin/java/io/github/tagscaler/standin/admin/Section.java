package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A part of an admin document, read strictly: every error names its place. */
record Section(String place, JsonObject json) {

  /** Reject members other than these. */
  Section allow(String... names) {
    var unknown = new TreeSet<>(json.members().keySet());
    unknown.removeAll(List.of(names));
    if (!unknown.isEmpty()) {
      throw new AdminException(
          place
              + " has unknown members "
              + unknown
              + "; known are "
              + String.join(", ", names)
              + ".");
    }
    return this;
  }

  String text(String name) {
    return json.findText(name)
        .orElseThrow(() -> new AdminException(place + " needs \"" + name + "\"."));
  }

  Optional<Section> find(String name) {
    return json.findObject(name).map(found -> new Section(place + "." + name, found));
  }

  List<Section> list(String name) {
    List<Section> sections = new ArrayList<>();
    for (JsonObject item : json.objects(name)) {
      sections.add(new Section(place + "." + name + "[" + sections.size() + "]", item));
    }
    return sections;
  }

  Optional<Duration> findDuration(String name) {
    try {
      return json.findText(name).map(Duration::parse);
    } catch (DateTimeException e) {
      throw new AdminException(
          place
              + "."
              + name
              + " must be a duration such as PT30S or PT1H, was "
              + json.text(name)
              + ".");
    }
  }

  Optional<Instant> findInstant(String name) {
    try {
      return json.findText(name).map(Instant::parse);
    } catch (DateTimeException e) {
      throw new AdminException(
          place
              + "."
              + name
              + " must be a time such as 2026-01-05T08:00:00Z, was "
              + json.text(name)
              + ".");
    }
  }
}

package io.github.tagscaler.lambda;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of {@code events/} with what is expected of it, as {@code sam local invoke} is held to it
 * in continuous integration.
 */
record SampleEvent(String name, String event, String seed, Json expected) {
  private static final Path EVENTS = Path.of("events");
  private static final Path HERE = Path.of(".ci/sam-local");

  /** All of them, in the order of their names. */
  static Stream<SampleEvent> all() throws IOException {
    try (var files = Files.list(EVENTS)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(SampleEvent::of)
          .toList()
          .stream();
    }
  }

  private static SampleEvent of(Path file) {
    var name = file.getFileName().toString();
    var expected = JsonReader.read(read(HERE.resolve("expected").resolve(name)));
    return new SampleEvent(
        name, read(file), read(HERE.resolve(expected.get("seed").text().orElseThrow())), expected);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The calls that have to change something in AWS, in order. */
  List<String> writes() {
    return expected.get("writes").stream().flatMap(call -> call.text().stream()).toList();
  }

  /** Where an answer is not what is expected; it may say more than that. */
  List<String> differences(Json answer) {
    var found = new ArrayList<String>();
    compare(expected.get("answer"), answer, "answer", found);
    return found;
  }

  private static void compare(Json wanted, Json actual, String place, List<String> found) {
    if (wanted instanceof Json.Obj(var members) && actual instanceof Json.Obj) {
      members.forEach((name, value) -> compare(value, actual.get(name), place + "." + name, found));
      return;
    }
    if (wanted instanceof Json.Arr(var items)
        && actual instanceof Json.Arr(var others)
        && items.size() == others.size()) {
      for (int i = 0; i < items.size(); i++) {
        compare(items.get(i), others.get(i), place + "[" + i + "]", found);
      }
      return;
    }
    if (!wanted.equals(actual)) {
      found.add("%s: expected %s, was %s".formatted(place, wanted.write(), actual.write()));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

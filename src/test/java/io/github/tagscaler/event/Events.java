package io.github.tagscaler.event;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The events of {@code events/}, and others that differ from them in one place. */
public final class Events {
  private static final Path FOLDER = Path.of("events");

  private Events() {}

  /** The event of that file, named without its ending. */
  public static Json file(String name) {
    try {
      return JsonReader.read(Files.readString(FOLDER.resolve(name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same event with another value at that path, {@code detail.EndpointStatus} for one. */
  public static Json with(Json event, String path, Json value) {
    String[] steps = path.split("\\.", 2);
    var members = members(event);
    members.put(steps[0], steps.length == 1 ? value : with(event.get(steps[0]), steps[1], value));
    return new Json.Obj(members);
  }

  /** The same event with nothing at that path. */
  public static Json without(Json event, String path) {
    String[] steps = path.split("\\.", 2);
    var members = members(event);
    if (steps.length == 1) {
      members.remove(path);
    } else {
      members.put(steps[0], without(event.get(steps[0]), steps[1]));
    }
    return new Json.Obj(members);
  }

  private static SequencedMap<String, Json> members(Json event) {
    return event instanceof Json.Obj(var members)
        ? new LinkedHashMap<>(members)
        : new LinkedHashMap<>();
  }
}

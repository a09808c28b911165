package io.github.tagscaler.demo;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.admin.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Runs the function on one event against the stand-in, and shows the answer and what changed in
 * AWS: {@code make try} and {@code make invoke-local}.
 */
public final class Try {
  private static final String PREFIX = "autoscaling:";

  private Try() {}

  /**
   * Runs one event.
   *
   * @param args {@code --tags "policy=default, max=6"}, and with them {@code --kind async}; or
   *     {@code --event FILE} and {@code --seed FILE}; {@code --width COLUMNS}
   */
  public static void main(String[] args) throws IOException {
    try {
      var options = new Options(List.of("--width", "--tags", "--kind", "--event", "--seed"), args);
      run(options, Screen.onStandardOutput(options.number("--width", Screen.WIDTH)));
    } catch (IllegalArgumentException | AdminException refused) {
      System.err.println(Objects.requireNonNullElse(refused.getMessage(), "refused"));
      System.exit(2);
    }
  }

  static void run(Options options, Screen screen) throws IOException {
    if (options.text("--event").isEmpty()) {
      var sample = sample(options.text("--kind"));
      var seed = sample.seed().formatted(tags(options.text("--tags")).write());
      run(screen, seed, Path.of("events", sample.event()));
      return;
    }
    var seed = options.text("--seed");
    run(screen, seed.isEmpty() ? "{}" : read(Path.of(seed)), Path.of(options.text("--event")));
  }

  private static void run(Screen screen, String seed, Path event) throws IOException {
    var text = read(event);
    try (var stage = new Stage(screen)) {
      stage.seed(seed);
      stage.send(event.toString(), text);
      stage.changes();
    }
  }

  private static String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("There is no file " + file);
    }
    return Files.readString(file);
  }

  /** A resource of a kind, with a place for its tags, and the event that AWS sends for it. */
  private record Sample(String event, String seed) {}

  private static Sample sample(String kind) {
    return switch (kind) {
      case "", "real-time" ->
          new Sample(
              "endpoint-in-service.json",
              """
              {"endpoints": [{"name": "chat", "config": "Chat-Blue", "tags": %s,
                "variants": [{"instanceType": "ml.g5.xlarge"}]}]}
              """);
      case "async" ->
          new Sample(
              "endpoint-async-in-service.json",
              """
              {"endpoints": [{"name": "transcribe", "config": "Transcribe-Async", "async": true,
                "tags": %s, "variants": [{"instanceType": "ml.m5.large"}]}]}
              """);
      case "serverless" ->
          new Sample(
              "endpoint-serverless-in-service.json",
              """
              {"endpoints": [{"name": "embed", "config": "Embed-Serverless", "tags": %s,
                "variants": [{"serverless": {
                  "memory": 2048, "maxConcurrency": 20, "provisionedConcurrency": 2}}]}]}
              """);
      case "component" ->
          new Sample(
              "component-created.json",
              """
              {"endpoints": [{"name": "models", "variants": [
                {"instanceType": "ml.g5.12xlarge", "managedScaling": {"min": 0, "max": 4}}]}],
               "components": [{"name": "chat-llama", "endpoint": "models", "tags": %s}]}
              """);
      default ->
          throw new IllegalArgumentException(
              "Unknown kind " + kind + ". Known: real-time, async, serverless, component");
    };
  }

  /** Reads {@code policy=llm, max=6}. SageMaker allows no comma in a tag. */
  private static Json tags(String text) {
    var tags = Json.object();
    for (String tag : text.split(",", -1)) {
      if (tag.isBlank()) {
        continue;
      }
      int equals = tag.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("A tag is written key=value, not " + tag.strip());
      }
      var key = tag.substring(0, equals).strip();
      tags.put(key.contains(":") ? key : PREFIX + key, tag.substring(equals + 1).strip());
    }
    return tags.build();
  }
}

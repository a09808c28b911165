package io.github.tagscaler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The demo is the first thing that anybody sees, so every word of it is held. Where it is meant to
 * change, run {@code make demo} and read it before its output becomes the new transcript.
 */
class DemoTest {
  private static final Path TRANSCRIPT =
      Path.of("src/test/resources/io/github/tagscaler/demo/transcript.txt");

  @Test
  void tells_its_scenes_word_for_word() throws IOException {
    var told = new ByteArrayOutputStream();

    try (var stage =
        new Stage(Path.of("events"), new PrintStream(told, true, StandardCharsets.UTF_8))) {
      new Scenes(stage).play();
    }

    assertThat(told.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(TRANSCRIPT));
  }
}

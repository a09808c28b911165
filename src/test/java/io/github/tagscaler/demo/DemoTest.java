package io.github.tagscaler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The demo is the first thing that a newcomer sees, so the test compares every word of it. After an
 * intended change run {@code tagscaler demo --scenes >
 * src/test/resources/io/github/tagscaler/demo/transcript.txt} and read the difference.
 */
class DemoTest {
  private static final Path TRANSCRIPT =
      Path.of("src/test/resources/io/github/tagscaler/demo/transcript.txt");
  private static final int WIDTH = 80;

  @Test
  void shows_its_scenes_word_for_word() throws IOException {
    assertThat(shown(0, WIDTH, false)).isEqualTo(Files.readString(TRANSCRIPT));
  }

  @Test
  void shows_one_scene_as_it_is_among_the_others() throws IOException {
    var scene = shown(6, WIDTH, false);

    assertThat(scene).startsWith("6. Load rises, and capacity follows\n");
    assertThat(Files.readString(TRANSCRIPT)).contains(scene);
  }

  @Test
  void wraps_at_the_width_of_the_terminal_not_counting_colors() throws IOException {
    var scene = shown(3, 60, true);

    assertThat(scene).contains("\033[1m3. A typo in a tag\033[0m");
    assertThat(scene.replaceAll("\033\\[\\d*m", "").lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
  }

  @Test
  void refuses_a_scene_that_does_not_exist() {
    assertThatThrownBy(() -> shown(12, WIDTH, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no scene 12. The scenes are 1 to 11.");
  }

  private static String shown(int only, int width, boolean colored) throws IOException {
    var written = new ByteArrayOutputStream();
    Demo.play(
        new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), width, false, colored),
        only);
    return written.toString(StandardCharsets.UTF_8);
  }
}

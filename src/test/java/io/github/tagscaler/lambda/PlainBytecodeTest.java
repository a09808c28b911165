package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/PlainBytecode.java} makes of compiled classes when the function is built. */
class PlainBytecodeTest {
  private static final String FOLDER = Shapes.class.getPackageName().replace('.', '/');

  @TempDir private Path function;

  @BeforeEach
  void write_out() throws Exception {
    Files.createDirectories(function.resolve("lib"));
    Files.createDirectories(function.resolve(FOLDER));
    for (var name : List.of("Shapes", "Shapes$Shape", "Shapes$Nothing")) {
      var file = FOLDER + "/" + name + ".class";
      try (var compiled = getClass().getClassLoader().getResourceAsStream(file)) {
        Files.copy(compiled, function.resolve(file));
      }
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(java, "-Xshare:auto", "scripts/PlainBytecode.java", function.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void changes_no_result() throws Exception {
    try (var loader =
        new URLClassLoader(
            new URL[] {function.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      var written = loader.loadClass(Shapes.class.getName());

      assertThat(written).isNotEqualTo(Shapes.class);
      assertThat(written.getMethod("results").invoke(null)).isEqualTo(Shapes.results());
    }
  }

  @Test
  void leaves_no_switch_over_types_to_the_start() throws IOException {
    assertThat(text(Path.of(Shapes.class.getResource("Shapes.class").getPath())))
        .contains("SwitchBootstraps");
    assertThat(text(function.resolve(FOLDER).resolve("Shapes.class")))
        .contains("switch$0")
        .doesNotContain("typeSwitch:");
    assertThat(text(function.resolve(FOLDER).resolve("Shapes$Shape.class")))
        .contains("equals$", "hashCode$");
  }

  private static String text(Path classFile) throws IOException {
    return Files.readString(classFile, StandardCharsets.ISO_8859_1);
  }
}

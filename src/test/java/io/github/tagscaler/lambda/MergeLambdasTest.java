package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/MergeLambdas.java} makes of compiled classes when the function is built. */
class MergeLambdasTest {
  @TempDir private Path function;

  @Test
  void changes_no_result() throws Exception {
    var compiled = Path.of(Lambdas.class.getResource("Lambdas.class").toURI()).getParent();
    var folder = function.resolve(Lambdas.class.getPackageName().replace('.', '/'));
    Files.createDirectories(function.resolve("lib"));
    Files.createDirectories(folder);
    try (var classes = Files.newDirectoryStream(compiled, "Lambdas{,$*}.class")) {
      for (var each : classes) {
        Files.copy(each, folder.resolve(each.getFileName()));
      }
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(java, "-Xshare:auto", "scripts/MergeLambdas.java", function.toString())
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(folder.resolve("Lambdas$Lambdas.class")).exists();
    try (var loader =
        new URLClassLoader(
            new URL[] {function.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      var merged = loader.loadClass(Lambdas.class.getName());

      assertThat(merged).isNotEqualTo(Lambdas.class);
      assertThat(merged.getMethod("results").invoke(null)).isEqualTo(Lambdas.results());
    }
  }
}

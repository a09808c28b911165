package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verbs that need no AWS load nothing of its SDK, so that a hook need not wait for it. */
class OfflineVerbsTest {
  @TempDir private Path directory;

  static Stream<List<String>> lines() {
    return Stream.of(
        List.of("lint", "catalog"),
        List.of("lint", "catalog", "--tags", "policy=pay/fraud", "--format", "sarif"),
        List.of("try", "--catalog", "catalog", "--kind", "all", "policy=default"),
        List.of("try", "policy=llm", "vs", "policy=default", "--format", "json"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void no_class_of_the_aws_sdk_is_loaded(List<String> line) throws Exception {
    var loaded = directory.resolve("classes");

    assertThat(run(loaded, line)).isZero();
    assertThat(classes(loaded)).anyMatch(name -> name.startsWith("io.github.tagscaler.command."));
    assertThat(classes(loaded)).noneMatch(name -> name.startsWith("software.amazon."));
  }

  private int run(Path loaded, List<String> line) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded + "::filecount=0",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                Main.class.getName()));
    command.addAll(line);
    var process =
        new ProcessBuilder(command)
            .directory(SeededAccount.SEEDS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        Stream.of(classPath.split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .toList());
  }

  /** The names of the classes in lines such as {@code [0.1s][info][class,load] a.B source: ...}. */
  private static List<String> classes(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .map(line -> line.substring(line.lastIndexOf(']') + 1).strip().split(" ", 2)[0])
        .toList();
  }
}

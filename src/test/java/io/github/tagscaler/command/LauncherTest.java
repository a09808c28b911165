package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the installed command, with a java that prints how it was started. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String NO_JDK =
      "tagscaler: This needs a JDK 25 or later and found none. Install one (adoptium.net has it), or"
          + " point JAVA_HOME at it.\n";

  @TempDir private Path folder;
  private Path prefix;

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    prefix = folder.resolve("my tools");
    Files.createDirectories(prefix.resolve("bin"));
    Files.createDirectories(prefix.resolve("share/tagscaler/lib"));
    Files.copy(Path.of("src/command/sh/tagscaler"), prefix.resolve("bin/tagscaler"));
    Files.createFile(prefix.resolve("share/tagscaler/lib/a.jar"));
    Files.createFile(prefix.resolve("share/tagscaler/lib/b.jar"));
    recorded(jdk("installed", "25.0.1"));
  }

  @Test
  void starts_the_command_with_the_recorded_jdk_and_all_jars() throws Exception {
    var run = run(Map.of(), prefix.resolve("bin/tagscaler").toString(), "try", "a b");

    var share = prefix + "/bin/../share/tagscaler";
    assertThat(run)
        .isEqualTo(
            new Run(
                0,
                """
                installed
                -XX:AOTCache=%1$s/tagscaler.aot
                -Xlog:disable
                -XX:TieredStopAtLevel=1
                -XX:+UseSerialGC
                -cp
                %1$s/lib/a.jar:%1$s/lib/b.jar
                io.github.tagscaler.command.Main
                try
                a b
                COLUMNS= TAGSCALER_TTY=
                """
                    .formatted(share),
                ""));
  }

  @Test
  void is_found_through_links_and_on_the_path() throws Exception {
    var links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(
        links.resolve("absolute"), prefix.resolve("bin/tagscaler").toAbsolutePath());
    Files.createSymbolicLink(links.resolve("relative"), Path.of("../my tools/bin/tagscaler"));
    Files.createSymbolicLink(links.resolve("chain"), Path.of("relative"));

    for (var link : List.of("absolute", "relative", "chain")) {
      assertThat(run(Map.of(), links.resolve(link).toString()).out()).startsWith("installed\n");
    }
    var path = links + ":" + prefix + "/bin:/usr/bin:/bin";
    assertThat(run(Map.of("PATH", path), "chain").out()).startsWith("installed\n");
    assertThat(run(Map.of("PATH", path), "tagscaler").out()).startsWith("installed\n");
  }

  @Test
  void without_the_recorded_jdk_it_takes_that_of_java_home() throws Exception {
    recorded(folder.resolve("gone"));
    var home = jdk("home", "26");

    assertThat(run(Map.of("JAVA_HOME", home.toString()), tagscaler()).out()).startsWith("home\n");
  }

  @Test
  void an_older_jdk_is_passed_over() throws Exception {
    recorded(jdk("updated", "21.0.4"));
    var old = jdk("old", "17.0.9");
    var onPath = jdk("on-path", "25-ea");
    var environment = Map.of("JAVA_HOME", old.toString(), "PATH", onPath + "/bin:/usr/bin:/bin");

    assertThat(run(environment, tagscaler()).out()).startsWith("on-path\n");
  }

  @Test
  void without_any_jdk_it_says_what_is_needed() throws Exception {
    Files.delete(prefix.resolve("share/tagscaler/jdk"));
    var old = jdk("old", "17.0.9");
    var tools = Files.createDirectories(folder.resolve("tools"));
    for (var tool : List.of("sh", "stty", "readlink")) {
      Files.createSymbolicLink(tools.resolve(tool), which(tool));
    }

    assertThat(run(Map.of("PATH", tools.toString()), tagscaler()))
        .isEqualTo(new Run(3, "", NO_JDK));
    assertThat(run(Map.of("PATH", old + "/bin:" + tools), tagscaler()))
        .isEqualTo(new Run(3, "", NO_JDK));
  }

  @Test
  void without_its_jars_it_says_how_to_get_them() throws Exception {
    Files.move(prefix.resolve("share"), folder.resolve("elsewhere"));

    assertThat(run(Map.of(), tagscaler()))
        .isEqualTo(
            new Run(
                3,
                "",
                "tagscaler: %s/bin/../share/tagscaler/lib is missing. Install it again: make install\n"
                    .formatted(prefix)));
  }

  @Test
  void passes_the_width_that_the_caller_sets() throws Exception {
    assertThat(run(Map.of("COLUMNS", "72"), tagscaler()).out())
        .endsWith("COLUMNS=72 TAGSCALER_TTY=\n");
  }

  @Test
  void ends_with_the_exit_code_of_the_command() throws Exception {
    assertThat(run(Map.of("EXIT", "2"), tagscaler()).exit()).isEqualTo(2);
  }

  private String tagscaler() {
    return prefix.resolve("bin/tagscaler").toString();
  }

  private void recorded(Path jdk) throws IOException {
    Files.writeString(prefix.resolve("share/tagscaler/jdk"), jdk + "\n");
  }

  /** A JDK whose java prints its name, its arguments and what surrounds it. */
  private Path jdk(String name, String version) throws IOException {
    var jdk = folder.resolve("jdks").resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"),
        "IMPLEMENTOR=\"Example\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base\"\n");
    var java = jdk.resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        printf '%%s\\n' %s "$@"
        echo "COLUMNS=${COLUMNS:-} TAGSCALER_TTY=$TAGSCALER_TTY"
        exit ${EXIT:-0}
        """
            .formatted(name));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return jdk;
  }

  private static Path which(String tool) {
    for (var folder : List.of("/usr/bin", "/bin")) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return Path.of(folder, tool);
      }
    }
    throw new IllegalStateException("There is no " + tool);
  }

  private Run run(Map<String, String> environment, String... command) throws Exception {
    var words = new ArrayList<>(List.of("sh", "-c", "exec \"$0\" \"$@\""));
    words.addAll(List.of(command));
    var errors = folder.resolve("stderr");
    var builder = new ProcessBuilder(words).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, Files.readString(errors));
  }
}

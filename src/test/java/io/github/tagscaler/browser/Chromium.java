package io.github.tagscaler.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A running headless Chromium. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");
  private static final Path MAC =
      Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

  private final Process process;
  private final DevTools tools;
  private final Path profile;

  private Chromium(Process process, DevTools tools, Path profile) {
    this.process = process;
    this.tools = tools;
    this.profile = profile;
  }

  /**
   * Starts one. Where none is installed the test is skipped, but not on a CI machine, which has to
   * have one.
   */
  public static Chromium start() {
    var program = find();
    if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("A CI machine must have Chromium. .ci/run installs it.");
    }
    assumeTrue(
        program.isPresent(),
        "Skipped: no Chromium is installed. Install one (on Debian: apt-get install chromium-headless-shell), or name it in TAGSCALER_BROWSER.");
    try {
      var profile = Files.createTempDirectory("tagscaler-browser");
      var process =
          new ProcessBuilder(
                  program.get().toString(),
                  "--headless",
                  "--no-sandbox", // as root in a container there is none
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--disable-background-networking",
                  "--no-first-run",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile,
                  "about:blank")
              .redirectErrorStream(true)
              .start();
      return new Chromium(process, DevTools.connect(address(process)), profile);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Optional<Path> find() {
    var named = System.getenv("TAGSCALER_BROWSER");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            NAMES.stream()
                .flatMap(name ->
                    Arrays.stream(path.split(File.pathSeparator)).map(at -> Path.of(at, name))),
            Stream.of(MAC))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static URI address(Process process) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var said = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      var address = LISTENING.matcher(line);
      if (address.find()) {
        // Whatever else it says is not kept, but has to be read.
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
        return URI.create(address.group(1));
      }
    }
    throw new IOException("Chromium did not start: " + said);
  }

  /** Opens a page and waits until it is loaded. */
  public Page open(Path file) {
    return Page.open(tools, file.toUri(), true);
  }

  /** Opens a page without its scripts. */
  public Page openWithoutScripts(Path file) {
    return Page.open(tools, file.toUri(), false);
  }

  @Override
  public void close() {
    tools.close();
    process.destroy();
    try {
      process.waitFor();
      try (var files = Files.walk(profile)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

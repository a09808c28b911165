package io.github.tagscaler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the documentation. */
public final class Pages {
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\n(.*?)^ *```$");
  private static final Pattern CODE = Pattern.compile("`([^`\n]*)`");
  private static final Pattern LINE_END = Pattern.compile(" *\\\\\n *");

  private Pages() {}

  /** All of them. */
  public static List<Path> all() throws IOException {
    try (var docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              docs.filter(file -> file.toString().endsWith(".md")),
              Stream.of(
                      "README.md",
                      "CONTRIBUTING.md",
                      "SECURITY.md",
                      "CHANGELOG.md",
                      "events/README.md",
                      "deploy/terraform/README.md")
                  .map(Path::of))
          .sorted()
          .toList();
    }
  }

  /** All but the decisions, which speak of their time. */
  public static List<Path> ofToday() throws IOException {
    return all().stream().filter(page -> !page.startsWith("docs/adr")).toList();
  }

  /** What is written on a page. */
  public static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page without its blocks of code. */
  public static String withoutBlocks(Path page) {
    return CODE_BLOCK.matcher(text(page)).replaceAll("");
  }

  /** A page without any code. */
  public static String withoutCode(Path page) {
    return CODE.matcher(withoutBlocks(page)).replaceAll("");
  }

  /** The blocks of code in one of these languages. */
  public static Stream<String> blocks(Path page, String... languages) {
    return CODE_BLOCK
        .matcher(text(page))
        .results()
        .filter(block -> List.of(languages).contains(block.group(1)))
        .map(block -> block.group(2));
  }

  /** The words that are written as code inside the text. */
  public static Stream<String> words(Path page) {
    return CODE.matcher(withoutBlocks(page)).results().map(word -> word.group(1));
  }

  /** The lines of all commands, inside and outside of blocks; one that goes on is one line. */
  public static Stream<String> commands(Path page) {
    var shown = blocks(page, "console").flatMap(Pages::lines).filter(line -> line.startsWith("$ "));
    return Stream.of(blocks(page, "sh", "bash").flatMap(Pages::lines), shown, words(page))
        .flatMap(lines -> lines);
  }

  private static Stream<String> lines(String block) {
    return LINE_END.matcher(block).replaceAll(" ").lines();
  }
}

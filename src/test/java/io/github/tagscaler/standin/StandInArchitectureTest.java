package io.github.tagscaler.standin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StandInArchitectureTest {

  private static final String ROOT = "io.github.tagscaler.standin";
  private static final int MOST_LINES = 300;

  private final JavaClasses classes =
      new ClassFileImporter()
          .importPath(
              Path.of(
                  "target",
                  Stream.concat(Stream.of("standin"), Stream.of(ROOT.split("\\.", -1)))
                      .toArray(String[]::new)));

  /** What it shared with the product it could not check. */
  @Test
  void needs_the_jdk_alone_and_shares_no_type_with_the_product() {
    assertThat(classes).hasSizeGreaterThan(50);
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + "..", "java..", "com.sun.net.httpserver..", "org.jspecify..")
        .check(classes);
  }

  @Test
  void has_no_cycles_between_its_packages() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void has_only_small_classes() throws IOException {
    Path sources = Path.of("src/standin/java", ROOT.split("\\.", -1));
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> large =
          files.filter(Files::isRegularFile).filter(file -> lines(file) > MOST_LINES).toList();

      assertThat(large).isEmpty();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

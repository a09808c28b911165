package io.github.tagscaler.command;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of the command may know which. */
class CommandArchitectureTest {
  private static final String ROOT = "io.github.tagscaler";
  private static final String COMMAND = ROOT + ".command";

  private static final int MOST_LINES = 250;

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target/command-classes"));

  private static final JavaClasses FUNCTION =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void the_function_knows_neither_the_command_nor_its_libraries_nor_the_stand_in() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            COMMAND + "..",
            ROOT + ".standin..",
            ROOT + ".demo..",
            "picocli..",
            "j2html..",
            "org.apache.commons..")
        .check(FUNCTION);
  }

  @Test
  void only_the_command_s_aws_package_knows_the_sdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(COMMAND + ".aws..")
        .should()
        .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.."))
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({"j2html.., report|simulate", "org.apache.commons.csv.., report|simulate"})
  void only_these_packages_know_each_library(String library, String packages) {
    var allowed = packages.split("\\|", -1);
    for (int i = 0; i < allowed.length; i++) {
      allowed[i] = COMMAND + "." + allowed[i] + "..";
    }
    noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void only_the_demo_and_the_training_for_it_know_the_stand_in() {
    classes()
        .that()
        .resideOutsideOfPackage(COMMAND + ".demo..")
        .and()
        .doNotBelongToAnyOf(Training.class)
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(ROOT + ".standin..", ROOT + ".demo..")
        .check(CLASSES);
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching(COMMAND + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothing_reads_the_process_but_the_main_class_and_the_terminal() {
    noClasses()
        .that()
        .resideOutsideOfPackage(COMMAND + ".terminal")
        .and()
        .doNotHaveFullyQualifiedName(COMMAND + ".Main")
        .and()
        .doNotBelongToAnyOf(Training.class)
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void every_package_is_null_marked() {
    assertThat(CLASSES.stream().map(each -> each.getPackage()).distinct())
        .filteredOn(each -> !each.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .isEmpty();
  }

  @Test
  void files_are_small() throws IOException {
    try (var files = Files.walk(Path.of("src/command/java"))) {
      var large = new ArrayList<Path>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readAllLines(file).size() > MOST_LINES) {
          large.add(file);
        }
      }
      assertThat(large).isEmpty();
    }
  }

  @Test
  void the_rules_above_see_the_classes_they_speak_of() {
    assertThat(CLASSES.size()).isGreaterThan(100);
    assertThat(FUNCTION.size()).isGreaterThan(150);
  }
}

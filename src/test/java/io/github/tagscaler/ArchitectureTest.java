package io.github.tagscaler;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which part may know which: a pure core, a shell around it, and one package that knows AWS. */
class ArchitectureTest {
  private static final String ROOT = "io.github.tagscaler";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** The core, and what each part of it may know beside itself. */
  private static final Map<String, List<String>> CORE =
      Map.of(
          "json", List.of(),
          "resource", List.of(),
          "event", List.of("json", "resource"),
          "outcome", List.of("json", "event", "resource"),
          "policy.window", List.of("outcome", "resource"),
          "policy.setting", List.of("outcome", "resource", "policy.window"),
          "policy.catalog", List.of("outcome", "resource", "policy.setting", "policy.window"),
          "policy",
              List.of("outcome", "resource", "policy.window", "policy.setting", "policy.catalog"),
          "policy.check",
              List.of(
                  "outcome",
                  "resource",
                  "policy",
                  "policy.window",
                  "policy.setting",
                  "policy.catalog"),
          "scaling",
              List.of("json", "outcome", "policy", "policy.setting", "policy.window", "resource"));

  /** The JSON parser that the AWS SDK brings along for itself. */
  private static final String JACKSON = "software.amazon.awssdk.thirdparty.jackson.core..";

  /** The one library that a part of the core may know. */
  private static final Map<String, String> LIBRARIES =
      Map.of("policy.catalog", "org.snakeyaml.engine..", "json", JACKSON);

  static Stream<String> core() {
    return CORE.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("core")
  void a_part_of_the_core_knows_java_and_what_lies_under_it(String part) {
    var allowed =
        Stream.of(
                Stream.of("java..", "org.jspecify.annotations..", ROOT + "." + part),
                CORE.getOrDefault(part, List.of()).stream().map(other -> ROOT + "." + other),
                Stream.ofNullable(LIBRARIES.get(part)))
            .flatMap(each -> each)
            .toArray(String[]::new);

    classes()
        .that()
        .resideInAPackage(ROOT + "." + part)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(CLASSES);
  }

  @Test
  void the_core_has_no_clock_no_environment_no_streams_and_no_threads() {
    var core = CORE.keySet().stream().map(part -> ROOT + "." + part).toArray(String[]::new);

    noClasses()
        .that()
        .resideInAnyPackage(core)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            System.class, Thread.class, java.time.Clock.class, java.time.InstantSource.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..", "java.net..", "java.nio.file..")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "software.amazon.awssdk.thirdparty.jackson.core.., json",
    "com.amazonaws.services.lambda.., lambda",
    "org.snakeyaml.engine.., policy.catalog",
  })
  void only_one_package_knows_each_library(String library, String knows) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + knows)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void only_aws_knows_the_sdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".aws")
        .should()
        .dependOnClassesThat(
            resideInAPackage("software.amazon.awssdk..").and(not(resideInAPackage(JACKSON))))
        .check(CLASSES);
  }

  @Test
  void reconciling_knows_neither_aws_nor_lambda_nor_reports() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".reconcile")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".aws", ROOT + ".lambda", ROOT + ".report")
        .check(CLASSES);
  }

  @Test
  void reconciling_does_not_know_the_sweep() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".reconcile")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".sweep")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".sweep")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".aws", ROOT + ".lambda")
        .check(CLASSES);
  }

  @Test
  void files_are_free_of_cycles() {
    slices().assignedFrom(FILES).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void every_package_is_null_marked() {
    assertThat(packages())
        .filteredOn(each -> !each.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .isEmpty();
  }

  @Test
  void the_rules_above_see_the_classes_they_speak_of() {
    assertThat(packages().map(JavaPackage::getName))
        .contains(ROOT + ".aws", ROOT + ".lambda", ROOT + ".reconcile", ROOT + ".sweep")
        .containsAll(core().map(part -> ROOT + "." + part).toList());
    assertThat(CLASSES.size()).isGreaterThan(150);
  }

  /** A class together with those nested in it. */
  private static final SliceAssignment FILES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
          var name = each.getName();
          var nested = name.indexOf('$');
          return SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested));
        }

        @Override
        public String getDescription() {
          return "files";
        }
      };

  private static Stream<JavaPackage> packages() {
    return CLASSES.stream().map(JavaClass::getPackage).distinct();
  }
}

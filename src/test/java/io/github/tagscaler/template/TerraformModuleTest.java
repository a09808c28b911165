package io.github.tagscaler.template;

import static io.github.tagscaler.template.Template.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Terraform module has the parameters of the template, with their descriptions. */
class TerraformModuleTest {
  private static final Path FILE = Path.of("deploy/terraform/parameters.tf");
  private static final Pattern VARIABLE = Pattern.compile("(?m)^variable \"(\\w+)\"");
  private static final Pattern REQUIRED =
      Pattern.compile("(?m)^variable \"(\\w+)\" \\{\n(?:(?! +default).+\n)+}");
  private static final Pattern ARGUMENT = Pattern.compile("(?m)^  (\\w+) +=");

  @Test
  void its_variables_are_the_parameters_of_the_template() throws IOException {
    var expected = generated();
    if (Boolean.getBoolean("tagscaler.docs.write")) {
      Files.writeString(FILE, expected);
    }

    assertThat(Files.readString(FILE))
        .as("Written by this test with -Dtagscaler.docs.write=true")
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/terraform.md", "deploy/terraform/README.md"})
  void each_module_on_the_pages_has_all_that_it_requires_and_only_its_variables(String page)
      throws IOException {
    var own = Files.readString(Path.of("deploy/terraform/variables.tf"));
    var declared = new TreeSet<>(names(VARIABLE, own + Files.readString(FILE)));
    declared.addAll(List.of("source", "providers"));
    var modules =
        Pages.blocks(Path.of(page), "hcl")
            .filter(block -> block.startsWith("module \"tagscaler\""))
            .toList();

    assertThat(modules).hasSize(1);
    assertThat(names(ARGUMENT, modules.getFirst()))
        .isSubsetOf(declared)
        .contains("release_version", "release_directory", "bucket");
    assertThat(names(REQUIRED, own))
        .containsExactly("release_version", "release_directory", "bucket");
  }

  /** A rollback of the stack needs the zip of before, until the update has succeeded. */
  @Test
  void the_old_zip_and_template_are_deleted_only_after_the_stack_is_updated() throws IOException {
    var objects =
        Pattern.compile("(?m)^resource \"aws_s3_object\" \"(\\w+)\" \\{\n(?:(?!}).*\n)+}")
            .matcher(Files.readString(Path.of("deploy/terraform/main.tf")))
            .results()
            .toList();

    assertThat(objects).extracting(object -> object.group(1)).containsExactly("code", "template");
    assertThat(objects)
        .allSatisfy(object ->
            assertThat(object.group())
                .contains("\n  lifecycle {\n    create_before_destroy = true\n  }\n"));
  }

  @Test
  void the_template_is_too_large_for_a_call_as_the_page_says() throws IOException {
    assertThat(Files.size(Path.of("template.yaml"))).isGreaterThan(51_200);
  }

  private static List<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String generated() {
    var parameters = members(new Template().parameters());
    int width = parameters.keySet().stream().mapToInt(String::length).max().orElse(0);
    var text =
        new StringBuilder(
            "# Made from template.yaml by a test: TerraformModuleTest, with -Dtagscaler.docs.write=true.\n\nlocals {\n  parameters = {\n");
    parameters
        .sequencedKeySet()
        .forEach(name ->
            text.append("    %s = var.%s\n".formatted(padded(name, width), variable(name))));
    text.append("  }\n}\n");
    parameters.forEach((name, parameter) ->
        text.append(
            """

            variable "%s" {
              type        = %s
              default     = null
              description = "%s"
            }
            """
                .formatted(
                    variable(name),
                    parameter.get("Type").text().orElseThrow().equals("Number")
                        ? "number"
                        : "string",
                    escaped(parameter.get("Description").text().orElseThrow()))));
    return text.toString();
  }

  private static String padded(String name, int width) {
    return name + " ".repeat(width - name.length());
  }

  private static String variable(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("${", "$${")
        .replace("%{", "%%{");
  }
}

package io.github.tagscaler.template;

import static io.github.tagscaler.template.Template.members;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The Terraform module has the parameters of the template, with their descriptions. */
class TerraformModuleTest {
  private static final Path FILE = Path.of("deploy/terraform/parameters.tf");

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

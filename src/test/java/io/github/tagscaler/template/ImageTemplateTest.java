package io.github.tagscaler.template;

import static io.github.tagscaler.template.Template.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The template of the container image, which {@code scripts/image-template} makes. */
class ImageTemplateTest {
  private static final Path TEMPLATE = Path.of("template.yaml");

  @TempDir private Path directory;

  private Json zip;
  private Json image;

  @BeforeEach
  void make() throws Exception {
    var made = directory.resolve("template.yaml");
    var process =
        new ProcessBuilder("scripts/image-template", "tagscaler:arm64", "arm64")
            .redirectInput(TEMPLATE.toFile())
            .redirectOutput(made.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    zip = Yaml.read(TEMPLATE);
    image = Yaml.read(made);
  }

  @Test
  void packs_the_function_as_an_image_and_leaves_all_else_as_it_is() {
    var expected = new LinkedHashMap<>(members(zip.get("Resources")));
    var function = new LinkedHashMap<>(members(function(zip)));
    List.of(
            "CodeUri",
            "Handler",
            "Runtime",
            "SnapStart",
            "AutoPublishAlias",
            "AutoPublishAliasAllProperties",
            "VersionDescription")
        .forEach(function::remove);
    function.put("PackageType", Json.of("Image"));
    function.put("ImageUri", Json.of("tagscaler:arm64"));
    expected.put(
        "TagscalerFunction",
        Json.object()
            .put("Type", "AWS::Serverless::Function")
            .put("Properties", new Json.Obj(function))
            .build());
    var source =
        new LinkedHashMap<>(
            members(Objects.requireNonNull(expected.get("WorkQueueSource")).get("Properties")));
    source.put("FunctionName", Json.object().put("Ref", "TagscalerFunction").build());
    expected.put(
        "WorkQueueSource",
        Json.object()
            .put("Type", "AWS::Lambda::EventSourceMapping")
            .put("Properties", new Json.Obj(source))
            .build());

    assertThat(Map.copyOf(members(image.get("Resources")))).isEqualTo(expected);
  }

  @Test
  void has_the_same_parameters_but_for_the_snapshot() {
    var expected = new ArrayList<>(members(zip.get("Parameters")).keySet());
    expected.remove("SnapStart");

    assertThat(members(image.get("Parameters")).keySet()).containsExactlyElementsOf(expected);
    assertThat(image.write()).doesNotContain("SnapStart");
  }

  @Test
  void is_for_the_architecture_of_the_image_alone() {
    var architecture = image.get("Parameters").get("Architecture");

    assertThat(architecture.get("Default")).isEqualTo(Json.of("arm64"));
    assertThat(architecture.get("AllowedValues")).isEqualTo(Json.ofStrings(List.of("arm64")));
  }

  @Test
  void starts_the_handler_of_the_template() throws Exception {
    assertThat(Files.readString(Path.of("src/image/Dockerfile")))
        .contains("CMD [\"" + function(zip).get("Handler").text().orElseThrow() + "\"]");
  }

  private static Json function(Json template) {
    return template.get("Resources").get("TagscalerFunction").get("Properties");
  }
}

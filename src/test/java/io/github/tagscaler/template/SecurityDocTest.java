package io.github.tagscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The statement in {@code SECURITY.md} protects every spelling of the tags that Tagscaler reads.
 */
class SecurityDocTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoscaling:max",
        "AutoScaling:policy@blue",
        "AUTOSCALING:min",
        " autoscaling:max"
      })
  void protects_the_tag(String key) throws IOException {
    assertThat(key).matches(protectedKeys());
  }

  @ParameterizedTest
  @ValueSource(strings = {"environment", "team:owner", "cost-center"})
  void leaves_other_tags_alone(String key) throws IOException {
    assertThat(key).doesNotMatch(protectedKeys());
  }

  /** IAM's wildcards as a regular expression. */
  private static Pattern protectedKeys() throws IOException {
    var block = BLOCK.matcher(Files.readString(Path.of("SECURITY.md")));
    assertThat(block.find()).isTrue();
    Json statement =
        JsonReader.read(block.group(1)).get("Statement").stream().findFirst().orElseThrow();
    var keys = statement.get("Condition").get("ForAnyValue:StringLike").get("aws:TagKeys");
    return Pattern.compile(keys.text().orElseThrow().replace("?", ".").replace("*", ".*"));
  }
}

package io.github.tagscaler.command.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The traffic and the tags of a target that exists. */
class SimulateTargetTest {
  private static SeededAccount account;

  @BeforeAll
  static void furnish() {
    account = SeededAccount.empty();
    account.seed(
        """
        {
          "endpoints": [
            {"name": "chat", "variants": [{"instanceType": "ml.g5.xlarge"}], "tags": {"autoscaling:policy": "llm", "autoscaling:max": "6"}},
            {"name": "idle", "tags": {"autoscaling:policy": "default"}},
            {"name": "plain"},
            {"name": "two", "variants": [{"name": "blue"}, {"name": "green"}]},
            {"name": "host", "variants": [{"instanceType": "ml.g5.12xlarge", "managedScaling": {"min": 0, "max": 4}}]}
          ],
          "components": [{"name": "small", "endpoint": "host"}, {"name": "large", "endpoint": "host"}],
          "metrics": [
            {"namespace": "AWS/SageMaker", "metric": "Invocations", "dimensions": {"EndpointName": "chat", "VariantName": "AllTraffic"},
             "values": [%s]}
          ]
        }
        """
            .formatted(
                IntStream.range(0, 600)
                    .mapToObj(minute -> minute < 300 ? "120" : "1500")
                    .collect(Collectors.joining(","))));
  }

  @AfterAll
  static void close() {
    account.close();
  }

  private static CommandRun simulate(String... arguments) {
    var all = new String[arguments.length + 1];
    all[0] = "simulate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Shell.on(account.aws()).run(all);
  }

  @Test
  void the_traffic_of_a_target_is_followed_by_its_own_tags() {
    var json = simulate("chat", "--days", "1", "--format", "json").json();
    assertThat(json.get("trace").get("name"))
        .isEqualTo(Json.of("endpoint/chat/variant/AllTraffic"));
    assertThat(json.get("trace").get("requests")).isEqualTo(Json.of(300 * 120 + 300 * 1500));
    var policy = json.get("policies").stream().findFirst().orElseThrow();
    assertThat(policy.get("tags"))
        .isEqualTo(Json.of("the tags of endpoint/chat/variant/AllTraffic"));
    assertThat(policy.get("decisions").stream().findFirst().orElseThrow().get("to"))
        .isEqualTo(Json.of(5));
  }

  @Test
  void tags_to_try_are_laid_over_its_own() {
    var json =
        simulate("chat", "--days", "1", "target=50", "vs", "max=3", "--format", "json").json();
    var capacities =
        json.get("policies").stream()
            .map(policy ->
                policy.get("decisions").stream().map(each -> each.get("to")).distinct().toList())
            .toList();
    assertThat(capacities.get(0)).isEmpty();
    assertThat(capacities.get(1)).containsExactly(Json.of(3));
  }

  @Test
  void a_target_can_be_tried_on_another_trace() {
    assertThat(simulate("chat", "--trace", "launch-spike").out())
        .startsWith("launch-spike:")
        .contains("1  the tags of endpoint/chat/variant/AllTraffic");
  }

  @Test
  void json_is_what_the_schema_says() {
    for (var run :
        new CommandRun[] {
          simulate("chat", "--days", "1", "--price", "1.41", "--format", "json"),
          simulate(
              "chat",
              "--days",
              "1",
              "max=3",
              "vs",
              "max=5",
              "vs",
              "policy=lmm",
              "--format",
              "json"),
          simulate("--trace", "launch-spike", "policy=off", "--format", "json")
        }) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(schema())
                  .validate(run.out(), InputFormat.JSON))
          .extracting(Error::toString)
          .isEmpty();
    }
  }

  private static String schema() {
    try {
      return Files.readString(Path.of("src/command/resources/schema/command/simulate.schema.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_target_without_traffic_says_so() {
    var run = simulate("idle");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err())
        .endsWith(
            "error: CloudWatch has no requests of endpoint/idle/variant/AllTraffic in the last 14 days. Name a CSV file or a sample with --trace.\n");
  }

  @Test
  void a_target_without_tags_needs_some() {
    var run = simulate("plain", "--trace", "launch-spike");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("cannot be simulated: the tags of endpoint/plain/variant/AllTraffic")
        .contains("No tag of it asks for scaling.");
  }

  @Test
  void one_of_several_variants_has_to_be_named() {
    var run = simulate("two");
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err())
        .contains(
            "endpoint/two has 2 variants. Name one of them: endpoint/two/variant/blue, endpoint/two/variant/green.");
  }

  @Test
  void one_of_the_components_of_an_endpoint_has_to_be_named() {
    assertThat(simulate("host").err())
        .contains(
            "endpoint/host hosts inference components, which scale by themselves. Name one of them: inference-component/large, inference-component/small.");
  }

  @Test
  void a_target_that_does_not_exist_is_an_error_with_what_was_meant() {
    var run = simulate("caht", "max=3");
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("Did you mean \"chat\"?");
  }
}

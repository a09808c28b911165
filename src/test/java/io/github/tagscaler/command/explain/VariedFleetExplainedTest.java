package io.github.tagscaler.command.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.VariedFleet;
import io.github.tagscaler.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever state a resource is in, it is explained. */
class VariedFleetExplainedTest {

  @Test
  void every_fifth_resource_of_the_varied_fleet() {
    try (var account = VariedFleet.account()) {
      var state = JsonReader.read(account.aws().state());
      var names =
          Stream.concat(
                  state.get("endpoints").stream()
                      .map(each -> "endpoint/" + each.get("EndpointName").text().orElseThrow()),
                  state.get("inferenceComponents").stream()
                      .map(each ->
                          "inference-component/"
                              + each.get("InferenceComponentName").text().orElseThrow()))
              .toList();
      List<String> args = new ArrayList<>(List.of("explain", "--catalog", "/tagscaler/catalog"));
      for (int i = 0; i < names.size(); i += 5) {
        args.add(names.get(i));
      }
      int asked = args.size() - 3;

      var text = Shell.on(account.aws()).run(args.toArray(String[]::new));
      args.addAll(List.of("--format", "json"));
      var json = Shell.on(account.aws()).run(args.toArray(String[]::new));

      ExplainedAccount.check(json);
      assertThat(text.exit()).as(text.err()).isEqualTo(1);
      assertThat(json.json().get("targets").stream()).hasSizeGreaterThanOrEqualTo(asked);
      assertThat(asked).isGreaterThan(40);
    }
  }
}

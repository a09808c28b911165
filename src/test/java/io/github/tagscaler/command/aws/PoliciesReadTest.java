package io.github.tagscaler.command.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.command.terminal.Progress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoliciesReadTest {
  @Test
  void how_many_targets_policies_were_read_is_known_once_all_targets_are_listed() {
    try (var account = SeededAccount.after("seed fleet.json; reconcile")) {
      var connection =
          Connection.open(
              Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
              null,
              "us-east-1",
              account.aws().endpoint().toString());
      assertThat(connection.policiesRead()).isEqualTo(Progress.Count.UNKNOWN);

      var targets = connection.adapters().fleet("tagscaler").read(Duration.ofMinutes(1)).targets();

      assertThat(connection.policiesRead())
          .isEqualTo(
              new Progress.Count(
                  targets.stream().filter(each -> !each.policies().isEmpty()).count(),
                  targets.size()));
      assertThat(connection.policiesRead().done()).isPositive();
    }
  }
}

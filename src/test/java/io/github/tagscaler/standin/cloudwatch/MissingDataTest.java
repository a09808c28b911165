package io.github.tagscaler.standin.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of the CloudWatch user guide, Configuring how CloudWatch alarms treat missing data. An
 * X breaches, a 0 does not, a - is missing; the newest is last.
 */
class MissingDataTest {

  @ParameterizedTest
  @CsvSource({
    "0-X-X, OK, OK, OK, OK",
    "----0, OK, OK, OK, OK",
    "-----, INSUFFICIENT_DATA, KEPT, ALARM, OK",
    "0XX-X, ALARM, ALARM, ALARM, ALARM",
    "--X--, ALARM, KEPT, ALARM, OK"
  })
  void three_of_three_must_breach(
      String range, String missing, String ignore, String breaching, String notBreaching) {
    check(3, range, missing, ignore, breaching, notBreaching);
  }

  @ParameterizedTest
  @CsvSource({
    "0-X-X, ALARM, ALARM, ALARM, ALARM",
    "00X0X, ALARM, ALARM, ALARM, ALARM",
    "0-X--, OK, OK, ALARM, OK",
    "----0, OK, OK, ALARM, OK",
    "---X-, ALARM, KEPT, ALARM, OK"
  })
  void two_of_three_must_breach(
      String range, String missing, String ignore, String breaching, String notBreaching) {
    check(2, range, missing, ignore, breaching, notBreaching);
  }

  private static void check(int datapointsToAlarm, String range, String... states) {
    List<String> treatments = List.of("missing", "ignore", "breaching", "notBreaching");
    for (int i = 0; i < states.length; i++) {
      var rule = new MissingData(3, datapointsToAlarm, treatments.get(i));

      assertThat(rule.state(newestFirst(range), "KEPT")).as(treatments.get(i)).isEqualTo(states[i]);
    }
  }

  private static List<Optional<Boolean>> newestFirst(String range) {
    List<Optional<Boolean>> breaching = new ArrayList<>();
    for (int i = 0; i < range.length(); i++) {
      char c = range.charAt(i);
      breaching.addFirst(c == '-' ? Optional.empty() : Optional.of(c == 'X'));
    }
    return breaching;
  }
}

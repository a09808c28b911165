package io.github.tagscaler.policy.window;

import static io.github.tagscaler.policy.window.Expressions.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.Bounds;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a weekly change is written for AWS. */
class WeeklyActionTest {

  @Test
  void the_same_change_on_several_days_is_one_action() {
    var actions = WeeklyAction.of(timeline("Mon/Wed 08:00-20:00 2-8 else 1 Europe/Berlin"));

    var days = Weekdays.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY);
    var zone = ZoneId.of("Europe/Berlin");
    assertThat(actions)
        .containsExactly(
            new WeeklyAction(days, LocalTime.of(8, 0), new Bounds(2, 8), zone),
            new WeeklyAction(days, LocalTime.of(20, 0), new Bounds(1, 1), zone));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          Mon-Fri 08:00-20:00 1       => tagscaler-Mon-Fri-0800      => cron(0 8 ? * MON,TUE,WED,THU,FRI *)
          Sun 23:05-23:10 1           => tagscaler-Sun-2305          => cron(5 23 ? * SUN *)
          Daily 00:30-20:00 1         => tagscaler-Daily-0030        => cron(30 0 * * ? *)
          Sat-Sun 08:00-20:00 1       => tagscaler-Sat-Sun-0800      => cron(0 8 ? * SAT,SUN *)
          Fri-Mon 08:00-20:00 1       => tagscaler-Fri-Mon-0800      => cron(0 8 ? * MON,FRI,SAT,SUN *)
          Sun-Mon 08:00-20:00 1       => tagscaler-Sun-Mon-0800      => cron(0 8 ? * MON,SUN *)
          Mon/Wed/Fri 08:00-20:00 1   => tagscaler-Mon+Wed+Fri-0800  => cron(0 8 ? * MON,WED,FRI *)
          Sat-Mon/Wed 08:00-20:00 1   => tagscaler-Wed+Sat-Mon-0800  => cron(0 8 ? * MON,WED,SAT,SUN *)
          Mon-Tue/Thu-Fri 08:00-20:00 1 => tagscaler-Mon-Tue+Thu-Fri-0800 => cron(0 8 ? * MON,TUE,THU,FRI *)
          Mon/Wed/Fri/Sun 08:00-20:00 1 => tagscaler-Wed+Fri+Sun-Mon-0800 => cron(0 8 ? * MON,WED,FRI,SUN *)
          """)
  void an_action_has_a_name_and_a_schedule(String expression, String name, String schedule) {
    var action = WeeklyAction.of(timeline(expression)).getFirst();

    assertThat(action.name()).isEqualTo(name);
    assertThat(action.schedule()).isEqualTo(schedule);
  }
}

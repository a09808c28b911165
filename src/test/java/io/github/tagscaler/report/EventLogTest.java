package io.github.tagscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final Written written = new Written();
  private final EventLog log = new EventLog(written.lines());

  @Test
  void an_event_that_is_not_for_tagscaler_is_logged() {
    log.ignored(new Command.Ignored("No rule is for EC2 events."), "7bf7");

    assertThat(written.writes())
        .containsExactly(
            """
            {"timestamp":"2026-08-07T12:00:00.123Z","level":"INFO","event":"Ignored",\
            "message":"No rule is for EC2 events.","id":"7bf7"}
            """);
  }

  @Test
  void a_request_that_cannot_be_taken_is_a_warning() {
    log.refused(new Command.Refused("endpointNmae is no member."), "7bf7");

    assertThat(written.writes())
        .containsExactly(
            """
            {"timestamp":"2026-08-07T12:00:00.123Z","level":"WARN","event":"Refused",\
            "message":"endpointNmae is no member.","id":"7bf7"}
            """);
  }

  @Test
  void priming_that_failed_is_a_warning() {
    log.notPrimed("java.net.ConnectException: Connection refused");

    assertThat(written.writes())
        .containsExactly(
            """
            {"timestamp":"2026-08-07T12:00:00.123Z","level":"WARN","event":"NotPrimed",\
            "message":"The first event takes longer: java.net.ConnectException: Connection refused",\
            "id":null}
            """);
  }

  @Test
  void a_message_that_is_no_event_is_a_warning_on_one_line() {
    log.dropped("It is no JSON: \"a\nb\".", null);

    assertThat(written.writes())
        .containsExactly(
            """
            {"timestamp":"2026-08-07T12:00:00.123Z","level":"WARN","event":"Dropped",\
            "message":"It is no JSON: \\"a\\\\nb\\".","id":null}
            """);
  }

  @Test
  void a_deploy_that_was_blocked_is_a_warning() {
    log.blocked("endpoint/chat: A target\nis there. Wait.", "7bf7");

    assertThat(written.writes())
        .containsExactly(
            """
            {"timestamp":"2026-08-07T12:00:00.123Z","level":"WARN","event":"DeployBlocked",\
            "message":"endpoint/chat: A target\\\\nis there. Wait.","id":"7bf7"}
            """);
  }

  @Test
  void an_outcome_that_could_not_be_published_is_a_warning() {
    var event = new OutcomeEvent("Scaling Applied", Json.object().build(), List.of());

    log.unpublished(event, "The bus does not exist.");

    assertThat(written.writes())
        .containsExactly(
            """
            {"timestamp":"2026-08-07T12:00:00.123Z","level":"WARN","event":"Unpublished",\
            "message":"Scaling Applied: The bus does not exist.","id":null}
            """);
  }

  @Test
  void a_message_that_failed_says_with_which_code() {
    log.failed(Code.THROTTLED, "ListEndpoints failed.", "7bf7");

    assertThat(written.writes())
        .containsExactly(
            """
            {"timestamp":"2026-08-07T12:00:00.123Z","level":"WARN","event":"Failed",\
            "code":"Throttled","message":"ListEndpoints failed.","id":"7bf7"}
            """);
  }

  @Test
  void a_message_that_keeps_failing_says_how_often_it_was_tried() {
    log.stillFailing(5, "ListEndpoints failed.", "7bf7");

    assertThat(written.writes())
        .containsExactly(
            """
            {"timestamp":"2026-08-07T12:00:00.123Z","level":"WARN","event":"StillFailing",\
            "message":"Attempt 5 has failed, too: ListEndpoints failed.","id":"7bf7"}
            """);
  }
}

package io.github.tagscaler.command.simulate.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceReaderTest {
  private static final Trace TWO_MINUTES =
      new Trace(
          "t.csv",
          Instant.parse("2026-01-05T08:00:00Z"),
          Duration.ofMinutes(1),
          List.of(12.0, 30.5));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time,requests\n2026-01-05T08:00:00Z,12\n2026-01-05T08:01:00Z,30.5\n",
        "\uFEFFtime,requests\r\n2026-01-05T08:00:00Z,12\r\n2026-01-05T08:01:00Z,30.5\r\n",
        "time;requests\n2026-01-05 08:00;12\n2026-01-05 08:01;30,5\n",
        "Time\tRequests\n2026-01-05T08:00\t12\n2026-01-05T08:01\t30.5",
        "time,errors,requests\n2026-01-05T09:00:00+01:00,0,12\n2026-01-05T03:01:00-0500,0,30.5\n",
        "\"time\",\"requests\"\n\"2026-01-05 08:00:00 UTC\",\"12\"\n\"2026-01-05 08:01:00 UTC\",\"30.5\"\n",
        "\n time , requests \n\n1767600000,12\n1767600060,30.5\n\n",
        "requests,time\n12,1767600000000\n30.5,1767600060000\n",
        "time,requests\n2026-01-05T09:00+01:00[Europe/Berlin],12\n2026-01-05T09:01+01:00[Europe/Berlin],30.5\n",
      })
  void reads_what_people_and_tools_write(String csv) throws BadTraceException {
    assertThat(TraceReader.read("t.csv", csv)).isEqualTo(TWO_MINUTES);
  }

  static Stream<Arguments> bad() {
    var minutes = "time,requests\n2026-01-05T08:00Z,1\n2026-01-05T08:01Z,1\n";
    return Stream.of(
        Arguments.of("", "the file is empty. Start with the line time,requests."),
        Arguments.of("\n \n", "the file is empty. Start with the line time,requests."),
        Arguments.of(
            "2026-01-05T08:00Z,1\n",
            "line 1: the header must name the columns time and requests (time,requests); it is \"2026-01-05T08:00Z,1\"."),
        Arguments.of(
            "timestamp,requests\n",
            "line 1: the header must name the columns time and requests (time,requests); it is \"timestamp,requests\"."),
        Arguments.of(
            "time|requests\n",
            "line 1: the header must name the columns time and requests (time,requests); it is \"time|requests\"."),
        Arguments.of(
            "time,requests\n",
            "it has no row after the header. A trace needs two or more, so that its step is known."),
        Arguments.of(
            "time,requests\n2026-01-05T08:00Z,1\n",
            "it has one row after the header. A trace needs two or more, so that its step is known."),
        Arguments.of(
            "time,requests\n2026-01-05T08:00Z\n",
            "line 2: it has 1 of the header's columns, so time or requests is missing."),
        Arguments.of(
            "time,requests\nyesterday,1\n",
            "line 2: time is \"yesterday\". Write it as 2026-01-05T08:00:00Z, with another offset (+01:00), without one for UTC, or in seconds since 1970."),
        Arguments.of(
            "time,requests\n2026-02-30T08:00Z,1\n",
            "line 2: time is \"2026-02-30T08:00Z\". Write it as 2026-01-05T08:00:00Z, with another offset (+01:00), without one for UTC, or in seconds since 1970."),
        Arguments.of(
            "time,requests\n2026-01-05,1\n",
            "line 2: time is \"2026-01-05\". Write it as 2026-01-05T08:00:00Z, with another offset (+01:00), without one for UTC, or in seconds since 1970."),
        Arguments.of(
            minutes + "2026-01-05T08:02Z,many\n", "line 4: requests is \"many\", not a number."),
        Arguments.of(
            minutes + "2026-01-05T08:02Z,NaN\n", "line 4: requests is \"NaN\", not a number."),
        Arguments.of(
            minutes + "2026-01-05T08:02Z,1e999\n", "line 4: requests is \"1e999\", not a number."),
        Arguments.of(minutes + "2026-01-05T08:02Z,\n", "line 4: requests is \"\", not a number."),
        Arguments.of(
            minutes + "2026-01-05T08:02Z,-3\n", "line 4: requests is -3. It cannot be negative."),
        Arguments.of(
            minutes + "2026-01-05T08:02Z,1e13\n",
            "line 4: requests is 1e13. At most 1e12 are possible."),
        Arguments.of(
            minutes + "2026-01-05T08:01Z,1\n",
            "line 4: it has the time of line 3 again (2026-01-05T08:01:00Z)."),
        Arguments.of(
            minutes + "2026-01-05T07:59Z,1\n",
            "line 4: its time, 2026-01-05T07:59:00Z, is before that of line 3. Sort the rows by time."),
        Arguments.of(
            minutes + "2026-01-05T08:05Z,1\n",
            "line 4: 3 rows are missing before it: the step is 1 minute, so 2026-01-05T08:02:00Z was expected, not 2026-01-05T08:05:00Z. Add them (with 0 where nothing arrived)."),
        Arguments.of(
            minutes + "2026-01-05T08:02:30Z,1\n",
            "line 4: its time is 2026-01-05T08:02:30Z, but the step is 1 minute, so 2026-01-05T08:02:00Z was expected. All steps must be equal."),
        Arguments.of(
            "time,requests\n2026-01-05T08:00:00Z,1\n2026-01-05T08:00:01Z,1\n",
            "line 3: the step is 1 second. Use 10 seconds or a multiple of it, at most an hour (sum up shorter steps)."),
        Arguments.of(
            "time,requests\n2026-01-05T08:00:00Z,1\n2026-01-06T08:00:00Z,1\n",
            "line 3: the step is 24 hours. Use 10 seconds or a multiple of it, at most an hour (sum up shorter steps)."));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_trace_is_one_sentence_with_its_line(String csv, String message) {
    assertThatThrownBy(() -> TraceReader.read("t.csv", csv))
        .isInstanceOf(BadTraceException.class)
        .hasMessage(message);
  }

  @Test
  void more_than_a_year_is_too_long() {
    var csv = new StringBuilder("time,requests\n");
    for (int hour = 0; hour <= 24 * 366 + 1; hour++) {
      csv.append(Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(hour))).append(",1\n");
    }
    assertThatThrownBy(() -> TraceReader.read("t.csv", csv.toString()))
        .hasMessage(
            "line 8787: it is more than 366 days after the first row, which is as far as a simulation goes.");
  }

  @Test
  void samples_are_the_same_for_the_same_seed_and_survive_being_written() throws BadTraceException {
    for (var sample : SampleTrace.values()) {
      var trace = sample.trace(1);
      assertThat(trace).isEqualTo(sample.trace(1)).isNotEqualTo(sample.trace(2));
      assertThat(TraceReader.read(sample.wire(), TraceWriter.csv(trace))).isEqualTo(trace);
    }
  }

  @Test
  void samples_are_what_they_were_when_they_shipped() {
    assertThat(SampleTrace.DAILY_WAVE.trace(1).total()).isEqualTo(5_186_523);
    assertThat(SampleTrace.LAUNCH_SPIKE.trace(1).total()).isEqualTo(794_322);
    assertThat(SampleTrace.BATCH_NIGHTS.trace(1).requests()).startsWith(0.0).hasSize(10_080);
  }
}

package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Notice.Cause;
import io.github.tagscaler.event.Notice.Hint;
import io.github.tagscaler.event.Notice.Look;
import io.github.tagscaler.event.Notice.Piece;
import io.github.tagscaler.event.Notice.Release;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PiecesTest {
  private static final Instant BEGAN = Instant.parse("2026-08-07T12:00:00Z");

  static Stream<Piece> pieces() {
    return Stream.of(
        piece(
            new Subject.Endpoint("chat", false),
            new Hint("arn:chat", null),
            false,
            Release.ALLOWED),
        piece(new Subject.Endpoint("chat", false), Hint.NONE, true, Release.TOO_MANY),
        piece(new Subject.Component("llama", false), Hint.NONE, false, Release.UNCOUNTED));
  }

  private static Piece piece(Subject subject, Hint hint, boolean dryRun, Release release) {
    return new Piece(
        new Look(
            subject,
            Cause.SWEPT,
            new Trigger(Trigger.Type.SCHEDULE, "id", "Scheduled Event", null),
            hint,
            dryRun),
        BEGAN,
        release,
        dryRun,
        List.of(new EndpointVariant("chat", "blue")));
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void are_read_as_they_were_written(Piece piece) {
    assertThat(EventReader.read(Pieces.write(piece), Delivery.QUEUE)).isEqualTo(piece);
  }

  @Test
  void that_do_not_say_what_may_be_released_release_nothing_for_want_of_tags() {
    var whole = Pieces.write(pieces().findFirst().orElseThrow());

    assertThat(
            EventReader.read(Events.with(whole, "detail.release", Json.of("?!")), Delivery.QUEUE))
        .isInstanceOfSatisfying(
            Piece.class, piece -> assertThat(piece.release()).isEqualTo(Release.UNCOUNTED));
  }

  @Test
  void that_lack_something_are_ignored() {
    var whole = Pieces.write(pieces().findFirst().orElseThrow());
    for (var member : List.of("endpointName", "began", "trigger")) {
      var broken = Events.with(whole, "detail." + member, Json.of("?!"));
      assertThat(EventReader.read(broken, Delivery.QUEUE)).isInstanceOf(Notice.Ignored.class);
    }
  }
}

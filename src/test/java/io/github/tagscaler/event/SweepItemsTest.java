package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SweepItemsTest {
  private static final Instant BEGAN = Instant.parse("2026-08-07T12:00:00Z");

  static Stream<SweepItem> items() {
    return Stream.of(
        item(
            new Subject.Endpoint("chat", false),
            new Hint("arn:chat", null),
            false,
            Release.ALLOWED),
        item(new Subject.Endpoint("chat", false), Hint.NONE, true, Release.TOO_MANY),
        item(new Subject.Component("llama", false), Hint.NONE, false, Release.UNCOUNTED));
  }

  private static SweepItem item(Subject subject, Hint hint, boolean dryRun, Release release) {
    return new SweepItem(
        new ReconcileResource(
            subject,
            Cause.SWEPT,
            new Trigger(Trigger.Type.SCHEDULE, "id", "Scheduled Event", null),
            hint,
            dryRun),
        BEGAN,
        release,
        List.of(new EndpointVariant("chat", "blue")));
  }

  @ParameterizedTest
  @MethodSource("items")
  void are_read_as_they_were_written(SweepItem item) {
    assertThat(EventReader.read(SweepItems.write(item), Delivery.QUEUE)).isEqualTo(item);
  }

  @Test
  void that_do_not_say_what_may_be_released_release_nothing_that_lost_its_tags() {
    var whole = SweepItems.write(items().findFirst().orElseThrow());

    assertThat(
            EventReader.read(Events.with(whole, "detail.release", Json.of("?!")), Delivery.QUEUE))
        .isInstanceOfSatisfying(
            SweepItem.class, item -> assertThat(item.release()).isEqualTo(Release.UNCOUNTED));
  }

  @Test
  void that_lack_something_are_ignored() {
    var whole = SweepItems.write(items().findFirst().orElseThrow());
    for (var member : List.of("endpointName", "began", "trigger")) {
      var broken = Events.with(whole, "detail." + member, Json.of("?!"));
      assertThat(EventReader.read(broken, Delivery.QUEUE)).isInstanceOf(Command.Ignored.class);
    }
  }
}

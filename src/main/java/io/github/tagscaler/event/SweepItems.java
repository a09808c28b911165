package io.github.tagscaler.event;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.resource.ResourceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The items of a sweep as messages of the work queue. They are never accepted from the bus, where
 * anyone could send them: no rule of the stack matches them there.
 */
public final class SweepItems implements EventParser {
  private static final String DETAIL_TYPE = "Sweep Item";

  SweepItems() {}

  /** The message that {@link EventReader} reads as that item. */
  public static Json write(SweepItem item) {
    var command = item.command();
    var nameKey =
        switch (command.subject()) {
          case Subject.Endpoint _ -> "endpointName";
          case Subject.Component _ -> "inferenceComponentName";
        };
    var detail =
        Json.object()
            .put(nameKey, command.subject().name())
            .put("arn", command.hint().arn())
            .put("began", item.began().toString())
            .put("release", wire(item.release()))
            .put("dryRun", Json.of(command.dryRun()))
            .put("known", Json.ofStrings(item.known().stream().map(ResourceId::wire).toList()));
    return QueueMessage.write(DETAIL_TYPE, detail, command.trigger());
  }

  @Override
  public String source() {
    return QueueMessage.SOURCE;
  }

  @Override
  public String detailType() {
    return DETAIL_TYPE;
  }

  @Override
  public Command parse(Envelope event) {
    Json detail = event.detail();
    var subject = subject(detail);
    var began = began(detail);
    var trigger = QueueMessage.trigger(event);
    if (subject.isEmpty() || began.isEmpty() || trigger.isEmpty()) {
      return new Command.Ignored("A sweep item cannot be read.");
    }
    return new SweepItem(
        new ReconcileResource(
            subject.get(),
            Cause.SWEPT,
            trigger.get(),
            new Hint(detail.get("arn").text().orElse(null), null),
            isTrue(detail.get("dryRun"))),
        began.get(),
        release(detail),
        known(detail));
  }

  private static Optional<Subject> subject(Json detail) {
    return ResourceName.of(detail.get("endpointName"))
        .<Subject>map(name -> new Subject.Endpoint(name, false))
        .or(() ->
            ResourceName.of(detail.get("inferenceComponentName"))
                .map(name -> new Subject.Component(name, false)));
  }

  private static Optional<Instant> began(Json detail) {
    try {
      return detail.get("began").text().map(Instant::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** What cannot be read does the least. */
  private static Release release(Json detail) {
    return detail
        .get("release")
        .text()
        .flatMap(text ->
            Arrays.stream(Release.values()).filter(each -> wire(each).equals(text)).findFirst())
        .orElse(Release.UNCOUNTED);
  }

  private static String wire(Release release) {
    return switch (release) {
      case ALLOWED -> "allowed";
      case TOO_MANY -> "tooMany";
      case UNCOUNTED -> "uncounted";
    };
  }

  private static List<ResourceId> known(Json detail) {
    return detail.get("known").stream()
        .flatMap(id -> id.text().stream())
        .flatMap(id -> ResourceId.of(id).stream())
        .toList();
  }

  private static boolean isTrue(Json value) {
    return value instanceof Json.Bool(var on) && on;
  }
}

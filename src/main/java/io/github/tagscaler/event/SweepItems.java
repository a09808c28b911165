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
 * The parts of a sweep as messages of the work queue. They never go over the bus, where anybody
 * could send their like: no rule of ours matches them there.
 */
public final class SweepItems implements EventParser {
  private static final String SOURCE = "tagscaler";
  private static final String DETAIL_TYPE = "Sweep SweepItem";

  SweepItems() {}

  /** The message that {@link EventReader} reads as that piece. */
  public static Json write(SweepItem piece) {
    var look = piece.look();
    var trigger = look.trigger();
    return Json.object()
        .put("id", trigger.eventId())
        .put("source", SOURCE)
        .put("detail-type", DETAIL_TYPE)
        .put(
            "detail",
            Json.object()
                .put(
                    look.subject() instanceof Subject.Endpoint
                        ? "endpointName"
                        : "inferenceComponentName",
                    look.subject().name())
                .put("arn", look.hint().arn())
                .put("began", piece.began().toString())
                .put("release", wire(piece.release()))
                .put("foundAgain", Json.of(piece.foundAgain()))
                .put("dryRun", Json.of(look.dryRun()))
                .put("known", Json.ofStrings(piece.known().stream().map(ResourceId::wire).toList()))
                .put("trigger", trigger.type().wire())
                .put("startedBy", trigger.detailType())
                .build())
        .build();
  }

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public String detailType() {
    return DETAIL_TYPE;
  }

  @Override
  public Command parse(Envelope event) {
    Json detail = event.detail();
    return subject(detail)
        .flatMap(subject ->
            began(detail)
                .flatMap(began ->
                    type(detail)
                        .<Command>map(type ->
                            new SweepItem(
                                new ReconcileResource(
                                    subject,
                                    Cause.SWEPT,
                                    new Trigger(
                                        type,
                                        event.id(),
                                        detail.get("startedBy").text().orElse(null),
                                        null),
                                    new Hint(detail.get("arn").text().orElse(null), null),
                                    isTrue(detail.get("dryRun"))),
                                began,
                                release(detail),
                                isTrue(detail.get("foundAgain")),
                                known(detail)))))
        .orElseGet(() -> new Command.Ignored("A part of a sweep cannot be read."));
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

  private static Optional<Trigger.Type> type(Json detail) {
    return detail
        .get("trigger")
        .text()
        .flatMap(text ->
            Arrays.stream(Trigger.Type.values())
                .filter(type -> type.wire().equals(text))
                .findFirst());
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

package io.github.tagscaler.endtoend;

import io.github.tagscaler.endtoend.AffectedResource.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A change that somebody makes by hand at night.
 *
 * @param words what the person does
 * @param kind of the resource
 * @param tags of the resource
 * @param acts what is done, and how long after the first of them
 * @param aspect what the change is about, as it is now
 * @param end how it ends
 * @param remark what a reader has to know about the end, besides when it is
 * @param result what the tags result in, in the morning; empty if it is not about tags
 * @param keeps what keeps it
 */
record Incident(
    String words,
    Kind kind,
    List<String> tags,
    List<Act> acts,
    Function<AffectedResource, String> aspect,
    End end,
    String remark,
    String result,
    List<Keep> keeps) {

  /** When a change by hand is put back. */
  enum End {
    /** The next event or sweep puts back what is missing. */
    NEXT_RUN,
    /** The first sweep after the drift hours puts back what was changed. */
    DRIFT_HOURS,
    /** Application Auto Scaling ends it at its scheduled action. */
    SCHEDULED_ACTION,
    /** The max is put back when capacity has scaled in to it. */
    SCALED_IN,
    /** It is a tag, which counts until the owner changes it. */
    AS_TAGGED,
    /** The same, and the owner agrees to lose capacity. */
    OWNER_LOWERS,
    /** Nothing ends it. */
    NEVER
  }

  /** Something that is done. */
  record Act(Duration after, Consumer<AffectedResource> deed) {}

  /**
   * What keeps the change.
   *
   * @param after when it is done; before the change itself, if negative
   */
  record Keep(String words, Duration after, Consumer<AffectedResource> deed) {}

  static Incident on(Kind kind, String tags, String words, Consumer<AffectedResource> deed) {
    return new Incident(
        words,
        kind,
        List.of(tags.split(", ")),
        List.of(new Act(Duration.ZERO, deed)),
        AffectedResource::bounds,
        End.NEVER,
        "",
        "",
        List.of());
  }

  /** Something else is done some minutes later. */
  Incident then(int minutes, Consumer<AffectedResource> deed) {
    return new Incident(
        words,
        kind,
        tags,
        plus(acts, new Act(Duration.ofMinutes(minutes), deed)),
        aspect,
        end,
        remark,
        result,
        keeps);
  }

  Incident ends(Function<AffectedResource, String> what, End how) {
    return ends(what, how, "");
  }

  Incident ends(Function<AffectedResource, String> what, End how, String more) {
    return new Incident(words, kind, tags, acts, what, how, more, "", keeps);
  }

  /** It is a tag with that result in the morning. */
  Incident results(End how, String more, String inTheMorning) {
    return new Incident(
        words, kind, tags, acts, AffectedResource::all, how, more, inTheMorning, keeps);
  }

  /** It is kept by tags that are set half an hour later, when Tagscaler has reported it. */
  Incident keptBy(String... tagList) {
    return kept("", Duration.ofMinutes(29), tagList);
  }

  /** It is kept by tags that are set a minute before. */
  Incident keptIfBefore(String... tagList) {
    return kept(", before you do it", Duration.ofMinutes(-1), tagList);
  }

  private Incident kept(String when, Duration after, String... tagList) {
    var said =
        Stream.of(tagList).map(tag -> "`%s`".formatted(tag.replaceFirst("=", "` = `"))).toList();
    return new Incident(
        words,
        kind,
        tags,
        acts,
        aspect,
        end,
        remark,
        result,
        plus(keeps, new Keep(String.join(" and ", said) + when, after, it -> it.tag(tagList))));
  }

  private static <T> List<T> plus(List<T> list, T more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }
}

package io.github.tagscaler.report;

import io.github.tagscaler.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds to each event about a resource what a notification needs: the {@code team}, so that a rule
 * can match it, and a {@code notice}, the sentences that an input transformer puts into a mail or a
 * chat message.
 *
 * <p>EventBridge copies values into a text without escaping them, and a path that does not exist
 * leaves a gap. So a notice always has the same members, and none of them has a quotation mark, a
 * backslash or a line break.
 */
public final class Notices {
  /** A chat shows 8,000 characters at most (Amazon Q Developer in chat applications). */
  private static final int LONGEST_TEXT = 4_000;

  private static final String SCALING = "Scaling ";

  private final @Nullable String teamTag;
  private final @Nullable String region;

  /**
   * @param teamTag the key of the tag whose value is the team, {@code null} for none
   * @param region the region that this function runs in, {@code null} if that is unknown
   */
  public Notices(@Nullable String teamTag, @Nullable String region) {
    this.teamTag = teamTag;
    this.region = region;
  }

  /** A bus that publishes each event with its notice. */
  public EventBus on(EventBus bus) {
    return events -> bus.publish(events.stream().map(this::addTo).toList());
  }

  /** The event with its team and notice; one that is about no resource remains as it is. */
  OutcomeEvent addTo(OutcomeEvent event) {
    return resource(event.detail()).map(resource -> addTo(event, resource)).orElse(event);
  }

  private OutcomeEvent addTo(OutcomeEvent event, String resource) {
    var detail = event.detail();
    var team = teamTag == null ? Optional.<String>empty() : detail.get("tags").get(teamTag).text();
    var named = resource + team.map(" (team %s)"::formatted).orElse("");
    var members = new LinkedHashMap<>(detail.members());
    // Absent where there is none: a template's rule can match what does not exist, but not null.
    team.ifPresent(name -> members.put("team", Json.of(name)));
    members.put(
        "notice",
        Json.object()
            .put("title", plain(headline(event) + ": " + named))
            .put("text", plain(detail.get("message").text().orElse(named)))
            .put("remedy", plain(remedy(event)))
            .put("resource", plain(named))
            .put("console", console(resource))
            .build());
    return new OutcomeEvent(event.detailType(), new Json.Obj(members), event.resources());
  }

  /** Empty where the event is about something else. */
  private static Optional<String> resource(Json.Obj detail) {
    return detail
        .get("resourceId")
        .text()
        .or(() ->
            detail.members().containsKey("endpointName")
                ? Optional.of(
                    detail
                        .get("endpointName")
                        .text()
                        .map("endpoint/%s"::formatted)
                        .orElse("an endpoint"))
                : Optional.empty());
  }

  /** Such as {@code Rejected}, {@code Rejected (reminder)} or {@code Deploy blocked}. */
  private static String headline(OutcomeEvent event) {
    var words = words(event.detailType());
    return event.detail().get("reminder").isNull() ? words : words + " (reminder)";
  }

  private static String words(String type) {
    if (type.equals("Scaling Failing")) {
      return "Scaling fails"; // the endpoint itself does not
    }
    return type.startsWith(SCALING)
        ? type.substring(SCALING.length())
        : type.charAt(0) + type.substring(1).toLowerCase(Locale.ROOT);
  }

  /** Who has to act, and where; what exactly is in the message. */
  private static String remedy(OutcomeEvent event) {
    var detail = event.detail();
    return detail
        .get("remedy")
        .text()
        .orElseGet(() ->
            switch (event.detailType()) {
              case "Scaling Rejected" ->
                  audiences(detail).allMatch("operator"::equals)
                      ? "Ask whoever operates Tagscaler (stack %s). Until then scaling goes on as it was."
                          .formatted(detail.get("stack").text().orElse("tagscaler"))
                      : "Change what the message names. Until then scaling goes on as it was.";
              case "Scaling Warning", "Deploy Resets Capacity" ->
                  "Decide whether this is intended. If it is not, change what the message names.";
              case "Scaling Failing" ->
                  "Change what the message names. Application Auto Scaling tries again by itself.";
              case "Scaling Planned" -> "If you agree with the plan, end the dry run.";
              case "Scaling Skipped" -> "Nothing, or change what the message names.";
              default -> "Nothing.";
            });
  }

  private static Stream<String> audiences(Json detail) {
    return detail.get("problems").stream()
        .flatMap(problem -> problem.get("audience").text().stream());
  }

  /** A variant has no tags of its own. */
  private static String tagged(String resource) {
    int variant = resource.indexOf("/variant/");
    return variant < 0 ? resource : resource.substring(0, variant);
  }

  /** The page of the endpoint. The console has no page of its own for a component. */
  private String console(String resource) {
    var page = tagged(resource);
    return "https://%s/sagemaker/home%s#/endpoints%s"
        .formatted(
            host(),
            region == null ? "" : "?region=" + region,
            page.startsWith("endpoint/") ? page.substring("endpoint".length()) : "");
  }

  private String host() {
    if (region != null && region.startsWith("cn-")) {
      return "console.amazonaws.cn";
    }
    return region != null && region.startsWith("us-gov-")
        ? "console.amazonaws-us-gov.com"
        : "console.aws.amazon.com";
  }

  private static String plain(String text) {
    var line =
        text.replace('"', '\'').replace('\\', '/').replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ");
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 1) + "…";
  }
}

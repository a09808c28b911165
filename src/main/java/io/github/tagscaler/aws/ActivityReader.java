package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.ScalingActivities;
import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.ScalingActivity.Status;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.NotScaledReason;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** {@link ScalingActivities} on Application Auto Scaling, which lists the newest first. */
final class ActivityReader implements ScalingActivities {
  /** The most activities of a page. */
  private static final int PAGE = 50;

  /** The most pages of a target: one may fail several times a minute. */
  private static final int MOST_PAGES = 10;

  private static final String OPERATION = "DescribeScalingActivities";

  private final ApplicationAutoScalingClient client;

  ActivityReader(ApplicationAutoScalingClient client) {
    this.client = client;
  }

  @Override
  public List<ScalingActivity> latest(TargetKey key) {
    return AwsErrors.call(
        OPERATION,
        key.id().wire(),
        () ->
            read(client.describeScalingActivities(request ->
                request
                    .serviceNamespace(ServiceNamespace.SAGEMAKER)
                    .resourceId(key.id().wire())
                    .scalableDimension(key.dimension().wire())
                    .includeNotScaledActivities(true)
                    .maxResults(PAGE)))
                .filter(activity -> activity.key().equals(key))
                .toList());
  }

  @Override
  public Optional<List<ScalingActivity>> scaling(
      TargetKey key, Instant start, Predicate<ScalingActivity> decides) {
    return AwsErrors.call(OPERATION, key.id().wire(), () -> upTo(key, start, decides));
  }

  private Optional<List<ScalingActivity>> upTo(
      TargetKey key, Instant start, Predicate<ScalingActivity> decides) {
    var found = new ArrayList<ScalingActivity>();
    var pages =
        pages(request ->
                request.resourceId(key.id().wire()).scalableDimension(key.dimension().wire()))
            .iterator();
    for (int read = 0; read < MOST_PAGES && pages.hasNext(); read++) {
      var page = pages.next();
      read(page)
          .filter(activity -> activity.key().equals(key) && !activity.start().isBefore(start))
          .forEach(found::add);
      if (endsBefore(start, page) || found.stream().anyMatch(decides)) {
        return Optional.of(found);
      }
    }
    return pages.hasNext() ? Optional.empty() : Optional.of(found);
  }

  @Override
  public List<ScalingActivity> since(Instant start) {
    return AwsErrors.call(OPERATION, "all scalable targets", () -> allSince(start));
  }

  /** Reads page after page, until one ends before that time. */
  private List<ScalingActivity> allSince(Instant start) {
    var found = new ArrayList<ScalingActivity>();
    for (var page : pages(request -> request.includeNotScaledActivities(true))) {
      read(page).filter(activity -> !activity.start().isBefore(start)).forEach(found::add);
      if (endsBefore(start, page)) {
        break;
      }
    }
    return found;
  }

  private PagedList<DescribeScalingActivitiesResponse> pages(
      Consumer<DescribeScalingActivitiesRequest.Builder> which) {
    return new PagedList<>(
        token ->
            client.describeScalingActivities(request ->
                request
                    .applyMutation(which)
                    .serviceNamespace(ServiceNamespace.SAGEMAKER)
                    .maxResults(PAGE)
                    .nextToken(token)),
        DescribeScalingActivitiesResponse::nextToken);
  }

  private static boolean endsBefore(Instant start, DescribeScalingActivitiesResponse page) {
    var activities = page.scalingActivities();
    return !activities.isEmpty() && activities.getLast().startTime().isBefore(start);
  }

  /** Those of the targets that Tagscaler knows. */
  private static Stream<ScalingActivity> read(DescribeScalingActivitiesResponse page) {
    return page.scalingActivities().stream()
        .flatMap(activity ->
            TargetTranslator.key(activity.resourceId(), activity.scalableDimensionAsString())
                .map(key -> read(key, activity))
                .stream());
  }

  private static ScalingActivity read(
      TargetKey key,
      software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity activity) {
    return new ScalingActivity(
        key,
        Required.member(activity.startTime(), "StartTime"),
        Optional.ofNullable(activity.endTime()),
        switch (Required.member(activity.statusCode(), "StatusCode")) {
          case PENDING, IN_PROGRESS -> Status.RUNNING;
          case SUCCESSFUL -> Status.SUCCESSFUL;
          case FAILED, UNFULFILLED -> Status.FAILED;
          case OVERRIDDEN, UNKNOWN_TO_SDK_VERSION -> Status.OTHER;
        },
        Objects.requireNonNullElse(activity.description(), ""),
        Optional.ofNullable(activity.statusMessage()),
        activity.notScaledReasons().stream().map(NotScaledReason::code).toList());
  }
}

package io.github.tagscaler.command.aws;

import io.github.tagscaler.aws.AwsErrors;
import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.history.NotScaledReason;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.history.ScalingActivity.Status;
import io.github.tagscaler.command.history.ScalingHistory;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** {@link ScalingHistory} on Application Auto Scaling, which lists the newest activities first. */
final class ScalingHistoryReader implements ScalingHistory {
  private final ApplicationAutoScalingClient client;

  ScalingHistoryReader(ApplicationAutoScalingClient client) {
    this.client = client;
  }

  @Override
  public Attempt<List<ScalingActivity>> of(TargetKey target, Instant since) {
    return read(
        DescribeScalingActivitiesRequest.builder()
            .resourceId(target.id().wire())
            .scalableDimension(target.dimension().wire()),
        target.id().wire(),
        since);
  }

  @Override
  public Attempt<List<ScalingActivity>> all(Instant since) {
    return read(DescribeScalingActivitiesRequest.builder(), "all targets", since);
  }

  @Override
  public Attempt<Optional<Instant>> registeredAt(TargetKey target) {
    return Attempt.of(
        "application-autoscaling:DescribeScalableTargets",
        () ->
            AwsErrors.call(
                "DescribeScalableTargets",
                target.id().wire(),
                () ->
                    client
                        .describeScalableTargets(request ->
                            request
                                .serviceNamespace(ServiceNamespace.SAGEMAKER)
                                .resourceIds(target.id().wire())
                                .scalableDimension(target.dimension().wire()))
                        .scalableTargets()
                        .stream()
                        .findFirst()
                        .flatMap(found -> Optional.ofNullable(found.creationTime()))));
  }

  private Attempt<List<ScalingActivity>> read(
      DescribeScalingActivitiesRequest.Builder request, String resource, Instant since) {
    request.serviceNamespace(ServiceNamespace.SAGEMAKER).includeNotScaledActivities(true);
    return Attempt.of(
        "application-autoscaling:DescribeScalingActivities",
        () ->
            AwsErrors.call(
                "DescribeScalingActivities", resource, () -> since(request.build(), since)));
  }

  private List<ScalingActivity> since(DescribeScalingActivitiesRequest request, Instant since) {
    var recent = new ArrayList<ScalingActivity>();
    for (var page : client.describeScalingActivitiesPaginator(request)) {
      var ofPage =
          page.scalingActivities().stream()
              .filter(activity -> !activity.startTime().isBefore(since))
              .map(ScalingHistoryReader::activity)
              .toList();
      recent.addAll(ofPage);
      if (ofPage.isEmpty() && page.hasScalingActivities() && !page.scalingActivities().isEmpty()) {
        break;
      }
    }
    return recent.stream().sorted(Comparator.comparing(ScalingActivity::start).reversed()).toList();
  }

  private static ScalingActivity activity(
      software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity activity) {
    return new ScalingActivity(
        activity.resourceId(),
        activity.scalableDimensionAsString(),
        activity.startTime(),
        Optional.ofNullable(activity.endTime()),
        switch (activity.statusCode()) {
          case PENDING -> Status.PENDING;
          case IN_PROGRESS -> Status.IN_PROGRESS;
          case SUCCESSFUL -> Status.SUCCESSFUL;
          case OVERRIDDEN -> Status.OVERRIDDEN;
          case UNFULFILLED -> Status.UNFULFILLED;
          case FAILED -> Status.FAILED;
          case UNKNOWN_TO_SDK_VERSION -> Status.UNKNOWN;
        },
        Objects.requireNonNullElse(activity.description(), ""),
        Objects.requireNonNullElse(activity.cause(), ""),
        Optional.ofNullable(activity.statusMessage()),
        activity.notScaledReasons().stream()
            .map(reason ->
                new NotScaledReason(
                    reason.code(),
                    number(reason.currentCapacity()),
                    number(reason.minCapacity()),
                    number(reason.maxCapacity())))
            .toList());
  }

  private static OptionalInt number(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}

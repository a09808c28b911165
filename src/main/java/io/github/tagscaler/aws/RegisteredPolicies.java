package io.github.tagscaler.aws;

import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * Lists the scaling policies of all targets, slowly. For each page, Application Auto Scaling makes
 * calls to CloudWatch's DescribeAlarms in the caller's name, of which an account has nine a second.
 *
 * <p>What one call has no time for is read by the next one, which begins where that one stopped: so
 * all policies are read in rotation. AWS lists the policies of a target one after the other; if it
 * did not, some would seem to be missing, which is verified before anything is done about it.
 */
final class RegisteredPolicies {

  /** DescribeScalingPolicies returns fewer at once than the other lists. */
  static final int PAGE = 10;

  private static final int PAGES_A_SECOND = 1;

  private final ApplicationAutoScalingClient client;
  private final Sleeper sleeper;

  /** Where the last call stopped; {@code null} if it read the list to its end. */
  private @Nullable Stop stop;

  RegisteredPolicies(ApplicationAutoScalingClient client, Sleeper sleeper) {
    this.client = client;
    this.sleeper = sleeper;
  }

  /**
   * Where a call stopped.
   *
   * @param token the token of the next page
   * @param open the target whose policies may continue on the next page
   * @param begun its policies so far
   * @param listed the targets of which a policy was read since the beginning of the list
   */
  private record Stop(
      String token, Optional<TargetKey> open, TargetPolicies begun, Set<TargetKey> listed) {}

  /**
   * What a call read.
   *
   * @param byTarget the policies of targets that have any
   * @param isRead whether the policies of a target were read, and be there none
   */
  record Read(Map<TargetKey, TargetPolicies> byTarget, Predicate<TargetKey> isRead) {
    /** This and what was read later. */
    Read and(Read later) {
      var both = new HashMap<>(byTarget);
      both.putAll(later.byTarget);
      return new Read(both, key -> later.isRead.test(key) || byTarget.containsKey(key));
    }

    /** The policies of a target; none if they were not read. */
    TargetPolicies of(TargetKey target) {
      return byTarget.getOrDefault(target, new TargetPolicies());
    }
  }

  /** Reads as many policies as there is time for. */
  synchronized Read read(Duration budget) {
    return AwsErrors.call(
        "DescribeScalingPolicies",
        RegisteredTargets.ALL,
        () -> {
          var throttle = new PageThrottle(PAGES_A_SECOND, budget, sleeper);
          var from = stop;
          stop = null;
          try {
            var rest = read(throttle, from);
            // With time left the list is read from its beginning, too.
            return from == null || stop != null ? rest : rest.and(read(throttle, null));
          } catch (AwsServiceException refused) {
            if (from == null || AwsErrors.isThrottling(refused)) {
              throw refused;
            }
            // How long a token is good for is not documented, nor is the error for an old one.
            return read(throttle, null);
          }
        });
  }

  private Read read(PageThrottle throttle, @Nullable Stop from) {
    var reading = new Reading();
    var listed = new HashSet<TargetKey>();
    if (from != null) {
      reading.open = from.open();
      from.open().ifPresent(key -> reading.policies.put(key, from.begun()));
      listed.addAll(from.listed());
    }
    var pages = pages().from(from == null ? null : from.token());
    throttle.eachInTime(pages, page -> page.scalingPolicies().forEach(reading::add));
    var read = reading.policies;
    listed.addAll(read.keySet());
    if (!pages.hasNext()) {
      // A target of which no page from the first to the last has a policy has none.
      return new Read(read, key -> read.containsKey(key) || !listed.contains(key));
    }
    var begun = reading.open.map(read::remove).orElseGet(TargetPolicies::new);
    stop = pages.token().map(token -> new Stop(token, reading.open, begun, listed)).orElse(null);
    return new Read(read, read::containsKey);
  }

  /** The policies that a call reads. */
  private static final class Reading {
    private final Map<TargetKey, TargetPolicies> policies = new HashMap<>();

    /** The target of the last policy; more of its policies may follow. */
    private Optional<TargetKey> open = Optional.empty();

    void add(ScalingPolicy policy) {
      open = TargetTranslator.key(policy.resourceId(), policy.scalableDimensionAsString());
      open.ifPresent(key -> policies.computeIfAbsent(key, _ -> new TargetPolicies()).add(policy));
    }
  }

  private PagedList<DescribeScalingPoliciesResponse> pages() {
    return new PagedList<>(
        token ->
            client.describeScalingPolicies(request ->
                request
                    .serviceNamespace(ServiceNamespace.SAGEMAKER)
                    .maxResults(PAGE)
                    .nextToken(token)),
        DescribeScalingPoliciesResponse::nextToken);
  }
}

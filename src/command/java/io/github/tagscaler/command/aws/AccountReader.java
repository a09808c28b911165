package io.github.tagscaler.command.aws;

import io.github.tagscaler.aws.AwsClients;
import io.github.tagscaler.aws.AwsErrors;
import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.AccessDecision;
import io.github.tagscaler.command.account.AccessDecision.Refusal;
import io.github.tagscaler.command.account.AccessRequest;
import io.github.tagscaler.command.account.Account;
import io.github.tagscaler.command.account.Caller;
import io.github.tagscaler.command.account.TaggedResource;
import io.github.tagscaler.command.account.Trail;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;

/** {@link Account} on STS, IAM, CloudTrail and the Resource Groups Tagging API. */
final class AccountReader implements Account {
  /** The condition key whose value is a list. */
  private static final String TAG_KEYS = "aws:TagKeys";

  private final StsClient sts;
  private final IamClient iam;
  private final CloudTrailClient cloudTrail;
  private final ResourceGroupsTaggingApiClient tagging;

  AccountReader(AwsClients clients) {
    this.sts = clients.build(StsClient.builder(), "STS", StsClient::serviceMetadata);
    this.iam = clients.build(IamClient.builder(), "IAM", IamClient::serviceMetadata);
    this.cloudTrail =
        clients.build(CloudTrailClient.builder(), "CLOUDTRAIL", CloudTrailClient::serviceMetadata);
    this.tagging =
        clients.build(
            ResourceGroupsTaggingApiClient.builder(),
            "RESOURCE_GROUPS_TAGGING_API",
            ResourceGroupsTaggingApiClient::serviceMetadata);
  }

  @Override
  public Attempt<Caller> caller() {
    return Attempt.of(
        "sts:GetCallerIdentity",
        () -> {
          var identity =
              AwsErrors.call("GetCallerIdentity", "the caller", () -> sts.getCallerIdentity());
          return new Caller(identity.account(), identity.arn());
        });
  }

  @Override
  public Attempt<Optional<String>> role(String name) {
    return Attempt.of(
        "iam:GetRole",
        () ->
            AwsErrors.call(
                "GetRole",
                name,
                () -> {
                  try {
                    return Optional.of(iam.getRole(request -> request.roleName(name)).role().arn());
                  } catch (NoSuchEntityException _) {
                    return Optional.empty();
                  }
                }));
  }

  @Override
  public Attempt<List<AccessDecision>> decisions(String role, AccessRequest access) {
    var context =
        access.context().entrySet().stream()
            .map(each ->
                ContextEntry.builder()
                    .contextKeyName(each.getKey())
                    .contextKeyType(
                        each.getKey().equals(TAG_KEYS)
                            ? ContextKeyTypeEnum.STRING_LIST
                            : ContextKeyTypeEnum.STRING)
                    .contextKeyValues(each.getValue())
                    .build())
            .toList();
    return Attempt.of(
        "iam:SimulatePrincipalPolicy",
        () ->
            AwsErrors.call(
                "SimulatePrincipalPolicy",
                role,
                () ->
                    iam
                        .simulatePrincipalPolicyPaginator(request ->
                            request
                                .policySourceArn(role)
                                .actionNames(access.actions())
                                .resourceArns(access.resources())
                                .contextEntries(context))
                        .evaluationResults()
                        .stream()
                        .map(AccountReader::decision)
                        .toList()));
  }

  private static AccessDecision decision(EvaluationResult result) {
    return new AccessDecision(result.evalActionName(), result.evalResourceName(), refusal(result));
  }

  private static @Nullable Refusal refusal(EvaluationResult result) {
    if (result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED) {
      return null;
    }
    var organization = result.organizationsDecisionDetail();
    if (organization != null && Boolean.FALSE.equals(organization.allowedByOrganizations())) {
      return Refusal.BY_ORGANIZATION;
    }
    var boundary = result.permissionsBoundaryDecisionDetail();
    if (boundary != null && Boolean.FALSE.equals(boundary.allowedByPermissionsBoundary())) {
      return Refusal.BY_BOUNDARY;
    }
    return result.evalDecision() == PolicyEvaluationDecisionType.EXPLICIT_DENY
        ? Refusal.DENIED
        : Refusal.NOT_ALLOWED;
  }

  @Override
  public Attempt<List<Trail>> trails() {
    return Attempt.of(
        "cloudtrail:DescribeTrails",
        () ->
            AwsErrors.call("DescribeTrails", "all trails", () -> cloudTrail.describeTrails())
                .trailList()
                .stream()
                .map(this::trail)
                .toList());
  }

  private Trail trail(software.amazon.awssdk.services.cloudtrail.model.Trail trail) {
    var arn = trail.trailARN();
    return new Trail(
        trail.name(),
        arn,
        Boolean.TRUE.equals(trail.isOrganizationTrail())
            ? "organization"
            : Boolean.TRUE.equals(trail.isMultiRegionTrail()) ? "all regions" : "",
        Attempt.of(
            "cloudtrail:GetTrailStatus",
            () ->
                AwsErrors.call(
                        "GetTrailStatus",
                        trail.name(),
                        () -> cloudTrail.getTrailStatus(request -> request.name(arn)))
                    .isLogging()),
        Attempt.of(
            "cloudtrail:GetEventSelectors",
            () ->
                TrailSelectors.read(
                    AwsErrors.call(
                        "GetEventSelectors",
                        trail.name(),
                        () -> cloudTrail.getEventSelectors(request -> request.trailName(arn))))));
  }

  @Override
  public Attempt<List<TaggedResource>> tagged(String type) {
    return Attempt.of(
        "tag:GetResources",
        () ->
            AwsErrors.call(
                "GetResources",
                type,
                () ->
                    tagging
                        .getResourcesPaginator(request -> request.resourceTypeFilters(type))
                        .resourceTagMappingList()
                        .stream()
                        .map(found ->
                            new TaggedResource(
                                found.resourceARN(),
                                found.tags().stream()
                                    .collect(
                                        Collectors.toMap(
                                            Tag::key, Tag::value, (first, _) -> first))))
                        .toList()));
  }
}

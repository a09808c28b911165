package io.github.tagscaler.aws;

import io.github.tagscaler.scaling.Ownership;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Reads tags in bulk from the Resource Groups Tagging API, which may be behind and may not support
 * every kind of resource.
 */
final class BulkTags {

  /** The most resources of a page. */
  private static final int PAGE = 100;

  /** An account has 15 calls a second in a region; this is Tagscaler's part of them. */
  private static final int PAGES_A_SECOND = 5;

  private final Supplier<ResourceGroupsTaggingApiClient> client;
  private final Sleeper sleeper;

  /**
   * @param client called when tags are first read
   */
  BulkTags(Supplier<ResourceGroupsTaggingApiClient> client, Sleeper sleeper) {
    this.client = client;
    this.sleeper = sleeper;
  }

  /** The tags of endpoints, of components, and of Tagscaler's targets, by lower-cased ARN. */
  Map<String, Map<String, String>> read(Duration budget) {
    var tags = new HashMap<String, Map<String, String>>();
    var throttle = new PageThrottle(PAGES_A_SECOND, budget, sleeper);
    Consumer<ResourceTagMapping> take =
        found -> tags.put(found.resourceARN().toLowerCase(Locale.ROOT), tagsOf(found));
    for (var type : new String[] {"sagemaker:endpoint", "sagemaker:inference-component"}) {
      list(type, request -> request.resourceTypeFilters(type), throttle, take);
    }
    // Whether the API has a type for scalable targets is not documented; their tags are
    // known.
    list(
        "all that is tagged " + Ownership.STACK,
        request -> request.tagFilters(TagFilter.builder().key(Ownership.STACK).build()),
        throttle,
        take);
    return tags;
  }

  private void list(
      String what,
      Consumer<GetResourcesRequest.Builder> filter,
      PageThrottle throttle,
      Consumer<ResourceTagMapping> take) {
    var known = new AtomicBoolean();
    AwsErrors.run(
        "GetResources",
        what,
        () -> {
          try {
            throttle.each(
                new PagedList<>(
                    token ->
                        client
                            .get()
                            .getResources(request ->
                                filter.accept(
                                    request.resourcesPerPage(PAGE).paginationToken(token))),
                    GetResourcesResponse::paginationToken),
                page -> {
                  known.set(true);
                  page.resourceTagMappingList().forEach(take);
                });
          } catch (InvalidParameterException unknown) {
            // The only thing in a first request that AWS may reject is the resource
            // type.
            if (known.get()) {
              throw unknown;
            }
          }
        });
  }

  private static Map<String, String> tagsOf(ResourceTagMapping found) {
    return found.tags().stream()
        .collect(Collectors.toUnmodifiableMap(Tag::key, Tag::value, (first, _) -> first));
  }
}

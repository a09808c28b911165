package io.github.tagscaler.aws;

import io.github.tagscaler.scaling.Ownership;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Reads tags in bulk from the Resource Groups Tagging API, which may lag, and may not know every
 * kind of resource.
 */
final class BulkTags {

  /** The most resources a page. */
  private static final int PAGE = 100;

  /** Of the 15 calls a second that an account has in a region. */
  private static final int PAGES_A_SECOND = 10;

  private final Supplier<ResourceGroupsTaggingApiClient> client;
  private final Sleeper pause;

  /**
   * @param client asked for when tags are read
   */
  BulkTags(Supplier<ResourceGroupsTaggingApiClient> client, Sleeper pause) {
    this.client = client;
    this.pause = pause;
  }

  /** The tags of endpoints, of components, and of Tagscaler's targets, by lower-cased ARN. */
  Map<String, Map<String, String>> read() {
    var tags = new HashMap<String, Map<String, String>>();
    var pace = new PageThrottle(PAGES_A_SECOND, pause);
    Consumer<ResourceTagMapping> take =
        found -> tags.put(found.resourceARN().toLowerCase(Locale.ROOT), tagsOf(found));
    for (var type : new String[] {"sagemaker:endpoint", "sagemaker:inference-component"}) {
      list(type, request -> request.resourceTypeFilters(type), pace, take);
    }
    // Whether the API has a type for scalable targets is not documented; what they carry is known.
    list(
        "all that is tagged " + Ownership.STACK,
        request -> request.tagFilters(TagFilter.builder().key(Ownership.STACK).build()),
        pace,
        take);
    return tags;
  }

  private void list(
      String what,
      Consumer<GetResourcesRequest.Builder> filter,
      PageThrottle pace,
      Consumer<ResourceTagMapping> take) {
    var known = new AtomicBoolean();
    AwsErrors.run(
        "GetResources",
        what,
        () -> {
          try {
            pace.each(
                client
                    .get()
                    .getResourcesPaginator(
                        request -> filter.accept(request.resourcesPerPage(PAGE))),
                page -> {
                  known.set(true);
                  page.resourceTagMappingList().forEach(take);
                });
          } catch (InvalidParameterException unknown) {
            // The only thing in a first request that AWS may not know is the kind.
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

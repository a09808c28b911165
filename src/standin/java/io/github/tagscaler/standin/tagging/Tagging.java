package io.github.tagscaler.standin.tagging;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.service.Pages;
import io.github.tagscaler.standin.state.Account;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** GetResources over the SageMaker resources and the scalable targets that have tags. */
public final class Tagging implements AwsService {

  private static final int DEFAULT_PAGE = 50;
  private static final int MAX_PAGE = 100;
  private static final String TOKEN = "PaginationToken";

  private final Account account;

  public Tagging(Account account) {
    this.account = account;
  }

  @Override
  public String model() {
    return "resourcegroupstaggingapi";
  }

  @Override
  public String iamPrefix() {
    return "tag";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return Map.of("GetResources", this::getResources);
  }

  @Override
  public String validationType() {
    return "InvalidParameterException";
  }

  private JsonObject getResources(JsonObject request) {
    List<String> arns = request.texts("ResourceARNList");
    requireArnsAlone(request, arns);
    List<String> types = request.texts("ResourceTypeFilters");
    List<JsonObject> filters = request.objects("TagFilters");
    List<String> found =
        account.tags().arns().stream()
            .filter(arn -> arns.isEmpty() || arns.contains(arn))
            .filter(arn -> account.tags().knows(kind(arn)))
            .filter(arn -> types.isEmpty() || types.stream().anyMatch(type -> isOf(type, arn)))
            // Resources that were never tagged are left out (API reference, GetResources).
            .filter(arn -> !account.tags().visible(arn).isEmpty())
            .filter(arn -> filters.stream().allMatch(filter -> passes(filter, arn)))
            .toList();
    int pageSize = request.findWhole("ResourcesPerPage").orElse(DEFAULT_PAGE);
    if (pageSize < 1 || pageSize > MAX_PAGE) {
      throw AwsFailure.of("InvalidParameterException", "ResourcesPerPage must be 1 to 100.");
    }
    JsonObject page =
        new Pages(TOKEN, pageSize, "PaginationTokenExpiredException")
            .page("ResourceTagMappingList", found, this::mapping, withoutEmptyToken(request));
    // The last page has an empty token rather than none.
    return page.has(TOKEN) ? page : page.with(TOKEN, "");
  }

  private static JsonObject withoutEmptyToken(JsonObject request) {
    return request.findText(TOKEN).filter(String::isEmpty).isPresent()
        ? request.without(TOKEN)
        : request;
  }

  /** API reference, GetResources: a list of ARNs goes with no filter and no paging. */
  private static void requireArnsAlone(JsonObject request, List<String> arns) {
    JsonObject others =
        request.only(List.of("ResourceTypeFilters", "TagFilters", "ResourcesPerPage", TOKEN));
    if (!arns.isEmpty() && !others.isEmpty()) {
      throw AwsFailure.of(
          "InvalidParameterException",
          "ResourceARNList cannot be combined with " + others.members().keySet() + ".");
    }
  }

  /** {@code sagemaker} or {@code sagemaker:endpoint}. */
  private static boolean isOf(String type, String arn) {
    return type.equals(service(arn)) || type.equals(service(arn) + ":" + kind(arn));
  }

  private static String service(String arn) {
    return arn.split(":", -1)[2];
  }

  /** Such as {@code endpoint} or {@code scalable-target}. */
  private static String kind(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1, arn.indexOf('/'));
  }

  private boolean passes(JsonObject filter, String arn) {
    Optional<String> value =
        filter.findText("Key").map(key -> account.tags().visible(arn).get(key));
    List<String> values = filter.texts("Values");
    return value.isPresent() && (values.isEmpty() || values.contains(value.get()));
  }

  private JsonObject mapping(String arn) {
    NavigableMap<String, String> tags = account.tags().visible(arn);
    List<JsonObject> list =
        tags.entrySet().stream()
            .map(tag -> JsonObject.of("Key", tag.getKey()).with("Value", tag.getValue()))
            .toList();
    return JsonObject.of("ResourceARN", arn).with("Tags", list);
  }
}

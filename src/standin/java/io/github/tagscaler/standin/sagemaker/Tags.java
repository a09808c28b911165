package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.Pages;
import io.github.tagscaler.standin.state.Account;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The tags of SageMaker resources. */
final class Tags {

  /** Amazon SageMaker API reference, AddTags: at most 50 tags a resource. */
  private static final int MAX_TAGS = 50;

  private final Account account;

  Tags(Account account) {
    this.account = account;
  }

  JsonObject add(JsonObject request) {
    NavigableMap<String, String> merged = new TreeMap<>(tagsOf(request));
    merged.putAll(checked(request));
    requireFew(merged);
    put(request.text("ResourceArn"), merged);
    return JsonObject.of("Tags", list(merged));
  }

  JsonObject delete(JsonObject request) {
    requireTaggable(request);
    account.tags().remove(request.text("ResourceArn"), request.texts("TagKeys"));
    return JsonObject.EMPTY;
  }

  JsonObject list(JsonObject request) {
    // The model has it that a page holds 50 or more.
    int pageSize = request.findWhole("MaxResults").orElse(MAX_TAGS);
    return new Pages("NextToken", pageSize, "ValidationException")
        .page("Tags", list(tagsOf(request)), request);
  }

  /** The tags that a create request has, checked. */
  NavigableMap<String, String> checked(JsonObject request) {
    NavigableMap<String, String> tags = new TreeMap<>();
    for (JsonObject tag : request.objects("Tags")) {
      String key = tag.text("Key");
      // AWS General Reference, tagging: the prefix aws: is reserved, in any case.
      if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw AwsFailure.validation(
            "Tag keys starting with 'aws:' are reserved for system use, was '" + key + "'.");
      }
      if (tags.put(key, tag.text("Value")) != null) {
        throw AwsFailure.validation("Duplicate tag key '" + key + "'.");
      }
    }
    requireFew(tags);
    return tags;
  }

  void put(String arn, Map<String, String> tags) {
    account.tags().add(arn, tags);
  }

  private NavigableMap<String, String> tagsOf(JsonObject request) {
    requireTaggable(request);
    return account.tags().of(request.text("ResourceArn"));
  }

  private void requireTaggable(JsonObject request) {
    String arn = request.text("ResourceArn");
    if (!account.sageMaker().isTaggable(arn)) {
      throw Lookup.notFound(kind(arn), arn);
    }
  }

  private static String kind(String arn) {
    if (arn.contains(":endpoint-config/")) {
      return "endpoint configuration";
    }
    return arn.contains(":inference-component/") ? "inference component" : "endpoint";
  }

  private static void requireFew(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw AwsFailure.validation(
          "A resource has at most " + MAX_TAGS + " tags, it would have " + tags.size() + ".");
    }
  }

  private static List<JsonObject> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> JsonObject.of("Key", tag.getKey()).with("Value", tag.getValue()))
        .toList();
  }
}

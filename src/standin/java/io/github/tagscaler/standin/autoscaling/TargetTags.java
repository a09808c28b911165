package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.ScalableTarget;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The tags of scalable targets; policies and scheduled actions have none. */
final class TargetTags {

  /** Application Auto Scaling user guide, Tagging restrictions. */
  private static final int MAX_TAGS = 50;

  private final Account account;

  TargetTags(Account account) {
    this.account = account;
  }

  JsonObject tag(JsonObject request) {
    ScalableTarget target = target(request);
    SequencedMap<String, String> added = request.textMap("Tags");
    requireUsable(added);
    NavigableMap<String, String> merged = new TreeMap<>(account.tags().of(target.arn()));
    merged.putAll(added);
    if (merged.size() > MAX_TAGS) {
      throw AwsFailure.of(
          "TooManyTagsException", "A scalable target has at most " + MAX_TAGS + " tags.");
    }
    account.tags().add(target.arn(), added);
    return JsonObject.EMPTY;
  }

  JsonObject untag(JsonObject request) {
    ScalableTarget target = target(request);
    account.tags().remove(target.arn(), request.texts("TagKeys"));
    return JsonObject.EMPTY;
  }

  JsonObject list(JsonObject request) {
    return JsonObject.of("Tags", JsonObject.copyOf(account.tags().of(target(request).arn())));
  }

  /** The tags of a RegisterScalableTarget, which may have them for a new target only. */
  static void check(JsonObject request, boolean exists) {
    if (exists && request.has("Tags")) {
      throw AwsFailure.validation(
          "The scalable target that you tried to tag already exists. To update tags on an existing"
              + " scalable target, use the TagResource API.");
    }
    SequencedMap<String, String> tags = request.textMap("Tags");
    requireUsable(tags);
    if (tags.size() > MAX_TAGS) {
      throw AwsFailure.validation("A scalable target has at most " + MAX_TAGS + " tags.");
    }
  }

  private static void requireUsable(Map<String, String> tags) {
    for (String key : tags.keySet()) {
      if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw AwsFailure.validation(
            "Tag keys starting with 'aws:' are reserved, was '" + key + "'.");
      }
    }
  }

  private ScalableTarget target(JsonObject request) {
    String arn = request.text("ResourceARN");
    return account
        .scalableTargets()
        .byArn(arn)
        .orElseThrow(() ->
            AwsFailure.of(
                "ResourceNotFoundException", "The specified resource doesn't exist: " + arn));
  }
}

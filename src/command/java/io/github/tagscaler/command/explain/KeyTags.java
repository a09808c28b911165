package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.fleet.ResourceFacts;
import io.github.tagscaler.policy.MisspelledKey;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tags that concern a target: under the prefix, for all variants or for this one. */
final class KeyTags {
  private final PolicyReader policies;

  KeyTags(PolicyReader policies) {
    this.policies = policies;
  }

  List<KeyTag> of(ResourceId id, ResourceFacts facts) {
    var endpoint = "endpoint/" + facts.endpoint();
    return switch (id) {
      case EndpointVariant(_, var variant) ->
          on(endpoint, facts.tags()).filter(tag -> concerns(tag, variant)).toList();
      case InferenceComponent _ ->
          Stream.concat(
                  on(id.wire(), facts.tags()),
                  on(endpoint, facts.endpointTags()).filter(tag -> !tag.key().contains("@")))
              .toList();
    };
  }

  private Stream<KeyTag> on(String holder, Map<String, String> tags) {
    var misspelled = policies.misspelled(tags).stream().map(MisspelledKey::key).toList();
    var prefix = policies.tagPrefix().toLowerCase(Locale.ROOT);
    return new TreeMap<>(tags)
        .entrySet().stream()
            .filter(tag ->
                tag.getKey().toLowerCase(Locale.ROOT).strip().startsWith(prefix)
                    || misspelled.contains(tag.getKey()))
            .map(tag ->
                new KeyTag(
                    tag.getKey(), tag.getValue(), holder, !misspelled.contains(tag.getKey())));
  }

  private static boolean concerns(KeyTag tag, String variant) {
    int at = tag.key().lastIndexOf('@');
    return at < 0 || tag.key().substring(at + 1).strip().equalsIgnoreCase(variant);
  }
}

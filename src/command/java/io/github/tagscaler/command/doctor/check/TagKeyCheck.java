package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.sweep.Fleet.ListedComponent;
import io.github.tagscaler.sweep.Fleet.ListedEndpoint;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tags under the prefix that nobody reads, and those that a misspelled prefix keeps from being
 * read.
 */
public final class TagKeyCheck extends FleetCheck {
  private static final int MOST = 5;

  private final PolicyReader policies;
  private final AwsCli cli;

  public TagKeyCheck(FleetSnapshot fleet, PolicyReader policies, AwsCli cli) {
    super("Tag keys", fleet);
    this.policies = policies;
    this.cli = cli;
  }

  /**
   * A tag that is not read.
   *
   * @param meant the key that was meant, if one is near
   */
  private record UnreadTag(
      String arn, String key, String value, String text, Optional<String> meant) {}

  @Override
  List<Finding> decide(Snapshot snapshot) {
    var unread =
        Stream.concat(
                snapshot.endpoints().stream()
                    .sorted(Comparator.comparing(ListedEndpoint::name))
                    .flatMap(
                        each -> ofEndpoint(each.name(), each.arn(), tags(snapshot, each.arn()))),
                snapshot.components().stream()
                    .sorted(Comparator.comparing(ListedComponent::name))
                    .flatMap(each -> ofComponent(each, tags(snapshot, each.arn()))))
            .toList();
    if (unread.isEmpty()) {
      return List.of(
          Finding.ok(subject(), "all tags under %s are known".formatted(policies.tagPrefix())));
    }
    var findings = new ArrayList<Finding>();
    unread.stream().limit(MOST).map(this::finding).forEach(findings::add);
    int more = unread.size() - MOST;
    if (more > 0) {
      findings.add(
          Finding.warning(
              subject(),
              "And %s more are not read.".formatted(Text.count(more, "tag")),
              cli.tagscaler("plan", "--all")));
    }
    return findings;
  }

  private static Map<String, String> tags(Snapshot snapshot, String arn) {
    return snapshot.tags().getOrDefault(arn.toLowerCase(Locale.ROOT), Map.of());
  }

  private Stream<UnreadTag> ofEndpoint(String name, String arn, Map<String, String> tags) {
    // A key with a suffix is read for a variant of that name only.
    var variants =
        Stream.concat(
                Stream.of("any"),
                tags.keySet().stream()
                    .filter(key -> key.contains("@"))
                    .map(key -> key.substring(key.lastIndexOf('@') + 1).strip()))
            .distinct()
            .toList();
    var unknown =
        variants.stream()
            .flatMap(
                variant -> policies.variant(name, tags, variant, variants).problems().stream());
    return Stream.concat(unknown(arn, unknown), misspelled("endpoint/" + name, arn, tags));
  }

  private Stream<UnreadTag> ofComponent(ListedComponent component, Map<String, String> tags) {
    var problems =
        policies.component(component.name(), tags, component.endpoint(), Map.of()).problems();
    return Stream.concat(
        unknown(component.arn(), problems.stream()),
        misspelled("inference-component/" + component.name(), component.arn(), tags));
  }

  private Stream<UnreadTag> unknown(String arn, Stream<Problem> problems) {
    return problems
        .filter(problem -> problem.code() == Code.UNKNOWN_KEY)
        .distinct()
        .flatMap(problem ->
            Optional.ofNullable(problem.key())
                .map(key ->
                    new UnreadTag(
                        arn,
                        key,
                        Optional.ofNullable(problem.value()).orElse(""),
                        withoutList(problem.message()),
                        meant(key)))
                .stream());
  }

  /** All keys are in the documentation; here is no room for them. */
  private static String withoutList(String message) {
    int list = message.indexOf(" Known: ");
    return (list < 0 ? message : message.substring(0, list)).strip();
  }

  private Optional<String> meant(String key) {
    var prefix = policies.tagPrefix();
    var name = key.substring(Math.min(prefix.length(), key.length()));
    return Suggestions.closest(name, PolicyKey.names()).map(prefix::concat);
  }

  private Stream<UnreadTag> misspelled(String holder, String arn, Map<String, String> tags) {
    return policies.misspelled(tags).stream()
        .map(each ->
            new UnreadTag(
                arn,
                each.key(),
                tags.getOrDefault(each.key(), ""),
                "%s on %s has a misspelled prefix, so it is not read. Did you mean %s?"
                    .formatted(each.key(), holder, each.meant()),
                Optional.of(each.meant())));
  }

  private Finding finding(UnreadTag tag) {
    var commands = new ArrayList<String>();
    tag.meant().ifPresent(meant -> commands.add(cli.addTag(tag.arn(), meant, tag.value())));
    commands.add(
        cli.aws("sagemaker", "delete-tags", "--resource-arn", tag.arn(), "--tag-keys", tag.key()));
    return Finding.warning(subject(), tag.text(), commands.toArray(String[]::new));
  }
}

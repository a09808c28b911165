package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes commands so that they can be copied to a shell: with the region and the profile that the
 * caller named. The SAM CLI does not read AWS_REGION, so its commands always name the region.
 */
public final class AwsCli {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private final @Nullable String region;
  private final String regionInUse;
  private final List<String> profile;

  /**
   * For a region and a profile that were named; {@code null} for those of the environment.
   *
   * @param regionInUse the region, wherever it is from
   */
  public AwsCli(@Nullable String region, String regionInUse, @Nullable String profile) {
    this.region = region;
    this.regionInUse = regionInUse;
    this.profile = profile == null ? List.of() : List.of("--profile", profile);
  }

  /** A command of the AWS CLI. */
  String aws(String... words) {
    return line("aws", region, words);
  }

  /** A command of the AWS CLI in that region. */
  String awsIn(String where, String... words) {
    return line("aws", where, words);
  }

  /** A command that puts a tag on a resource of SageMaker. */
  String addTag(String arn, String key, String value) {
    var tag = Json.object().put("Key", key).put("Value", value).build();
    return aws(
        "sagemaker",
        "add-tags",
        "--resource-arn",
        arn,
        "--tags",
        new Json.Arr(List.of(tag)).write());
  }

  /** A command of the AWS SAM CLI that changes one parameter of a stack. */
  String deploy(String stack, String parameter) {
    return line(
        "sam", regionInUse, "deploy", "--stack-name", stack, "--parameter-overrides", parameter);
  }

  /** A command of the AWS SAM CLI that deploys a stack again. */
  String deploy(String stack) {
    return line("sam", regionInUse, "deploy", "--stack-name", stack);
  }

  /** A command of this command. */
  String tagscaler(String... words) {
    return line("tagscaler", region, words);
  }

  /**
   * The lines of a log group since a time ago that match a filter pattern; all for an empty one.
   */
  String logs(String group, String since, String pattern) {
    return pattern.isEmpty()
        ? aws("logs", "tail", group, "--since", since)
        : aws("logs", "tail", group, "--since", since, "--filter-pattern", pattern);
  }

  private String line(String program, @Nullable String where, String... words) {
    var line = new ArrayList<>(List.of(program));
    line.addAll(List.of(words));
    if (where != null) {
      line.addAll(List.of("--region", where));
    }
    line.addAll(profile);
    return line.stream().map(AwsCli::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Words and then more words. */
  static String[] words(Stream<String> more, String... first) {
    return Stream.concat(Stream.of(first), more).toArray(String[]::new);
  }
}

package io.github.tagscaler.command.aws;

import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.exit.UsageException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The caller's credentials, found as the AWS CLI finds them: a profile that was named takes
 * precedence over the keys in the environment. If there are none, it says so in one sentence, where
 * the SDK lists all places where it looked.
 */
final class CallersCredentials implements AwsCredentialsProvider {
  /** Of all places where the SDK looked, what it says of the profile. */
  private static final Pattern OF_THE_PROFILE =
      Pattern.compile(
          "ProfileCredentialsProvider\\([^)]*\\): (.*?)(?:, ContainerCredentialsProvider|]?$)");

  private final AwsCredentialsProvider source;
  private final @Nullable String profile;

  private CallersCredentials(AwsCredentialsProvider source, @Nullable String profile) {
    this.source = source;
    this.profile = profile;
  }

  /**
   * Finds where credentials come from; calls nothing.
   *
   * @throws UsageException if there is no such profile
   */
  static AwsCredentialsProvider of(Map<String, String> env, @Nullable String profile) {
    if (profile != null) {
      var file = new Profiles(env).file();
      Profiles.check(profile, file);
      return new CallersCredentials(
          ProfileCredentialsProvider.builder().profileFile(file).profileName(profile).build(),
          profile);
    }
    return keys(env)
        .<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
        .orElseGet(
            () -> new CallersCredentials(DefaultCredentialsProvider.builder().build(), null));
  }

  /** The keys of the environment. A variable that is empty is not set. */
  static Optional<AwsCredentials> keys(Map<String, String> env) {
    var key = env.getOrDefault("AWS_ACCESS_KEY_ID", "");
    var secret = env.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (key.isBlank() || secret.isBlank()) {
      return Optional.empty();
    }
    var token = env.getOrDefault("AWS_SESSION_TOKEN", "");
    return Optional.of(
        token.isBlank()
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token));
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return source.resolveCredentials();
    } catch (SdkClientException none) {
      throw new CouldNotLookException(missing(profile, Objects.toString(none.getMessage(), "")));
    }
  }

  /**
   * That there are no credentials, and what to do.
   *
   * @param profile the profile that was named
   * @param reason what the SDK says
   */
  static String missing(@Nullable String profile, String reason) {
    if (profile != null) {
      return "The profile \"%s\" has no credentials%s".formatted(profile, because(reason));
    }
    var ofProfile = OF_THE_PROFILE.matcher(reason);
    return "There are no AWS credentials%s Sign in, such as with aws sso login, name a profile with --profile or AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        .formatted(ofProfile.find() ? because(ofProfile.group(1)) : ".");
  }

  private static String because(String reason) {
    return reason.isBlank() || reason.contains("ProfileFile(")
        ? "."
        : ": " + reason.strip().replaceAll("\\.$", "") + ".";
  }
}

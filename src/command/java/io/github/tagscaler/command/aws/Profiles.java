package io.github.tagscaler.command.aws;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.outcome.Suggestions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/** The profiles of the caller's AWS configuration, where its environment variables say it is. */
final class Profiles {
  private final Map<String, String> environment;

  Profiles(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The files, read. */
  ProfileFile file() {
    var config = environment.get("AWS_CONFIG_FILE");
    var credentials = environment.get("AWS_SHARED_CREDENTIALS_FILE");
    if (config == null && credentials == null) {
      return ProfileFile.defaultProfileFile();
    }
    var files = ProfileFile.aggregator();
    add(files, credentials, "credentials", ProfileFile.Type.CREDENTIALS);
    add(files, config, "config", ProfileFile.Type.CONFIGURATION);
    return files.build();
  }

  private static void add(
      ProfileFile.Aggregator files, @Nullable String named, String usual, ProfileFile.Type type) {
    var path =
        named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".aws", usual);
    if (Files.isReadable(path)) {
      files.addFile(ProfileFile.builder().content(path).type(type).build());
    }
  }

  /**
   * Checks that a profile exists.
   *
   * @throws UsageException if it does not
   */
  static void check(String profile, ProfileFile file) {
    var names = file.profiles().keySet();
    if (!names.contains(profile)) {
      throw new UsageException(
          "There is no profile \"%s\" in your AWS configuration.%s"
              .formatted(
                  profile,
                  Suggestions.closest(profile, names)
                      .map(" Did you mean \"%s\"?"::formatted)
                      .orElse("")));
    }
  }

  /** The address that a profile sends AWS calls to, if it has one of its own. */
  static Optional<String> address(String profile, ProfileFile file) {
    return file.profile(profile).flatMap(found -> found.property("endpoint_url"));
  }
}

package io.github.tagscaler.command.cli;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.command.aws.Connection;
import io.github.tagscaler.command.target.ExistingTarget;
import io.github.tagscaler.command.target.TargetResolver;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.reconcile.CatalogDocuments;
import io.github.tagscaler.settings.Settings;
import java.time.InstantSource;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a verb works with once its options are read: the settings that would apply, the catalog, the
 * time and, for verbs that ask AWS, the connection. Nothing is read from AWS before it is needed.
 */
public final class Session {
  private final Context context;
  private final VerbOptions options;
  private final Terminal terminal;
  private final InstantSource clock;
  private @Nullable Connection connection;
  private @Nullable Settings settings;

  /**
   * A session.
   *
   * @throws io.github.tagscaler.command.exit.UsageException if an option cannot be used
   */
  public Session(Context context, VerbOptions options) {
    this.context = context;
    this.options = options;
    this.terminal = options.terminal(context);
    this.clock = options.clock(context);
  }

  /** Where to write. */
  public Terminal terminal() {
    return terminal;
  }

  /** The time to answer for. */
  public InstantSource clock() {
    return clock;
  }

  /** Whether the answer is for programs. */
  public boolean json() {
    return options.json();
  }

  /**
   * The connection to AWS, with the caller's credentials.
   *
   * @throws io.github.tagscaler.command.exit.CouldNotLookException if there is no region
   */
  public Connection connection() {
    var open = connection;
    if (open == null) {
      open =
          Connection.open(
              context.environment(), options.profile(), options.region(), options.endpointUrl());
      connection = open;
    }
    return open;
  }

  /** The function's adapters on that connection. */
  public AwsAdapters aws() {
    return connection().adapters();
  }

  /**
   * What a target on the command line names: {@code endpoint/E}, {@code endpoint/E/variant/V},
   * {@code inference-component/C}, an ARN, or just a name.
   *
   * @throws io.github.tagscaler.command.exit.UsageException if it does not exist
   */
  public ExistingTarget target(String text) {
    return new TargetResolver(aws().resources(), connection().names(), connection().region())
        .resolve(text);
  }

  /**
   * The settings: those of the environment variables {@code TAGSCALER_*}, with {@code --set} over
   * them.
   *
   * @throws io.github.tagscaler.settings.IllegalSettingException if one cannot be used
   */
  public Settings settings() {
    var read = settings;
    if (read == null) {
      var variables = new HashMap<String, String>();
      context.environment().forEach((name, value) -> {
        if (name.startsWith("TAGSCALER_")) {
          variables.put(name, value);
        }
      });
      variables.putAll(options.settings());
      read = Settings.from(variables);
      settings = read;
    }
    return read;
  }

  /** The reader of tags that the settings ask for. */
  public PolicyReader policies() {
    return settings().policies();
  }

  /** The documents of the catalog: of {@code --catalog}, or else of the settings. */
  public CatalogDocuments catalog() {
    return CatalogSource.of(
            options.catalog() != null ? options.catalog() : settings().catalogPath(),
            context.directory())
        .documents(path -> aws().catalog(path));
  }
}

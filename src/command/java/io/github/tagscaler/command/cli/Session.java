package io.github.tagscaler.command.cli;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.command.aws.Connection;
import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.stack.SettingsOrigin;
import io.github.tagscaler.command.stack.StackSettings;
import io.github.tagscaler.command.target.ExistingTarget;
import io.github.tagscaler.command.target.TargetResolver;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CatalogDocuments;
import io.github.tagscaler.settings.IllegalSettingException;
import io.github.tagscaler.settings.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a verb works with once its options are read: the settings that would apply, the catalog, the
 * time and, for verbs that ask AWS, the connection. Nothing is read from AWS before it is needed.
 */
public final class Session {
  private static final String DEFAULT_STACK = "tagscaler";

  private final Context context;
  private final VerbOptions options;
  private final AccountChoice account;
  private final Terminal terminal;
  private final InstantSource clock;
  private @Nullable Connection connection;
  private final boolean asksAws;
  private boolean saidEmpty;
  private @Nullable SettingsInForce settings;

  /**
   * A session of a verb that asks AWS, also for the settings of the deployed stack.
   *
   * @throws UsageException if an option cannot be used
   */
  public Session(Context context, VerbOptions options) {
    this(context, options, AccountChoice.of(options), true);
  }

  private Session(Context context, VerbOptions options, AccountChoice account, boolean asksAws) {
    this.asksAws = asksAws;
    this.account = account;
    this.context = context;
    this.options = options;
    this.terminal = options.terminal(context);
    this.clock = options.clock(context);
  }

  /** As the constructor, in one of several accounts. */
  public static Session in(AccountChoice account, Context context, VerbOptions options) {
    return new Session(context, options, account, true);
  }

  /**
   * A session of a verb that works without AWS: no stack is asked for its settings.
   *
   * @throws UsageException if an option cannot be used
   */
  public static Session offline(Context context, VerbOptions options) {
    if (options.stack() != null) {
      throw new UsageException(
          "This verb works without AWS, so it cannot read the settings of a stack. Name those that differ with --set, such as --set TagPrefix=team:");
    }
    return new Session(context, options, AccountChoice.of(options), false);
  }

  /** Where to write. */
  public Terminal terminal() {
    return terminal;
  }

  /** The time to answer for. */
  public InstantSource clock() {
    return clock;
  }

  /** Which account and region it asks. */
  public AccountChoice account() {
    return account;
  }

  /** Whether the answer is for programs. */
  public boolean json() {
    return options.json();
  }

  /**
   * The connection to AWS, with the caller's credentials.
   *
   * @throws CouldNotLookException if there is no region
   */
  public Connection connection() {
    var open = connection;
    if (open == null) {
      open =
          Connection.open(
              context.environment(), account.profile(), account.region(), options.endpointUrl());
      connection = open;
    }
    return open;
  }

  /** The function's adapters on that connection. */
  public AwsAdapters aws() {
    return connection().adapters();
  }

  /**
   * What a target on the command line names, which may be just a name.
   *
   * @throws UsageException if it does not exist
   */
  public ExistingTarget target(String text) {
    return new TargetResolver(aws().resources(), connection().names(), connection().region())
        .resolve(text);
  }

  /**
   * The settings: those of the deployed stack, then the variables {@code TAGSCALER_*} of the shell,
   * then {@code --set}, which wins. Where the stack cannot be read, a note says what is assumed.
   *
   * @throws IllegalSettingException if one cannot be used
   */
  public Settings settings() {
    return named(() -> inForce().settings());
  }

  /** Reads settings; a message names them as the command line does. */
  private <T> T named(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalSettingException wrong) {
      throw new IllegalSettingException(
          options.inWordsOfOptions(Objects.requireNonNullElse(wrong.getMessage(), "")));
    }
  }

  /** Where the settings come from, for answers that say so. */
  public SettingsOrigin settingsOrigin() {
    return inForce().origin();
  }

  private SettingsInForce inForce() {
    var read = settings;
    if (read == null) {
      read = SettingsInForce.of(stackSettings(), context.environment(), options.settings());
      settings = read;
      read.origin().stack().assumption().ifPresent(this::note);
    }
    return read;
  }

  private StackSettings stackSettings() {
    var name = Objects.requireNonNullElse(options.stack(), "");
    if (name.isBlank()) {
      name = context.environment().getOrDefault(NamedSetting.STACK, "");
    }
    var stack = name.isBlank() ? DEFAULT_STACK : name.strip();
    return asksAws ? connection().stackSettings(stack) : new StackSettings.NotAsked(stack);
  }

  /**
   * The reader of tags that the settings ask for.
   *
   * @throws IllegalSettingException if the default policy cannot be used: it may be one of the
   *     directory that {@code --catalog} names
   */
  public PolicyReader policies() {
    if (options.catalog() == null) {
      return named(() -> settings().policies());
    }
    return catalogSource() instanceof CatalogSource.Directory
        ? policies(CatalogReader.read(catalog().read()))
        : named(() -> settings().policies(Optional.empty()));
  }

  /**
   * As the other method, with a catalog that was read.
   *
   * @throws IllegalSettingException if it does not have the default policy
   */
  public PolicyReader policies(Catalog catalog) {
    return named(() -> settings().policies(Optional.of(catalog)));
  }

  /** Where the catalog is: a directory or a path in Parameter Store; empty if there is none. */
  public Optional<String> catalogPlace() {
    return Optional.ofNullable(
        options.catalog() != null ? options.catalog() : settings().catalogPath());
  }

  /** The documents of the catalog: of {@code --catalog}, or else of the settings. */
  public CatalogDocuments catalog() {
    if (options.catalog() == null) {
      return catalogSource().documents(path -> aws().catalog(path));
    }
    var documents = catalogSource().documents(path -> () -> parameters(path));
    return () -> notEmpty(documents.read());
  }

  /**
   * The documents of a path in Parameter Store that the command line names. Where it cannot be
   * read, a note says why it was taken for one: it may be meant as the path of a file.
   */
  public List<DocumentText> parameters(String path) {
    try {
      return aws().catalog(path).read();
    } catch (CouldNotLookException | CallFailedException unread) {
      note(
          "There is no file or directory %s, so it is read as a path in Parameter Store (it starts with a slash)."
              .formatted(path));
      throw unread;
    }
  }

  /** A catalog that was named and has nothing in it is probably another than was meant. */
  private List<DocumentText> notEmpty(List<DocumentText> read) {
    if (read.isEmpty() && !saidEmpty) {
      saidEmpty = true;
      note(catalogSource().empty() + " Only the bundled policies are known.");
    }
    return read;
  }

  private void note(String what) {
    var of = account.name().isEmpty() ? "" : account.name() + ": ";
    terminal.note("note: " + Quote.escape(of + what));
  }

  private CatalogSource catalogSource() {
    return CatalogSource.of(catalogPlace().orElse(null), context.directory());
  }
}

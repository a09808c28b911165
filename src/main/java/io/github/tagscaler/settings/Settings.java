package io.github.tagscaler.settings;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has set, read from the environment and checked once, at start.
 *
 * @param stack the name of this stack; it marks what is managed
 * @param tagPrefix the prefix of the tag keys that Tagscaler reads
 * @param defaultPolicy the policy of resources that do not opt in, {@code null} for none; read as
 *     the tag {@code policy} is
 * @param catalogPath the path of the catalog's parameters, {@code null} for bundled policies only
 * @param timeZone the zone of windows and dates that name none
 * @param eventBus the name or ARN of the bus that outcomes are published on
 * @param dryRun whether to plan only, whatever tags and requests say
 * @param sweepLimitPercent the share of managed targets that one sweep may release because tags are
 *     missing
 * @param queueUrl the work queue, {@code null} for none
 * @param releaseAll whether nothing is desired, so that everything that is managed is released
 * @param sweepInterval the time from one scheduled sweep to the next
 * @param driftDelay how long a change from outside is kept before a sweep puts it back
 * @param maxCapacity the highest {@code max} of any target, whatever tags and catalog say
 * @param allowAdopt the most that the tag {@code adopt} may ask for
 * @param requirePlatform whether nothing is changed without the catalog's document {@code
 *     _platform}
 * @param teamTag the key of the tag whose value is the team that is notified, {@code null} for none
 */
public record Settings(
    String stack,
    String tagPrefix,
    @Nullable String defaultPolicy,
    @Nullable String catalogPath,
    ZoneId timeZone,
    String eventBus,
    boolean dryRun,
    int sweepLimitPercent,
    @Nullable URI queueUrl,
    boolean releaseAll,
    Duration sweepInterval,
    Duration driftDelay,
    int maxCapacity,
    Adoption allowAdopt,
    boolean requirePlatform,
    @Nullable String teamTag) {

  private static final Pattern STACK = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{0,127}");

  /** SageMaker's characters for tag keys, but no @, which parts a key from its variant. */
  private static final Pattern TAG_PREFIX =
      Pattern.compile("(?!(?i:aws|tagscaler):)[\\p{L}\\p{Z}\\p{N}_.:/=+-]{1,100}");

  /** SageMaker's characters for tag keys. */
  private static final Pattern TAG_KEY =
      Pattern.compile("(?!(?i:aws):)[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");

  /**
   * With such a prefix, {@code autoscalingmax} would be a key, and {@code autoscaling:max} none.
   */
  private static final Pattern ENDS_IN_WORD = Pattern.compile(".*[\\p{L}\\p{N}]");

  private static final Pattern EVENT_BUS =
      Pattern.compile(
          "(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus/)?[._A-Za-z0-9-]{1,256}");

  /**
   * What may precede a parameter's own name. A name has fifteen levels at most, and those that
   * start with aws or ssm belong to AWS (Systems Manager API reference, PutParameter).
   */
  private static final Pattern CATALOG_PATH =
      Pattern.compile("(?!/(?i:aws|ssm))(/[A-Za-z0-9_.-]{1,200}){1,14}");

  /**
   * Reads the settings.
   *
   * @throws IllegalSettingException if one cannot be used
   */
  public static Settings from(Map<String, String> environment) {
    var stack =
        EnvironmentSetting.of(environment, "TAGSCALER_STACK")
            .text(
                STACK,
                "a stack's name: a letter, then at most 127 letters, digits and hyphens",
                "tagscaler");
    var catalogPath = catalogPath(EnvironmentSetting.of(environment, "TAGSCALER_CATALOG_PATH"));
    return new Settings(
        stack,
        tagPrefix(EnvironmentSetting.of(environment, "TAGSCALER_TAG_PREFIX")),
        defaultPolicy(EnvironmentSetting.of(environment, "TAGSCALER_DEFAULT_POLICY")),
        catalogPath,
        EnvironmentSetting.of(environment, "TAGSCALER_TIME_ZONE").zone(ZoneId.of("UTC")),
        EnvironmentSetting.of(environment, "TAGSCALER_EVENT_BUS")
            .text(EVENT_BUS, "the name or the ARN of an EventBridge event bus", "default"),
        EnvironmentSetting.of(environment, "TAGSCALER_DRY_RUN").isOn(),
        EnvironmentSetting.of(environment, "TAGSCALER_SWEEP_LIMIT")
            .number(0, 100, ", in percent", 20),
        EnvironmentSetting.of(environment, "TAGSCALER_QUEUE_URL").url(),
        releaseAll(EnvironmentSetting.of(environment, "TAGSCALER_RELEASE_ALL"), stack),
        Duration.ofMinutes(
            EnvironmentSetting.of(environment, "TAGSCALER_SWEEP_MINUTES").number(5, 60, "", 15)),
        Duration.ofHours(
            EnvironmentSetting.of(environment, "TAGSCALER_DRIFT_HOURS").number(0, 168, "", 4)),
        EnvironmentSetting.of(environment, "TAGSCALER_MAX_CAPACITY").number(1, 100_000, "", 100),
        allowAdopt(EnvironmentSetting.of(environment, "TAGSCALER_ALLOW_ADOPT")),
        requirePlatform(
            EnvironmentSetting.of(environment, "TAGSCALER_REQUIRE_PLATFORM"), catalogPath),
        teamTag(EnvironmentSetting.of(environment, "TAGSCALER_TEAM_TAG")));
  }

  private static @Nullable String teamTag(EnvironmentSetting setting) {
    return setting.isEmpty()
        ? null
        : setting.text(
            TAG_KEY,
            "empty, or the key of a tag: at most 128 letters, digits, spaces and _ . : / = + - @, not"
                + " starting with aws:",
            "");
  }

  private static String tagPrefix(EnvironmentSetting setting) {
    var prefix =
        setting.text(
            TAG_PREFIX,
            "at most 100 letters, digits, spaces and _ . : / = + -, starting with neither"
                + " aws: nor tagscaler:",
            "autoscaling:");
    if (ENDS_IN_WORD.matcher(prefix).matches()) {
      throw setting.mustBe(
          "one that does not end with a letter or a digit. Did you mean %s?"
              .formatted(Quote.of(prefix + ":")));
    }
    return prefix;
  }

  private static @Nullable String defaultPolicy(EnvironmentSetting setting) {
    return setting.isEmpty() ? null : setting.value();
  }

  private static @Nullable String catalogPath(EnvironmentSetting setting) {
    if (setting.isEmpty()) {
      return null;
    }
    return setting.text(
        CATALOG_PATH,
        "empty, or the path of parameters such as /tagscaler/catalog: names of letters, digits"
            + " and _ . - with a slash before each and none at the end, starting with neither aws"
            + " nor ssm",
        "");
  }

  /** The stack's name and not just {@code true}, which is too easily set by mistake. */
  private static boolean releaseAll(EnvironmentSetting setting, String stack) {
    if (!setting.isEmpty() && !setting.value().equals(stack)) {
      throw setting.mustBe(
          "empty, or this stack's name %s, which releases everything that the stack manages"
              .formatted(Quote.of(stack)));
    }
    return !setting.isEmpty();
  }

  private static Adoption allowAdopt(EnvironmentSetting setting) {
    return switch (setting.value().toLowerCase(Locale.ROOT)) {
      case "none" -> Adoption.NO;
      case "", "keep" -> Adoption.KEEP;
      case "replace" -> Adoption.REPLACE;
      default -> throw setting.mustBe("none, keep or replace");
    };
  }

  private static boolean requirePlatform(EnvironmentSetting setting, @Nullable String catalogPath) {
    boolean required = setting.isOn();
    if (required && catalogPath == null) {
      throw setting.mustBe(
          "false while TAGSCALER_CATALOG_PATH is empty: without a path there is no document"
              + " _platform");
    }
    return required;
  }

  /**
   * The reader of tags that these settings ask for.
   *
   * @throws IllegalSettingException if the default policy cannot be used
   */
  public PolicyReader policies() {
    return policies(known());
  }

  /**
   * As {@link #policies()}, where the catalog is known already.
   *
   * @param all all policies; empty if they are not known yet
   * @throws IllegalSettingException if the default policy cannot be used
   */
  public PolicyReader policies(Optional<Catalog> all) {
    var variable = "TAGSCALER_DEFAULT_POLICY";
    var policies =
        new PolicyReader(
            tagPrefix,
            Optional.ofNullable(defaultPolicy)
                .map(value -> new Origin.StackSetting(variable, value)),
            timeZone,
            OptionalInt.of(maxCapacity));
    policies
        .stackDefaultProblem(all)
        .ifPresent(why -> {
          throw new IllegalSettingException(
              "%s = %s cannot be used. %s"
                  .formatted(variable, Quote.of(String.valueOf(defaultPolicy)), why));
        });
    return policies;
  }

  /** All policies, where that is known without reading a catalog, and has to be known at all. */
  private Optional<Catalog> known() {
    return defaultPolicy == null || catalogPath != null
        ? Optional.empty()
        : Optional.of(CatalogReader.read(List.of()));
  }
}

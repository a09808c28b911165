package io.github.tagscaler.lambda;

import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
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
    @Nullable URI queueUrl) {

  private static final Pattern STACK = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{0,127}");

  /** SageMaker's characters for tag keys, but no @, which parts a key from its variant. */
  private static final Pattern TAG_PREFIX =
      Pattern.compile("(?!(?i:aws|tagscaler):)[\\p{L}\\p{Z}\\p{N}_.:/=+-]{1,100}");

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
    return new Settings(
        EnvironmentSetting.of(environment, "TAGSCALER_STACK")
            .text(
                STACK,
                "a stack's name: a letter, then at most 127 letters, digits and hyphens",
                "tagscaler"),
        EnvironmentSetting.of(environment, "TAGSCALER_TAG_PREFIX")
            .text(
                TAG_PREFIX,
                "at most 100 letters, digits, spaces and _ . : / = + -, starting with neither"
                    + " aws: nor tagscaler:",
                "autoscaling:"),
        defaultPolicy(EnvironmentSetting.of(environment, "TAGSCALER_DEFAULT_POLICY")),
        catalogPath(EnvironmentSetting.of(environment, "TAGSCALER_CATALOG_PATH")),
        EnvironmentSetting.of(environment, "TAGSCALER_TIME_ZONE").zone(ZoneId.of("UTC")),
        EnvironmentSetting.of(environment, "TAGSCALER_EVENT_BUS")
            .text(EVENT_BUS, "the name or the ARN of an EventBridge event bus", "default"),
        EnvironmentSetting.of(environment, "TAGSCALER_DRY_RUN").isOn(),
        EnvironmentSetting.of(environment, "TAGSCALER_SWEEP_LIMIT").percent(20),
        EnvironmentSetting.of(environment, "TAGSCALER_QUEUE_URL").url());
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
}

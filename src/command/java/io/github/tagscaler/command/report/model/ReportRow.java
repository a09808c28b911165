package io.github.tagscaler.command.report.model;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of one target.
 *
 * @param target its resource ID; {@code endpoint/<name>} where its variants could not be read
 * @param kind its kind, {@code null} where that is not known or it is not scalable
 * @param instanceTypes its instance types, as far as known
 * @param problems what keeps its tags from being applied, the most important first
 * @param warnings what its owner may want to know
 * @param reason why it is not scaled, as a sentence; {@code null} if it is, or a problem says it
 * @param bounds its bounds: those registered, or those that its tags ask for if it gets them next
 * @param running the capacity that runs now
 * @param hours its hours of capacity a month; {@code null} where not known
 * @param usage how it used its bounds
 * @param price what an hour of its capacity costs; {@code null} where not given
 * @param tags the tags of its resource
 * @param account the name of its account and region; empty where the report has only one
 */
public record ReportRow(
    String target,
    @Nullable Kind kind,
    List<String> instanceTypes,
    Coverage coverage,
    List<Problem> problems,
    List<Problem> warnings,
    @Nullable String reason,
    @Nullable Bounds bounds,
    OptionalInt running,
    @Nullable MonthlyHours hours,
    Usage usage,
    @Nullable Double price,
    Map<String, String> tags,
    String account) {
  public ReportRow {
    instanceTypes = List.copyOf(instanceTypes);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /** The same with another usage. */
  public ReportRow with(Usage other) {
    return with(other, account);
  }

  /** The same in one account of several. */
  public ReportRow in(String ofSeveral) {
    return with(usage, ofSeveral);
  }

  private ReportRow with(Usage itsUsage, String itsAccount) {
    return new ReportRow(
        target,
        kind,
        instanceTypes,
        coverage,
        problems,
        warnings,
        reason,
        bounds,
        running,
        hours,
        itsUsage,
        price,
        tags,
        itsAccount);
  }

  /** Its resource ID, with its account where the report has several. */
  public String targetInAccount() {
    return account.isEmpty() ? target : account + ":" + target;
  }

  /** What is counted by its hours. */
  public Unit unit() {
    return kind == null ? Unit.INSTANCE : Unit.of(kind.dimension());
  }

  /** What its hours cost a month, where known. */
  public @Nullable CostRange cost() {
    return hours == null || price == null ? null : CostRange.of(hours, price);
  }

  /** What its saved hours would have cost. */
  public Measured savedCost() {
    return price == null ? Measured.inapplicable() : usage.saved().map(saved -> saved * price);
  }

  /** Whether somebody has to act. */
  public boolean needsAttention() {
    return !problems.isEmpty() || usage.failures().isPositive();
  }

  /** A unit of capacity. */
  public enum Unit {
    INSTANCE("instance-hours"),
    COPY("copy-hours"),
    PROVISIONED_CONCURRENCY("concurrency-hours");

    private final String hours;

    Unit(String hours) {
      this.hours = hours;
    }

    /** Its hours in words. */
    public String hours() {
      return hours;
    }

    /** For programs. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Unit of(ScalableDimension dimension) {
      return switch (dimension) {
        case INSTANCE_COUNT -> INSTANCE;
        case COPY_COUNT -> COPY;
        case PROVISIONED_CONCURRENCY -> PROVISIONED_CONCURRENCY;
      };
    }
  }
}

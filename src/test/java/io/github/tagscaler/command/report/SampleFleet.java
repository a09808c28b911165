package io.github.tagscaler.command.report;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.Measured;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.Usage;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports of varied fleets; the same number gives the same fleet. */
public final class SampleFleet {
  private static final double HOURS_A_MONTH = 730;
  private static final int DAYS = 14;
  private static final List<String> TEAMS =
      List.of("search", "ads", "fraud", "vision", "assistant", "speech", "ranking");
  private static final List<String> MODELS =
      List.of(
          "chat",
          "llama-3-70b-instruct",
          "embed",
          "rerank",
          "transcribe",
          "ocr",
          "fraud-score",
          "recommend",
          "image-caption",
          "translate-de-en",
          "summarize",
          "moderation");
  private static final List<String> TYPES =
      List.of(
          "ml.g5.xlarge", "ml.g5.12xlarge", "ml.m5.2xlarge", "ml.c6i.xlarge", "ml.inf2.8xlarge");

  private final Random random;
  private final @Nullable Double price;

  private SampleFleet(long seed, @Nullable Double price) {
    this.random = new Random(seed);
    this.price = price;
  }

  /** A report of so many targets. */
  public static FleetReport of(int targets) {
    return of(targets, null, List.of());
  }

  /** A report of so many targets at a price for an hour of an instance. */
  public static FleetReport of(int targets, @Nullable Double price, List<String> notes) {
    var fleet = new SampleFleet(targets, price);
    return FleetReport.of(
        Instant.parse("2026-01-05T08:00:00Z"),
        "eu-west-1",
        DAYS,
        IntStream.range(0, targets).mapToObj(fleet::row).toList(),
        List.of("team"),
        notes);
  }

  private ReportRow row(int number) {
    var state = state();
    var kind = state == Coverage.NOT_SCALABLE ? null : kind();
    var name = pick(MODELS) + "-" + (number + 1);
    var bounds =
        switch (state) {
          case SCALED, PENDING, ANOTHER_TOOL ->
              new Bounds(1 + random.nextInt(2), 2 + random.nextInt(11));
          case BLOCKED -> random.nextBoolean() ? new Bounds(1, 4) : null;
          default -> null;
        };
    int running = bounds == null ? 1 + random.nextInt(3) : running(bounds);
    boolean used = bounds != null && state != Coverage.PENDING;
    return new ReportRow(
        kind == Kind.COMPONENT
            ? "inference-component/" + name
            : "endpoint/" + name + "/variant/AllTraffic",
        kind,
        kind == Kind.SERVERLESS || kind == Kind.COMPONENT ? List.of() : List.of(pick(TYPES)),
        state,
        state == Coverage.BLOCKED ? List.of(problem()) : List.of(),
        state == Coverage.SCALED && random.nextInt(9) == 0 ? List.of(warning()) : List.of(),
        reason(state),
        bounds,
        OptionalInt.of(running),
        bounds == null
            ? new MonthlyHours(running * HOURS_A_MONTH, running * HOURS_A_MONTH)
            : new MonthlyHours(bounds.min() * HOURS_A_MONTH, bounds.max() * HOURS_A_MONTH),
        used && bounds != null ? usage(bounds) : Usage.INAPPLICABLE,
        kind == null || kind == Kind.REAL_TIME || kind == Kind.ASYNC ? price : null,
        tags(state),
        "");
  }

  private int running(Bounds bounds) {
    return switch (random.nextInt(4)) {
      case 0 -> bounds.max();
      case 1 -> bounds.min();
      default -> bounds.min() + random.nextInt(bounds.max() - bounds.min() + 1);
    };
  }

  private Usage usage(Bounds bounds) {
    int failures = random.nextInt(14) == 0 ? 1 + random.nextInt(40) : 0;
    return new Usage(
        Measured.of(random.nextInt(4) == 0 ? random.nextInt(90) / 2.0 : 0),
        Measured.of(random.nextInt(3) == 0 ? random.nextInt(240) : 0),
        Measured.of(failures),
        failures == 0
            ? null
            : "The account-level service limit 'ml.g5.xlarge for endpoint usage' is 20 Instances, with current utilization of 20 Instances and a request delta of 1 Instances.",
        Measured.of((bounds.max() - bounds.min()) * random.nextInt(200)));
  }

  private Coverage state() {
    int die = random.nextInt(100);
    return die < 52
        ? Coverage.SCALED
        : die < 60
            ? Coverage.PENDING
            : die < 67
                ? Coverage.BLOCKED
                : die < 77
                    ? Coverage.ANOTHER_TOOL
                    : die < 90
                        ? Coverage.UNTAGGED
                        : die < 93
                            ? Coverage.OFF
                            : die < 95 ? Coverage.NOT_READY : Coverage.NOT_SCALABLE;
  }

  private Kind kind() {
    int die = random.nextInt(10);
    return die < 5
        ? Kind.REAL_TIME
        : die < 7 ? Kind.COMPONENT : die < 9 ? Kind.ASYNC : Kind.SERVERLESS;
  }

  private Problem problem() {
    return switch (random.nextInt(4)) {
      case 0, 1 ->
          Problem.of(
              Code.UNKNOWN_POLICY,
              "autoscaling:policy = \"defualt\" is not a policy. Did you mean \"default\"?");
      case 2 ->
          Problem.of(
              Code.BOUNDS_CONFLICT,
              "6 instances are running, but no tag or policy sets max. The built-in max of 4 would remove 2. Set autoscaling:max to at least 6, or a lower one to scale in.");
      default ->
          Problem.of(
              Code.GUARDRAIL_EXCEEDED,
              "autoscaling:max = 40 exceeds the guardrail max 16 of _platform. Set it to at most 16.");
    };
  }

  private static Problem warning() {
    return Problem.of(
        Code.NO_EFFECT, "office-hours has no effect: its min at night (1) equals min (1).");
  }

  private static @Nullable String reason(Coverage state) {
    return switch (state) {
      case NOT_READY -> "is being updated";
      case NOT_SCALABLE -> "hosts inference components";
      default -> null;
    };
  }

  private Map<String, String> tags(Coverage state) {
    var tags = new TreeMap<String, String>();
    if (random.nextInt(8) > 0) {
      tags.put("team", pick(TEAMS));
    }
    if (state != Coverage.UNTAGGED) {
      tags.put("autoscaling:policy", "default");
    }
    return tags;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The same report with these rows before its own. */
  public static FleetReport with(FleetReport report, ReportRow... rows) {
    var all = new ArrayList<>(List.of(rows));
    all.addAll(report.rows());
    return FleetReport.of(
        report.at(), report.accounts(), report.days(), all, List.of("team"), report.notes());
  }
}

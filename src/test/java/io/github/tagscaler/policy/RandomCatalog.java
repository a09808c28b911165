package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogSummary;
import io.github.tagscaler.policy.catalog.Guardrail;
import io.github.tagscaler.policy.catalog.NamedPolicy;
import io.github.tagscaler.policy.catalog.NamedPolicy.Layer;
import io.github.tagscaler.policy.catalog.NamedPolicy.PlacedSetting;
import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.Checked;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Statistic;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.policy.window.ExpressionReader;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws catalogs as values: the bundled policies, some more, and rules of the platform team. */
final class RandomCatalog {
  /** What the policies drawn are called. */
  static final List<String> NAMES = List.of("a", "b", "c");

  private static final Place PLACE = new Place("_platform", 3, 5);

  private static final List<String> SCHEDULES =
      List.of(
          "Mon-Fri 08:00-20:00 2-8",
          "Daily 08:00-20:00 base else 0-base",
          "Daily 00:00-24:00 1-3",
          "Sat-Sun 00:00-24:00 1 + Mon-Fri 22:00-06:00 1-2 else 2-10",
          "Daily 20:00-06:00 3-base else base-6 Europe/Berlin");

  private final Random random;

  RandomCatalog(Random random) {
    this.random = random;
  }

  /** The bundled policies and {@link #NAMES}. */
  Catalog catalog() {
    var policies = new HashMap<>(TaggedResource.BUNDLED.policies());
    for (var name : NAMES) {
      policies.put(name, policy(name, kinds()));
    }
    if (chance(4)) {
      policies.put("default", policy("default", EnumSet.allOf(Kind.class)));
    }
    return new Catalog(
        policies,
        chance(4)
            ? Map.of(
                "typo",
                new Problem(Code.CATALOG_INVALID, "policies.typo", null, "It is. No.", List.of()))
            : Map.of(),
        Map.of(),
        chance(2) ? List.of() : defaults(),
        IntStream.range(0, random.nextInt(4)).mapToObj(i -> guardrail()).toList(),
        List.of(),
        CatalogSummary.EMPTY);
  }

  private List<Sourced<Setting>> defaults() {
    var origin = new Origin.PlatformDefault(PLACE);
    return List.of(
        new Sourced<>(new Setting.SafetyFactor(new BigDecimal("0.8")), origin),
        new Sourced<>(new Setting.ScaleOutCooldown(Duration.ofMinutes(2)), origin),
        new Sourced<>(new Setting.ScaleIn(random.nextBoolean()), origin));
  }

  private Guardrail guardrail() {
    int limit = 1 + random.nextInt(12);
    boolean least = chance(3);
    return new Guardrail(
        least ? Optional.of(Math.min(limit, 3)) : Optional.empty(),
        least ? Optional.empty() : Optional.of(limit),
        chance(3) ? Optional.of("ml.g5*") : Optional.empty(),
        chance(3) ? kinds() : Set.of(),
        chance(4) ? Map.of("Name", "x") : Map.of(),
        PLACE);
  }

  private Set<Kind> kinds() {
    return chance(3) ? Set.of(one(List.of(Kind.values()))) : EnumSet.allOf(Kind.class);
  }

  private NamedPolicy policy(String name, Set<Kind> kinds) {
    return new NamedPolicy(
        name, kinds, IntStream.rangeClosed(0, random.nextInt(2)).mapToObj(i -> layer()).toList());
  }

  /** What one policy says by itself. */
  Layer layer() {
    return new Layer(said(), chance(3) ? Map.of(one(List.of(Kind.values())), said()) : Map.of());
  }

  private List<PlacedSetting> said() {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> new PlacedSetting(setting(), Optional.of(PLACE)))
        .toList();
  }

  private Setting setting() {
    return switch (random.nextInt(18)) {
      case 0 -> new Setting.Min(random.nextInt(4));
      case 1, 2 -> new Setting.Max(1 + random.nextInt(12));
      case 3 -> new Setting.TrackOnly(metric());
      case 4 -> new Setting.TargetValue(BigDecimal.valueOf(1 + random.nextInt(90)));
      case 5 -> new Setting.MaxRps(BigDecimal.valueOf(1 + random.nextInt(9)));
      case 6 -> new Setting.ScaleInCooldown(Duration.ofMinutes(random.nextInt(9)));
      case 7 -> new Setting.ScaleOutCooldown(Duration.ofMinutes(random.nextInt(9)));
      case 8 -> new Setting.ScaleIn(random.nextBoolean());
      case 9 -> new Setting.Wake(random.nextBoolean());
      case 10 ->
          new Setting.Schedule(
              chance(5)
                  ? Optional.empty()
                  : Optional.of(
                      ((Windows.Reading.Understood) ExpressionReader.read(one(SCHEDULES)))
                          .windows()));
      case 11, 12 -> new Setting.Track(legal(this::track));
      case 13 -> chance(2) ? new Setting.DropTrack(metric().wire()) : new Setting.NoTracks();
      case 14, 15 -> new Setting.Step(legal(this::step));
      case 16 -> chance(2) ? new Setting.DropStep("up") : new Setting.DropAction("closing");
      default -> new Setting.Action(action());
    };
  }

  /** An entry that can be built: most random ones break a rule. */
  private static <T> T legal(Supplier<T> random) {
    return Stream.generate(() -> Checked.of(random))
        .flatMap(
            each -> each instanceof Checked.Valid<T>(var entry) ? Stream.of(entry) : Stream.empty())
        .findFirst()
        .orElseThrow();
  }

  private TrackEntry track() {
    boolean own = chance(3);
    var metric = metric();
    return new TrackEntry(
        own ? one(List.of("mine", "cpu")) : metric.wire(),
        own ? new Measure.Custom(custom()) : new Measure.Alias(metric),
        chance(4) ? Optional.empty() : Optional.of(BigDecimal.valueOf(1 + random.nextInt(90))),
        chance(6) ? Optional.of(BigDecimal.TEN) : Optional.empty(),
        chance(2) ? Optional.of(Duration.ofMinutes(3)) : Optional.empty(),
        chance(2) ? Optional.of(Duration.ofMinutes(4)) : Optional.empty(),
        chance(2) ? Optional.of(random.nextBoolean()) : Optional.empty());
  }

  private Customized custom() {
    return Customized.of(
        "App",
        one(List.of("Used", "Waiting")),
        Map.of("On", one(List.of("{variant}", "{component}"))),
        "Sum");
  }

  private StepEntry step() {
    var from = BigDecimal.valueOf(random.nextInt(90));
    return new StepEntry(
        one(List.of("up", "down", "wake")),
        chance(3) ? new Measure.Custom(custom()) : new Measure.Alias(metric()),
        chance(2) ? Optional.empty() : Optional.of(one(List.of(Statistic.values()))),
        Duration.ofSeconds(one(List.of(10, 60, 300, 45))),
        1 + random.nextInt(2),
        1 + random.nextInt(3),
        one(List.of(StepEntry.Missing.values())),
        one(List.of(Adjust.values())),
        chance(4) ? Optional.of(random.nextInt(3)) : Optional.empty(),
        Duration.ofMinutes(1),
        chance(2)
            ? List.of(
                new CapacityStep(Optional.of(from), Optional.of(from.add(BigDecimal.TEN)), 1),
                new CapacityStep(Optional.of(from.add(BigDecimal.TEN)), Optional.empty(), 2))
            : List.of(
                new CapacityStep(
                    chance(3) ? Optional.of(from) : Optional.empty(),
                    chance(3) ? Optional.empty() : Optional.of(from),
                    -1)));
  }

  private ActionEntry action() {
    int min = random.nextInt(4);
    return new ActionEntry(
        one(List.of("closing", "opening")),
        chance(2)
            ? new ActionEntry.When.Cron("0 6 28 * ? *")
            : new ActionEntry.When.At(LocalDateTime.parse("2026-12-31T18:00")),
        Optional.empty(),
        min,
        min + random.nextInt(9));
  }

  private Metric metric() {
    return one(List.of(Metric.values()));
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}

package io.github.tagscaler.policy.check;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.CatalogTestCase;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Expectation;
import io.github.tagscaler.policy.catalog.CatalogTestCase.What;
import io.github.tagscaler.policy.setting.Place;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.WeeklyAction;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Bounds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what came of tags with what a test expects. */
final class Judge {

  /** An expectation that is not met. */
  record Unmet(Place place, String expected, String came) {}

  private final Trial trial;
  private final ZoneId zone;

  Judge(Trial trial, ZoneId zone) {
    this.trial = trial;
    this.zone = zone;
  }

  /** All that is not met; what nobody expected comes first, and then nothing else is said. */
  List<Unmet> unmet(CatalogTestCase test) {
    boolean brakeExpected = expects(test, What.Brake.class);
    if (trial.brake() != Intent.SCALE && !brakeExpected) {
      return List.of(new Unmet(test.place(), "no brake", word(trial.brake())));
    }
    if (trial.brake() == Intent.SCALE
        && trial.reading() instanceof Reading.Invalid(var problems, var warnings)
        && !expects(test, What.Problems.class)) {
      return List.of(new Unmet(test.place(), "no problem", told(problems)));
    }
    return test.expected().stream()
        .flatMap(expectation ->
            came(expectation.what())
                .map(came ->
                    new Unmet(
                        expectation.place(), expectation.key() + " " + expectation.text(), came))
                .stream())
        .toList();
  }

  private static boolean expects(CatalogTestCase test, Class<? extends What> what) {
    return test.expected().stream().map(Expectation::what).anyMatch(what::isInstance);
  }

  /** What came instead of it; empty if it came. */
  private Optional<String> came(What expected) {
    return switch (expected) {
      case What.Brake(var word) -> unlessEqual(word, word(trial.brake()));
      case What.Warnings(var codes) -> codes(codes, trial.reading().warnings(), "no warning");
      case What.Problems(var codes) ->
          trial.brake() == Intent.SCALE
                  && trial.reading() instanceof Reading.Invalid(var problems, var warnings)
              ? codes(codes, problems, "no problem")
              : Optional.of(
                  trial.brake() == Intent.SCALE ? "no problem" : "a brake, " + word(trial.brake()));
      default ->
          trial.brake() == Intent.SCALE
                  && trial.reading() instanceof Reading.Declared(var wish, var warnings)
              ? came(expected, wish)
              : Optional.of("no wish");
    };
  }

  private Optional<String> came(What expected, DesiredPolicy wish) {
    return switch (expected) {
      case What.Min(int capacity) -> unlessEqual(capacity, wish.base().min().value());
      case What.Max(int capacity) -> unlessEqual(capacity, wish.base().max().value());
      case What.Tracks(var targets) -> unlessEqual(sorted(targets), sorted(tracked(wish)));
      case What.ScaleInCooldown(var cooldown) ->
          ofTracks(cooldown, wish, track -> track.scaleInCooldown().value(), Judge::shown);
      case What.ScaleOutCooldown(var cooldown) ->
          ofTracks(cooldown, wish, track -> track.scaleOutCooldown().value(), Judge::shown);
      case What.ScaleIn(boolean on) ->
          ofTracks(on, wish, track -> track.scaleIn().value(), each -> each ? "on" : "off");
      case What.Wake(boolean on) ->
          on == wish.wakes() ? Optional.empty() : Optional.of(wish.wakes() ? "on" : "off");
      case What.Schedule(var windows) -> schedule(windows, wish);
      case What.Steps(var names) ->
          unlessEqual(
              sorted(names), sorted(wish.steps().stream().map(DesiredPolicy.Step::name).toList()));
      case What.Actions(var names) ->
          unlessEqual(
              sorted(names),
              sorted(wish.actions().stream().map(DesiredPolicy.Action::name).toList()));
      case What.Brake brake -> Optional.empty();
      case What.Warnings warnings -> Optional.empty();
      case What.Problems problems -> Optional.empty();
    };
  }

  private static <T> Optional<String> unlessEqual(T expected, T came) {
    return expected.equals(came) ? Optional.empty() : Optional.of(came.toString());
  }

  private static Map<String, BigDecimal> tracked(DesiredPolicy wish) {
    return wish.tracks().stream()
        .collect(Collectors.toMap(DesiredPolicy.Track::name, track -> track.target().value()));
  }

  private static Map<String, BigDecimal> sorted(Map<String, BigDecimal> targets) {
    var sorted = new TreeMap<String, BigDecimal>();
    targets.forEach((name, target) -> sorted.put(name, Values.plain(target)));
    return sorted;
  }

  private static List<String> sorted(Collection<String> names) {
    return names.stream().sorted().toList();
  }

  private static <T> Optional<String> ofTracks(
      T expected,
      DesiredPolicy wish,
      Function<DesiredPolicy.Track, T> value,
      Function<T, String> shown) {
    var others =
        wish.tracks().stream()
            .filter(track -> !value.apply(track).equals(expected))
            .map(track -> shown.apply(value.apply(track)) + " of " + track.name())
            .toList();
    return others.isEmpty() && !wish.tracks().isEmpty()
        ? Optional.empty()
        : Optional.of(others.isEmpty() ? "no track" : String.join(", ", others));
  }

  private static String shown(Duration time) {
    return time.toSeconds() + "s";
  }

  private Optional<String> schedule(Optional<Windows> expected, DesiredPolicy wish) {
    var came =
        wish.schedule()
            .map(schedule ->
                schedule
                    .timeline()
                    .map(bounds -> new Bounds(bounds.min().value(), bounds.max().value())));
    var base = new Bounds(wish.base().min().value(), wish.base().max().value());
    Optional<Timeline<Bounds>> wanted = Optional.empty();
    if (expected.isPresent()) {
      switch (expected.get().resolve(base, trial.resource().kind(), zone)) {
        case Windows.Resolution.Resolved(var timeline) ->
            wanted = Optional.of(timeline.map(bounds -> bounds.over(base)));
        case Windows.Resolution.Conflicting(var flaws) -> {
          return Optional.of("bounds that it does not fit: " + flaws.getFirst().message());
        }
      }
    }
    return wanted.equals(came)
        ? Optional.empty()
        : Optional.of(came.map(Judge::shown).orElse("no schedule"));
  }

  /** As the scheduled actions that would make it, such as {@code Mon-Fri-0800 2-4}. */
  private static String shown(Timeline<Bounds> timeline) {
    return WeeklyAction.of(timeline).stream()
        .map(action -> action.name().replaceFirst("tagscaler-", "") + " " + action.bounds())
        .collect(Collectors.joining(", ", timeline.carriedOver() + " and ", " " + timeline.zone()));
  }

  private static Optional<String> codes(List<Code> expected, List<Problem> came, String none) {
    var codes = came.stream().map(Problem::code).toList();
    boolean met = expected.isEmpty() ? codes.isEmpty() : codes.containsAll(expected);
    return met ? Optional.empty() : Optional.of(came.isEmpty() ? none : told(came));
  }

  private static String told(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.code().wire() + ": " + problem.message())
        .collect(Collectors.joining(" "));
  }

  private static String word(Intent brake) {
    return brake == Intent.SCALE ? "none" : brake.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

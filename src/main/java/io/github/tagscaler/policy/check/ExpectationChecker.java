package io.github.tagscaler.policy.check;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.CatalogTestCase;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Expectation;
import io.github.tagscaler.policy.catalog.CatalogTestCase.What;
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

/** Compares the result of a test's tags with what the test expects. */
final class ExpectationChecker {

  /** An expectation that is not met. */
  record Unmet(Place place, String expected, String actual) {}

  private final TestResult result;
  private final ZoneId zone;

  ExpectationChecker(TestResult result, ZoneId zone) {
    this.result = result;
    this.zone = zone;
  }

  /** All unmet expectations; an unexpected off switch or problem hides all others. */
  List<Unmet> unmet(CatalogTestCase test) {
    boolean offSwitchExpected = expects(test, What.OffSwitch.class);
    if (result.intent() != Intent.SCALE && !offSwitchExpected) {
      return List.of(new Unmet(test.place(), "no off switch", word(result.intent())));
    }
    if (result.intent() == Intent.SCALE
        && result.reading() instanceof Reading.Invalid(var problems, var warnings)
        && !expects(test, What.Problems.class)) {
      return List.of(new Unmet(test.place(), "no problem", described(problems)));
    }
    return test.expected().stream()
        .flatMap(expectation ->
            mismatch(expectation.what())
                .map(actual ->
                    new Unmet(
                        expectation.place(), expectation.key() + " " + expectation.text(), actual))
                .stream())
        .toList();
  }

  private static boolean expects(CatalogTestCase test, Class<? extends What> what) {
    return test.expected().stream().map(Expectation::what).anyMatch(what::isInstance);
  }

  /** The actual value if it is not the expected one. */
  private Optional<String> mismatch(What expected) {
    return switch (expected) {
      case What.OffSwitch(var word) -> differing(word, word(result.intent()));
      case What.Warnings(var codes) -> codes(codes, result.reading().warnings(), "no warning");
      case What.Problems(var codes) ->
          result.intent() == Intent.SCALE
                  && result.reading() instanceof Reading.Invalid(var problems, var warnings)
              ? codes(codes, problems, "no problem")
              : Optional.of(
                  result.intent() == Intent.SCALE
                      ? "no problem"
                      : "an off switch, " + word(result.intent()));
      default ->
          result.intent() == Intent.SCALE
                  && result.reading() instanceof Reading.Declared(var policy, var warnings)
              ? mismatch(expected, policy)
              : Optional.of("no policy");
    };
  }

  private Optional<String> mismatch(What expected, DesiredPolicy policy) {
    return switch (expected) {
      case What.Min(int capacity) -> differing(capacity, policy.base().min().value());
      case What.Max(int capacity) -> differing(capacity, policy.base().max().value());
      case What.Tracks(var targets) -> differing(sorted(targets), sorted(tracked(policy)));
      case What.ScaleInCooldown(var cooldown) ->
          ofTracks(
              cooldown,
              policy,
              track -> track.scaleInCooldown().value(),
              ExpectationChecker::shown);
      case What.ScaleOutCooldown(var cooldown) ->
          ofTracks(
              cooldown,
              policy,
              track -> track.scaleOutCooldown().value(),
              ExpectationChecker::shown);
      case What.ScaleIn(boolean on) ->
          ofTracks(on, policy, track -> track.scaleIn().value(), each -> each ? "on" : "off");
      case What.Wake(boolean on) ->
          on == policy.wakes() ? Optional.empty() : Optional.of(policy.wakes() ? "on" : "off");
      case What.Schedule(var windows) -> schedule(windows, policy);
      case What.Steps(var names) ->
          differing(
              sorted(names),
              sorted(policy.steps().stream().map(DesiredPolicy.Step::name).toList()));
      case What.Actions(var names) ->
          differing(
              sorted(names),
              sorted(policy.actions().stream().map(DesiredPolicy.Action::name).toList()));
      case What.OffSwitch offSwitch -> Optional.empty();
      case What.Warnings warnings -> Optional.empty();
      case What.Problems problems -> Optional.empty();
    };
  }

  private static <T> Optional<String> differing(T expected, T actual) {
    return expected.equals(actual) ? Optional.empty() : Optional.of(actual.toString());
  }

  private static Map<String, BigDecimal> tracked(DesiredPolicy policy) {
    return policy.tracks().stream()
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
      DesiredPolicy policy,
      Function<DesiredPolicy.Track, T> value,
      Function<T, String> shown) {
    var others =
        policy.tracks().stream()
            .filter(track -> !value.apply(track).equals(expected))
            .map(track -> shown.apply(value.apply(track)) + " of " + track.name())
            .toList();
    return others.isEmpty() && !policy.tracks().isEmpty()
        ? Optional.empty()
        : Optional.of(others.isEmpty() ? "no track" : String.join(", ", others));
  }

  /** As documents write it: {@code 90s}, {@code 10m}, {@code 1h}. */
  private static String shown(Duration time) {
    long seconds = time.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
  }

  private Optional<String> schedule(Optional<Windows> expected, DesiredPolicy policy) {
    var actual =
        policy
            .schedule()
            .map(schedule ->
                schedule
                    .timeline()
                    .map(bounds -> new Bounds(bounds.min().value(), bounds.max().value())));
    var base = new Bounds(policy.base().min().value(), policy.base().max().value());
    Optional<Timeline<Bounds>> wanted = Optional.empty();
    if (expected.isPresent()) {
      switch (expected.get().resolve(base, result.resource().kind(), zone)) {
        case Windows.Resolution.Resolved(var timeline) ->
            wanted = Optional.of(timeline.map(bounds -> bounds.over(base)));
        case Windows.Resolution.Conflicting(var flaws) -> {
          return Optional.of("bounds that it does not fit: " + flaws.getFirst().message());
        }
      }
    }
    return wanted.equals(actual)
        ? Optional.empty()
        : Optional.of(actual.map(ExpectationChecker::shown).orElse("no schedule"));
  }

  /** As the scheduled actions that would make it, such as {@code Mon-Fri-0800 2-4}. */
  private static String shown(Timeline<Bounds> timeline) {
    return WeeklyAction.of(timeline).stream()
        .map(action -> action.name().replaceFirst("tagscaler-", "") + " " + action.bounds())
        .collect(Collectors.joining(", ", timeline.carriedOver() + " and ", " " + timeline.zone()));
  }

  private static Optional<String> codes(List<Code> expected, List<Problem> actual, String none) {
    var codes = actual.stream().map(Problem::code).toList();
    boolean met = expected.isEmpty() ? codes.isEmpty() : codes.containsAll(expected);
    return met ? Optional.empty() : Optional.of(actual.isEmpty() ? none : described(actual));
  }

  private static String described(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.code().wire() + ": " + problem.message())
        .collect(Collectors.joining(" "));
  }

  private static String word(Intent intent) {
    return intent == Intent.SCALE
        ? "none"
        : intent.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

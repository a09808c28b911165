package io.github.tagscaler.command.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.command.VariedFleet;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.lambda.ScalingHandler;
import io.github.tagscaler.lambda.Wiring;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The function's sweep and {@code plan} find the same in the same account. Only the sweep adds what
 * Application Auto Scaling fails to do: {@code explain} and {@code report} show it.
 */
class SameAsSweepTest {
  private static final Map<String, String> CATALOG =
      Map.of("TAGSCALER_CATALOG_PATH", "/tagscaler/catalog");

  private static final List<Map<String, String>> SETTINGS =
      List.of(
          CATALOG,
          Map.of(),
          Map.of("TAGSCALER_DEFAULT_POLICY", "default", "TAGSCALER_MAX_CAPACITY", "6"),
          Map.of("TAGSCALER_STACK", "team-b", "TAGSCALER_ALLOW_ADOPT", "replace"),
          Map.of("TAGSCALER_RELEASE_ALL", "tagscaler", "TAGSCALER_SWEEP_LIMIT", "0"));

  /** One world, or as many as {@code -Dtagscaler.worlds=4} says. */
  static LongStream worlds() {
    return LongStream.rangeClosed(1, Integer.getInteger("tagscaler.worlds", 1));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void with_any_settings_at_any_time(long seed) {
    try (var account = VariedFleet.account(seed)) {
      for (var wait : List.of(Duration.ZERO, Duration.ofHours(5))) {
        account.aws().advance(wait);
        for (var settings : SETTINGS) {
          var sweep = sweep(account, settings);
          var plan = plan(account, settings, "--all");

          assertThat(plan.values())
              .as("with %s after %s", settings, wait)
              .filteredOn(SameAsSweepTest::isWorthReading)
              .containsExactlyInAnyOrderElementsOf(sweep);
          assertThat(plan).hasSizeGreaterThan(sweep.size() / 2);
        }
      }
    }
  }

  @Test
  void and_so_does_the_plan_of_one_target() {
    try (var account = VariedFleet.account(5)) {
      var all = plan(account, CATALOG, "--all");
      var subjects =
          all.keySet().stream()
              .map(id -> id.replaceFirst("/variant/.*| .*", ""))
              .distinct()
              .limit(20)
              .toList();
      assertThat(subjects).hasSize(20);
      for (var subject : subjects) {
        var one = plan(account, CATALOG, subject);

        assertThat(one).isNotEmpty();
        one.forEach((id, outcome) -> assertThat(outcome).as(id).isEqualTo(all.get(id)));
      }
    }
  }

  private static boolean isWorthReading(Json outcome) {
    return !(outcome.get("outcome").equals(Json.of("Unchanged"))
        && outcome.get("warnings").stream().findAny().isEmpty());
  }

  private static List<Json> sweep(SeededAccount account, Map<String, String> settings) {
    var environment = new HashMap<>(settings);
    environment.put("AWS_ENDPOINT_URL", account.aws().endpoint().toString());
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    var function =
        new ScalingHandler(
            Wiring.of(
                environment,
                AwsAdapters::withoutWaiting,
                account.aws()::now,
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
    var out = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(
              "{\"all\": true, \"dryRun\": true}".getBytes(StandardCharsets.UTF_8)),
          out,
          null);
    } catch (IOException | RuntimeException failure) {
      throw new AssertionError(failure);
    }
    var answer = JsonReader.read(out.toString(StandardCharsets.UTF_8));
    assertThat(answer.get("complete").isNull()).isTrue();
    return answer.get("outcomes").stream()
        .map(SameAsSweepTest::comparable)
        .map(SameAsSweepTest::withoutFailingScaling)
        .filter(SameAsSweepTest::isWorthReading)
        .toList();
  }

  /** By resource and dimension. */
  private static Map<String, Json> plan(
      SeededAccount account, Map<String, String> settings, String target) {
    var shell = Shell.on(account.aws());
    for (var setting : settings.entrySet()) {
      shell = shell.with(setting.getKey(), setting.getValue());
    }
    var run = shell.run("plan", target, "--format", "json");
    assertThat(run.exit()).as(run.err()).isIn(0, 1);
    var outcomes = new TreeMap<String, Json>();
    run.json().get("targets").stream()
        .map(each -> comparable(each.get("outcome")))
        .forEach(outcome ->
            outcomes.put(
                "%s %s"
                    .formatted(
                        outcome.get("resourceId").text().orElse(""),
                        outcome.get("scalableDimension").text().orElse("")),
                outcome));
    return outcomes;
  }

  /** Without what made the run. */
  private static Json comparable(Json outcome) {
    var members = new LinkedHashMap<>(((Json.Obj) Objects.requireNonNull(outcome)).members());
    members.remove("trigger");
    return new Json.Obj(members);
  }

  private static Json withoutFailingScaling(Json outcome) {
    var warnings = outcome.get("warnings").stream().toList();
    var failing =
        warnings.stream()
            .filter(warning ->
                List.of(Json.of("ScalingFailing"), Json.of("AtMax")).contains(warning.get("code")))
            .toList();
    var members = new LinkedHashMap<>(((Json.Obj) outcome).members());
    members.put(
        "warnings",
        new Json.Arr(warnings.stream().filter(each -> !failing.contains(each)).toList()));
    var message = outcome.get("message").text().orElseThrow();
    for (var warning : failing) {
      message = message.replace(" " + warning.get("message").text().orElseThrow(), "");
    }
    members.put("message", Json.of(message));
    return new Json.Obj(members);
  }
}

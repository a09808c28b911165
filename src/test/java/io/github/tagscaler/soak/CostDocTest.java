package io.github.tagscaler.soak;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.tagscaler.soak.FleetDay.Counts;
import io.github.tagscaler.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/cost.md}: what was measured is still so, and the costs follow from it and from the
 * prices. With {@code -Dtagscaler.docs.write=true} it measures all fleets anew, which takes a few
 * minutes.
 */
class CostDocTest {
  private static final Path PAGE = Path.of("docs/cost.md");
  private static final List<Integer> FLEETS = List.of(10, 100, 500, 1000);
  private static final int DAYS = 30;

  /** The template's default. */
  private static final double MEMORY = 0.5;

  /** What an invocation takes besides the waits of a sweep, in seconds. */
  private static final double SECONDS = 0.25;

  /** Lambda's own lines for an invocation. */
  private static final int PLATFORM_BYTES = 600;

  /** A message is sent, received and deleted. */
  private static final int REQUESTS = 3;

  /** Lambda polls a queue five times at once, 20 seconds each, also when it is empty. */
  private static final long POLLS = 5 * 3 * 60 * 24;

  /** The longest that a sweep reads policies, in seconds. */
  private static final int LONGEST = 855;

  private static final int SWEEPS = 96;

  @ParameterizedTest
  @ValueSource(ints = {10, 100})
  void a_day_of_a_fleet_costs_what_the_page_says(int endpoints) throws IOException {
    var now = FleetDay.of(endpoints);
    var then =
        measured().stream().filter(each -> each.endpoints() == endpoints).findFirst().orElseThrow();

    assertThat(now.calls()).isCloseTo(then.calls(), withinPercentage(10));
    assertThat(now.recorded()).isCloseTo(then.recorded(), withinPercentage(10));
    assertThat(now.messages()).isCloseTo(then.messages(), withinPercentage(10));
    assertThat(now.logBytes()).isCloseTo(then.logBytes(), withinPercentage(15));
    assertThat(now.policyPages()).isCloseTo(then.policyPages(), withinPercentage(10));
    assertThat(now.metrics()).isEqualTo(then.metrics());
  }

  @Test
  void the_tables_follow_from_what_was_measured_and_from_the_prices() throws IOException {
    boolean write = Boolean.getBoolean("tagscaler.docs.write");
    var counts = write ? FLEETS.stream().map(FleetDay::of).toList() : measured();
    assertThat(counts.stream().map(Counts::endpoints)).isEqualTo(FLEETS);
    var page = Files.readString(PAGE);
    var generated = page;
    generated = put(generated, "measured", measuredTable(counts));
    var all = Stream.concat(counts.stream(), Stream.of(counts.getLast().times(10))).toList();
    generated = put(generated, "costs", costTable(all, Prices.read()));
    generated = put(generated, "prices", Prices.read().table());
    if (write) {
      Files.writeString(PAGE, generated);
      return;
    }
    assertThat(page)
        .as("run this test with -Dtagscaler.docs.write=true to update the page")
        .isEqualTo(generated);
  }

  @Test
  void the_dashboard_estimates_with_the_same_prices() throws IOException {
    var prices = Prices.read();
    var template = Files.readString(Path.of("template.yaml"));

    assertThat(template)
        .contains(
            "invocations * %.7f +".formatted(prices.of("lambda-requests")),
            "empty) * %.7f\"".formatted(prices.of("sqs")),
            "bytes / 1073741824 * %.2f\"".formatted(prices.of("logs")),
            "[IsArm, '%.10f', '%.10f']"
                .formatted(prices.of("lambda-seconds-arm"), prices.of("lambda-seconds")));
  }

  private static String put(String page, String name, String content) {
    var block =
        Pattern.compile("(?s)(<!-- generated: " + name + " -->\n).*?(<!-- end of " + name + " -->)")
            .matcher(page);
    assertThat(block.find()).as(name).isTrue();
    return page.substring(0, block.end(1)) + content + page.substring(block.start(2));
  }

  private static String measuredTable(List<Counts> fleets) {
    return "| Resources | messages | calls to AWS | of which in CloudTrail | pages of policies | log, kB | custom metrics |\n"
        + "| --- | --- | --- | --- | --- | --- | --- |\n"
        + fleets.stream()
            .map(each ->
                "| %,d | %,d | %,d | %,d | %,d | %,d | %d |\n"
                    .formatted(
                        each.endpoints(),
                        each.messages(),
                        each.calls(),
                        each.recorded(),
                        each.policyPages(),
                        each.logBytes() / 1000,
                        each.metrics()))
            .collect(joining());
  }

  private static List<Counts> measured() throws IOException {
    return Pattern.compile(
            "(?m)^\\| ([\\d,]+) \\| ([\\d,]+) \\| ([\\d,]+) \\| ([\\d,]+) \\| ([\\d,]+) \\| ([\\d,]+) \\| (\\d+) \\|$")
        .matcher(Files.readString(PAGE))
        .results()
        .map(row -> {
          var cells =
              Arrays.stream(new int[] {1, 2, 3, 4, 5, 6, 7})
                  .mapToLong(cell -> Long.parseLong(row.group(cell).replace(",", "")))
                  .toArray();
          return new Counts(
              Math.toIntExact(cells[0]),
              cells[1],
              cells[2],
              cells[3],
              cells[4],
              cells[5] * 1000,
              Math.toIntExact(cells[6]));
        })
        .toList();
  }

  private static String costTable(List<Counts> fleets, Prices prices) {
    long alarms = new Template().types().filter("AWS::CloudWatch::Alarm"::equals).count();
    ToDoubleFunction<Counts> function =
        day ->
            DAYS
                * (day.messages() * prices.of("lambda-requests")
                    + seconds(day) * MEMORY * prices.of("lambda-seconds"));
    ToDoubleFunction<Counts> queue =
        day -> DAYS * (day.messages() * REQUESTS + POLLS) * prices.of("sqs");
    ToDoubleFunction<Counts> log =
        day ->
            DAYS
                * (day.logBytes() + day.messages() * PLATFORM_BYTES)
                / Math.pow(2, 30)
                * prices.of("logs");
    ToDoubleFunction<Counts> metrics = day -> day.metrics() * prices.of("metrics");
    ToDoubleFunction<Counts> watching = _ -> alarms * prices.of("alarms") + prices.of("dashboard");
    ToDoubleFunction<Counts> stack =
        day ->
            List.of(function, queue, log, metrics, watching).stream()
                .mapToDouble(part -> part.applyAsDouble(day))
                .sum();
    return "| USD a month, by resources | "
        + fleets.stream().map(each -> "%,d".formatted(each.endpoints())).collect(joining(" | "))
        + " |\n| --- |"
        + " --- |".repeat(fleets.size())
        + "\n"
        + row("Lambda", fleets, function)
        + row("SQS", fleets, queue)
        + row("Log", fleets, log)
        + row("Custom metrics", fleets, metrics)
        + row("%d alarms and the dashboard".formatted(alarms), fleets, watching)
        + row("**The stack**", fleets, stack)
        + row(
            "the stack, for each resource",
            fleets,
            day -> stack.applyAsDouble(day) / day.endpoints())
        + row(
            "*Outside:* alarms of target tracking, standard",
            fleets,
            day -> 2 * day.endpoints() * prices.of("alarms"))
        + row(
            "*Outside:* the same, high-resolution",
            fleets,
            day -> 2 * day.endpoints() * prices.of("alarms-high-resolution"))
        + row(
            "*Outside:* each further copy of the trail",
            fleets,
            day -> DAYS * day.recorded() * prices.of("trail"))
        + row(
            "*Outside:* GuardDuty", fleets, day -> DAYS * day.recorded() * prices.of("guardduty"));
  }

  /** A sweep reads a page of policies per second. */
  private static double seconds(Counts day) {
    return day.messages() * SECONDS + Math.min(day.policyPages(), (long) LONGEST * SWEEPS);
  }

  private static String row(String name, List<Counts> fleets, ToDoubleFunction<Counts> usd) {
    return "| %s | %s |\n"
        .formatted(
            name,
            fleets.stream().map(day -> money(usd.applyAsDouble(day))).collect(joining(" | ")));
  }

  private static String money(double usd) {
    return String.format(Locale.ROOT, usd < 20 ? "%,.2f" : "%,.0f", usd);
  }
}

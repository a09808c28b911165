package io.github.tagscaler.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.browser.Accessibility;
import io.github.tagscaler.browser.Chromium;
import io.github.tagscaler.browser.Page;
import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.Usage;
import io.github.tagscaler.command.report.page.ReportPage;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser. */
class ReportPageTest {
  private static final String NAMES =
      "[...document.querySelectorAll('table.targets tbody tr:not([hidden]) th b')].map(b => b.textContent)";
  private static final String SHOWN = "document.querySelector('.shown').textContent";

  private static Chromium chromium;
  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private Path write(FleetReport report) {
    try {
      return Files.writeString(directory.resolve("report.html"), ReportPage.of(report));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private Page open(FleetReport report) {
    return chromium.open(write(report));
  }

  private static ReportRow row(String name, int running, String team) {
    return new ReportRow(
        "endpoint/" + name + "/variant/AllTraffic",
        Kind.REAL_TIME,
        List.of("ml.g5.xlarge"),
        Coverage.SCALED,
        List.of(),
        List.of(),
        null,
        new Bounds(1, 12),
        OptionalInt.of(running),
        null,
        Usage.INAPPLICABLE,
        null,
        Map.of("team", team),
        "");
  }

  private static FleetReport three() {
    return SampleFleet.with(
        SampleFleet.of(0),
        row("beta", 9, "ads"),
        row("alpha", 10, "search"),
        row("gamma", 2, "ads"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 500})
  void it_asks_for_nothing_and_complains_of_nothing(int targets) {
    try (var page = open(SampleFleet.of(targets))) {
      assertThat(page.complaints()).isEmpty();
      assertThat(page.requests()).isEmpty();
      assertThat(page.texts(NAMES)).hasSize(targets);
    }
  }

  @Test
  void its_policy_forbids_the_network() {
    try (var page = open(three())) {
      assertThat(
              page.text("fetch('http://127.0.0.1:1/x').then(() => 'loaded', error => error.name)"))
          .isEqualTo("TypeError");
      assertThat(page.complaints().toString()).contains("Content Security Policy");
    }
  }

  @Test
  void names_and_tags_are_text_whatever_they_hold() {
    var hostile =
        "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>\" ' & \u0000";
    var row =
        new ReportRow(
            "endpoint/" + hostile,
            null,
            List.of(hostile),
            Coverage.BLOCKED,
            List.of(Problem.of(Code.BAD_VALUE, hostile)),
            List.of(),
            hostile,
            null,
            OptionalInt.empty(),
            null,
            Usage.INAPPLICABLE,
            null,
            Map.of("team", hostile),
            "");
    try (var page = open(SampleFleet.with(SampleFleet.of(3), row))) {
      assertThat(page.complaints()).isEmpty();
      assertThat(page.eval("window.hacked === undefined").write()).isEqualTo("true");
      assertThat(page.text("document.querySelector('.groups tbody').textContent"))
          .contains("</script><script>window.hacked = 1</script>");
      assertThat(page.eval("document.images.length + document.scripts.length").write())
          .isEqualTo("1");
    }
  }

  @Test
  void a_click_sorts_numbers_as_numbers_and_the_third_restores_the_order() {
    try (var page = open(three())) {
      var running = "table.targets th:nth-child(3) button";
      assertThat(page.texts(NAMES)).containsExactly("alpha", "beta", "gamma");

      page.click(running);
      assertThat(page.texts(NAMES)).containsExactly("alpha", "beta", "gamma");
      assertThat(sorted(page)).isEqualTo("descending");

      page.click(running);
      assertThat(page.texts(NAMES)).containsExactly("gamma", "beta", "alpha");
      assertThat(sorted(page)).isEqualTo("ascending");

      page.click(running);
      assertThat(page.texts(NAMES)).containsExactly("alpha", "beta", "gamma");
      assertThat(sorted(page)).isEmpty();
    }
  }

  private static String sorted(Page page) {
    return page.text(
        "document.querySelector('table.targets th:nth-child(3)').getAttribute('aria-sort') ?? ''");
  }

  @Test
  void the_keyboard_sorts_too() {
    try (var page = open(three())) {
      page.focus("table.targets th:nth-child(1) button")
          .press(Page.Key.ENTER)
          .press(Page.Key.ENTER);
      assertThat(page.texts(NAMES)).containsExactly("gamma", "beta", "alpha");

      page.press(Page.Key.TAB).press(Page.Key.TAB).press(Page.Key.SPACE).press(Page.Key.SPACE);
      assertThat(page.texts(NAMES)).containsExactly("gamma", "beta", "alpha");
      assertThat(sorted(page)).isEqualTo("ascending");
    }
  }

  @Test
  void text_filters_by_name_and_by_tag() {
    try (var page = open(three())) {
      page.focus("#filter").type("team=ads");
      assertThat(page.texts(NAMES)).containsExactly("beta", "gamma");
      assertThat(page.text(SHOWN)).isEqualTo("2 of 3 shown");

      page.click(".reset");
      assertThat(page.texts(NAMES)).hasSize(3);
      assertThat(page.text("document.activeElement.id")).isEqualTo("filter");

      page.type("nothing like it");
      assertThat(page.texts(NAMES)).isEmpty();
      assertThat(page.eval("document.querySelector('.empty').checkVisibility()").write())
          .isEqualTo("true");
    }
  }

  @Test
  void a_group_filters_the_targets_by_its_tag() {
    try (var page = open(three())) {
      page.click(".groups tbody tr:nth-child(2) a");
      assertThat(page.texts(NAMES)).containsExactly("alpha");
    }
  }

  @Test
  void a_state_filters_by_mouse_and_by_keyboard() {
    var report = SampleFleet.of(40);
    try (var page = open(report)) {
      page.click(".state-filter[data-state=blocked]");
      int blocked = report.totals().count(Coverage.BLOCKED);
      assertThat(page.texts(NAMES)).hasSize(blocked);

      page.focus(".state-filter[data-state=scaled]").press(Page.Key.SPACE);
      assertThat(page.texts(NAMES)).hasSize(blocked + report.totals().count(Coverage.SCALED));
      assertThat(
              page.texts(
                  "[...document.querySelectorAll('.state-filter[aria-pressed=true]')].map(b => b.dataset.state)"))
          .containsExactly("blocked", "scaled");
    }
  }

  @ParameterizedTest
  @CsvSource({"1440, light", "1440, dark", "800, light", "390, light", "390, dark"})
  void it_is_accessible_and_fits(int width, String scheme) {
    var notes =
        List.of("The requests could not be read: your role lacks cloudwatch:GetMetricData.");
    try (var page = open(SampleFleet.of(40, 1.41, notes))) {
      page.size(width, 1000).media("screen", scheme);
      page.eval("document.querySelectorAll('details').forEach(each => { each.open = true; })");

      assertThat(Accessibility.problems(page)).isEmpty();
      assertThat(
              page.eval(
                      "document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                  .write())
          .isEqualTo("true");
    }
  }

  @Test
  void its_tables_are_tables_for_assistive_technology() {
    try (var page = open(three())) {
      assertThat(
              page.texts("[...document.querySelectorAll('table')].map(t => t.caption.textContent)"))
          .containsExactly("Targets by team", "All targets, what is wrong first");
      assertThat(
              page.eval(
                      "[...document.querySelectorAll('thead th')].every(h => h.scope === 'col') && [...document.querySelectorAll('tbody th')].every(h => h.scope === 'row')")
                  .write())
          .isEqualTo("true");
    }
  }

  @Test
  void on_paper_everything_is_open_and_nothing_is_a_control() {
    try (var page = open(SampleFleet.of(40))) {
      page.media("print", "light");
      assertThat(
              page.eval(
                      "[...document.querySelectorAll('.findings .message')].every(m => m.checkVisibility({contentVisibilityAuto: true}))")
                  .write())
          .isEqualTo("true");
      assertThat(page.eval("document.querySelector('#filter').checkVisibility()").write())
          .isEqualTo("false");
      assertThat(page.text("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo("rgb(255, 255, 255)");

      var pdf = new String(page.pdf(), StandardCharsets.ISO_8859_1);
      assertThat(pdf).startsWith("%PDF").contains("/Count 4");
    }
  }

  @Test
  void without_scripts_everything_can_be_read() {
    try (var page = chromium.openWithoutScripts(write(three()))) {
      assertThat(page.texts(NAMES)).containsExactly("alpha", "beta", "gamma");
      assertThat(page.eval("document.querySelector('.controls').checkVisibility()").write())
          .isEqualTo("false");
      assertThat(
              page.eval("document.querySelectorAll('button:not([hidden] *, [hidden])').length")
                  .write())
          .isEqualTo("0");
    }
  }
}

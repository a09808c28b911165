package io.github.tagscaler.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Checks pages with axe-core, contrast of colors included. */
public final class Accessibility {
  private Accessibility() {}

  /**
   * What is wrong for people who use assistive technology: each rule with the elements that break
   * it.
   */
  public static List<String> problems(Page page) {
    page.eval(axe() + "; undefined");
    return page.texts(
        """
        axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
          .then(result => result.violations.map(violation => violation.id + ': '
            + violation.nodes.map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).slice(0, 3).join(' | ')))
        """);
  }

  private static String axe() {
    try (var stream =
        Objects.requireNonNull(Accessibility.class.getResourceAsStream("/axe.min.js"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

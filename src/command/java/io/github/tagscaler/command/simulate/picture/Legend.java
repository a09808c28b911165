package io.github.tagscaler.command.simulate.picture;

/** What the colors mean. */
final class Legend {
  private Legend() {}

  private record Entry(String style, String words) {}

  private static final Entry[] AREAS = {
    new Entry("used", "used"),
    new Entry("idle", "idle"),
    new Entry("pace", "idle if scaling in is slow"),
    new Entry("starting", "starting"),
    new Entry("over", "over target"),
    new Entry("overload", "overload"),
    new Entry("window", "other min and max"),
  };

  /** Draws it in one line. */
  static void draw(Svg svg, double x, double y) {
    double at = x;
    for (var entry : AREAS) {
      svg.rect(entry.style(), at, y - 10, 16, 11);
      svg.label("small", at + 21, y, entry.words());
      at += 21 + width(entry.words()) + 18;
    }
    svg.line("demand", at, y - 4, at + 18, y - 4);
    svg.label("small", at + 23, y, "needed");
    at += 23 + width("needed") + 18;
    svg.line("limit", at, y - 4, at + 18, y - 4);
    svg.label("small", at + 23, y, "min, max");
    svg.newLine();
  }

  private static double width(String words) {
    return words.length() * 6.1;
  }
}

package io.github.tagscaler.command.picture;

import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.resource.Bounds;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shade for each of some bounds: the more capacity, the darker. */
record Shades(Map<Bounds, Shade> shades, Terminal terminal) {
  /** The bounds with the most capacity first. */
  static final Comparator<Bounds> MOST_FIRST =
      Comparator.comparingInt(Bounds::max).thenComparingInt(Bounds::min).reversed();

  private static final List<Shade> STEPS =
      List.of(
          new Shade("░", ".", Color.BLUE),
          new Shade("▒", "-", Color.CYAN),
          new Shade("▓", "=", Color.GREEN),
          new Shade("█", "#", Color.YELLOW));

  /** Bounds at which nothing can run. */
  private static final Shade NOTHING = new Shade("·", " ", Color.FAINT);

  /** A character, its stand-in where only ASCII is shown, and a color. */
  record Shade(String symbol, String ascii, Color color) {}

  static Shades of(List<Bounds> all, Terminal terminal) {
    var shades = new HashMap<Bounds, Shade>();
    var sorted = all.stream().filter(bounds -> bounds.max() > 0).sorted(MOST_FIRST).toList();
    int last = sorted.size() - 1;
    for (int i = 0; i <= last; i++) {
      int step = last == 0 ? 2 : Math.round(3f * (last - i) / last);
      shades.put(sorted.get(i), STEPS.get(step));
    }
    return new Shades(shades, terminal);
  }

  Shade of(Bounds bounds) {
    return shades.getOrDefault(bounds, NOTHING);
  }

  /** That many columns of the shade. */
  String fill(Bounds bounds, int columns) {
    var shade = of(bounds);
    return terminal.paint(
        shade.color(), terminal.symbol(shade.symbol(), shade.ascii()).repeat(columns));
  }

  /** The shade as the legend shows it. */
  String sample(Bounds bounds) {
    return fill(bounds, 2);
  }

  /** The mark of the present time. */
  static String mark(Terminal terminal) {
    return terminal.paint(Color.BOLD, terminal.symbol("◆", "@"));
  }
}

package io.github.tagscaler.lambda;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Switches over types and records, for {@link PlainBytecodeTest}. */
public interface Shapes {

  /** A record of all types that a component can have. */
  record Shape(
      boolean a, byte b, char c, short d, int e, long f, float g, double h, @Nullable Object i) {}

  /** A record without components. */
  record Nothing() {}

  /** What they say. */
  static List<String> results() {
    var said = new ArrayList<String>();
    for (Object each : new Object[] {"", "text", 1, 5, List.of(), new Nothing(), 2.0}) {
      said.add(name(each));
    }
    try {
      said.add(name(null));
    } catch (NullPointerException expected) {
      said.add("none");
    }
    var shape = new Shape(true, (byte) 1, 'c', (short) 2, 3, 4L, Float.NaN, -0.0, null);
    for (var other :
        new Shape[] {
          new Shape(true, (byte) 1, 'c', (short) 2, 3, 4L, Float.NaN, -0.0, null),
          new Shape(false, (byte) 1, 'c', (short) 2, 3, 4L, Float.NaN, -0.0, null),
          new Shape(true, (byte) 9, 'c', (short) 2, 3, 4L, Float.NaN, -0.0, null),
          new Shape(true, (byte) 1, 'd', (short) 2, 3, 4L, Float.NaN, -0.0, null),
          new Shape(true, (byte) 1, 'c', (short) 9, 3, 4L, Float.NaN, -0.0, null),
          new Shape(true, (byte) 1, 'c', (short) 2, 9, 4L, Float.NaN, -0.0, null),
          new Shape(true, (byte) 1, 'c', (short) 2, 3, 9L, Float.NaN, -0.0, null),
          new Shape(true, (byte) 1, 'c', (short) 2, 3, 4L, 9, -0.0, null),
          new Shape(true, (byte) 1, 'c', (short) 2, 3, 4L, Float.NaN, 0.0, null),
          new Shape(true, (byte) 1, 'c', (short) 2, 3, 4L, Float.NaN, -0.0, "i")
        }) {
      said.add(shape.equals(other) + " " + other.hashCode() + " " + other);
    }
    said.add(new Nothing().equals(new Nothing()) + " " + new Nothing().hashCode());
    said.add(String.valueOf(((Object) shape).equals("shape")));
    return said;
  }

  @SuppressWarnings("NullAway") // what it does with null is tried, too
  private static String name(@Nullable Object each) {
    return switch (each) {
      case String text when text.isEmpty() -> "empty";
      case String _ -> "text";
      case Integer number when number > 3 -> "large";
      case Integer _ -> "small";
      case Nothing() -> "nothing";
      case List<?> _ -> "list";
      default -> "other";
    };
  }
}

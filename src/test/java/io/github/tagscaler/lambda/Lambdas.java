package io.github.tagscaler.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Lambdas and method references of many shapes, for {@link MergeLambdasTest}. */
public final class Lambdas {
  /** A type that code tests objects for. */
  interface Named {
    String name();
  }

  /** A lambda of this type is one of the tested type, too. */
  interface Titled extends Named {}

  /** Its default method has the signature of the one of Function. */
  interface Fallback {
    String given(String text);

    default Object apply(Object text) {
      return "default of " + text;
    }
  }

  /** Two interfaces with the same default method. */
  interface Left {
    String left();

    default String side() {
      return "left";
    }
  }

  interface Right {
    String right();

    default String side() {
      return "right";
    }
  }

  private final String field;

  private Lambdas(String field) {
    this.field = field;
  }

  private String with(String text) {
    return field + text;
  }

  /** What the lambdas return. */
  public static List<String> results() {
    var said = new ArrayList<String>();
    var captured = new Lambdas("field ");
    long number = 5;
    double fraction = 0.5;
    Function<String, String> upper = String::toUpperCase;
    Function<String, String> bound = captured::with;
    Function<String, Lambdas> made = Lambdas::new;
    BiFunction<Lambdas, String, String> unbound = Lambdas::with;
    Supplier<Long> boxed = () -> number;
    Supplier<String> several = () -> number + " " + fraction + " " + captured.field;
    ToIntFunction<String> unboxed = Integer::valueOf;
    IntFunction<Object> primitive = i -> i + 1;
    UnaryOperator<String> twice = text -> text + text;
    Runnable dropped = () -> said.add("run");
    Fallback fallback = text -> "given " + text;
    Left left = () -> "l";
    Right right = () -> "r";
    Titled titled = () -> "title";
    said.add(upper.andThen(twice).apply("a"));
    said.add(bound.apply("b"));
    said.add(made.apply("c").field);
    said.add(unbound.apply(captured, "d"));
    said.add(boxed.get() + several.get() + unboxed.applyAsInt("7") + primitive.apply(1));
    dropped.run();
    said.add(fallback.given("e") + ", " + fallback.apply("f"));
    said.add(left.left() + left.side() + right.right() + right.side());
    for (Object each : new Object[] {upper, boxed, dropped, fallback, left, titled}) {
      said.add(each instanceof Named named ? named.name() : "no name");
    }
    return said;
  }
}

package io.github.tagscaler.command.report.page;

import static j2html.TagCreator.br;
import static j2html.TagCreator.span;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;

import io.github.tagscaler.command.report.model.CostRange;
import io.github.tagscaler.command.report.model.Measured;
import io.github.tagscaler.command.report.model.NumberWords;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cells of numbers: aligned to the right, and sorted by their value. */
final class Cells {
  private static final DomContent NOTHING = span("–").withClass("none");

  private Cells() {}

  static DomContent numberHead(String title) {
    return th(title).attr("scope", "col").withClass("n");
  }

  /** A heading with what its numbers count in a second line. */
  static DomContent numberHead(String title, String unit) {
    return th(text(title + " "), br(), span(unit).withClass("unit"))
        .attr("scope", "col")
        .withClass("n");
  }

  static TdTag number(double number) {
    return cell(text(NumberWords.whole(number)), key(number));
  }

  static TdTag percent(double share) {
    return cell(text(NumberWords.percent(share)), key(share));
  }

  /** A number that was read, or why there is none. */
  static TdTag measured(@Nullable Measured number, String unit) {
    return switch (Objects.requireNonNullElse(number, Measured.inapplicable())) {
      case Measured.Value(var value) when value > 0 ->
          cell(text(NumberWords.amount(value) + unit), key(value));
      case Measured.Value _ -> cell(span("0").withClass("none"), "0");
      case Measured.Unknown() -> cell(span("unknown").withClass("none"), "");
      case Measured.Inapplicable() -> blank();
    };
  }

  static TdTag cost(@Nullable CostRange cost) {
    return cost == null
        ? blank()
        : cell(text(NumberWords.range(cost.floor(), cost.ceiling())), key(cost.ceiling()));
  }

  static TdTag blank() {
    return cell(NOTHING, "").withClass("n blank");
  }

  static TdTag cell(DomContent content, String key) {
    return td(content).withClass("n").attr("data-sort", key);
  }

  /** A number as scripts read it. */
  static String key(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}

package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One figure as SVG in which each row is a name with a value and its error, one below the other, so
 * that names are read where the points are. Colours are those of {@link Plot}.
 */
final class Forest {
  private static final double WIDTH = 560;
  private static final double TOP = 12;
  private static final double ROW = 20;
  private static final double BOTTOM = 46;
  private static final double RIGHT = 16;

  /** Longer names lose their middle. */
  private static final int LONGEST = 40;

  private record Row(String name, double value, double error, int colour) {}

  private record Level(double at, String text) {}

  private final String title;
  private final String label;
  private final double low;
  private final double high;
  private final List<Row> rows = new ArrayList<>();
  private final List<Level> levels = new ArrayList<>();

  /** A figure of the range [low, high] of what the label names. */
  Forest(String title, String label, double low, double high) {
    this.title = title;
    this.label = label;
    this.low = low;
    this.high = high > low ? high : low + 1;
  }

  /** The next row; without its point or bar where value or error are not finite. */
  Forest row(String name, double value, double error, int colour) {
    rows.add(new Row(name, value, error, colour));
    return this;
  }

  /** A dashed vertical line with a text at its top. */
  Forest level(double at, String text) {
    levels.add(new Level(at, text));
    return this;
  }

  private static void add(StringBuilder to, String format, Object... arguments) {
    to.append(String.format(Locale.ROOT, format, arguments));
  }

  private static String shortened(String name) {
    int half = LONGEST / 2;
    return name.length() <= LONGEST
        ? name
        : name.substring(0, half - 1) + "\u2026" + name.substring(name.length() - half);
  }

  /** The element; its title is what a screen reader says. */
  String svg() {
    int longest = rows.stream().mapToInt(r -> shortened(r.name()).length()).max().orElse(0);
    double left = 14 + Plot.LETTER * longest;
    double floor = TOP + ROW * (rows.size() + 1);
    StringBuilder out = new StringBuilder();
    add(
        out,
        "<svg class=\"plot\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
        WIDTH,
        floor + BOTTOM,
        Html.escape(title));
    for (Tick tick : Tick.linear(low, high, 6, false)) {
      double at = x(tick.at(), left);
      add(out, "<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>", at, TOP, floor);
      text(out, at, floor + 16, "middle", tick.text());
    }
    add(out, "<path class=\"axis\" d=\"M%.1f %.1fV%.1fH%.1f\"/>", left, TOP, floor, WIDTH - RIGHT);
    text(out, left + (WIDTH - RIGHT - left) / 2, floor + 38, "middle", label);
    for (Level level : levels) {
      double at = x(level.at(), left);
      add(out, "<path class=\"mark\" d=\"M%.1f %.1fV%.1f\"/>", at, TOP, floor);
      boolean right = at > (left + WIDTH) / 2;
      text(out, at + (right ? -4 : 4), TOP + 10, right ? "end" : "start", level.text());
    }
    for (int i = 0; i < rows.size(); i++) {
      row(out, rows.get(i), left, TOP + ROW * (i + 1.25));
    }
    return out.append("</svg>").toString();
  }

  private void row(StringBuilder out, Row row, double left, double y) {
    text(out, left - 8, y + 4, "end", shortened(row.name()));
    if (!Double.isFinite(row.value())) {
      return;
    }
    if (Double.isFinite(row.error())) {
      double from = x(row.value() - row.error(), left);
      double to = x(row.value() + row.error(), left);
      add(out, "<path class=\"line c%d\" d=\"M%.1f %.1fH%.1f\"/>", row.colour(), from, y, to);
    }
    double at = x(row.value(), left);
    add(out, "<circle class=\"dot c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", row.colour(), at, y);
  }

  private static void text(StringBuilder out, double x, double y, String anchor, String text) {
    add(
        out,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        Html.escape(text));
  }

  /** Where a value stands; bars may leave the frame by a little. */
  private double x(double value, double left) {
    double at = left + (WIDTH - RIGHT - left) * (value - low) / (high - low);
    return Math.max(left - 4, Math.min(WIDTH - RIGHT + 4, at));
  }
}

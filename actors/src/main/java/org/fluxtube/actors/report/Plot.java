package org.fluxtube.actors.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One figure as SVG: axes with round ticks, then lines, bars and points. Colours are classes of the
 * page that it stands in, {@code c0} to {@code c5}, so that they suit light and dark. The data
 * range is given first; what is not finite is left out.
 */
final class Plot {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 250;
  private static final double LEFT = 70;
  private static final double RIGHT = 12;
  private static final double TOP = 12;
  private static final double BOTTOM = 46;

  /** What is counted: there is nothing between two ticks. */
  private static final Set<String> COUNTED =
      Set.of(
          "trajectory",
          "lag in trajectories",
          "window W in trajectories",
          "measurements",
          "lesson",
          "version");

  /** Width of a letter. */
  static final double LETTER = 6.8;

  private static final double LEGEND = 18;

  private final StringBuilder axes = new StringBuilder();
  private final StringBuilder marks = new StringBuilder();
  private final String title;
  private final double x0;
  private final double x1;
  private final double y0;
  private final double y1;
  private final boolean logarithmic;
  private double above;

  /** A figure of the range [x0, x1] x [y0, y1], widened where it is empty. */
  Plot(String title, String xLabel, String yLabel, double x0, double x1, double y0, double y1) {
    this(title, xLabel, yLabel, x0, x1, y0, y1, false);
  }

  private Plot(
      String title,
      String xLabel,
      String yLabel,
      double x0,
      double x1,
      double y0,
      double y1,
      boolean logarithmic) {
    this.title = title;
    this.logarithmic = logarithmic;
    double dx = x1 > x0 ? 0 : Math.max(0.5, Math.abs(x0) * 1e-3);
    double dy = y1 > y0 ? 0.05 * (y1 - y0) : Math.max(0.5e-3, Math.abs(y0) * 1e-3);
    this.x0 = x0 - dx;
    this.x1 = x1 + dx;
    this.y0 = y0 - dy;
    this.y1 = y1 + dy;
    ticks(xLabel, yLabel);
    add(
        axes,
        "<path class=\"axis\" d=\"M%.1f %.1fV%.1fH%.1f\"/>",
        LEFT,
        TOP,
        HEIGHT - BOTTOM,
        WIDTH - RIGHT);
    label(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 8, "middle", xLabel);
    add(
        axes,
        "<text text-anchor=\"middle\" transform=\"translate(14 %.1f) rotate(-90)\">%s</text>",
        TOP + (HEIGHT - TOP - BOTTOM) / 2,
        Html.escape(yLabel));
  }

  /** The same with a logarithmic y of a decade or more; 0 &lt; y0 &lt;= y1. */
  static Plot logarithmic(
      String title, String xLabel, String yLabel, double x0, double x1, double y0, double y1) {
    double low = Math.log10(y0);
    double high = Math.log10(y1);
    double wider = Math.max(0, 1 - (high - low)) / 2;
    return new Plot(title, xLabel, yLabel, x0, x1, low - wider, high + wider, true);
  }

  private static void add(StringBuilder to, String format, Object... arguments) {
    to.append(String.format(Locale.ROOT, format, arguments));
  }

  private void label(double x, double y, String anchor, String text) {
    add(
        axes,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        Html.escape(text));
  }

  private double x(double x) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (x - x0) / (x1 - x0);
  }

  private double y(double y) {
    double of = logarithmic ? Math.log10(Math.max(0, y)) : y;
    double at = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (of - y0) / (y1 - y0);
    return Math.max(TOP - 4, Math.min(HEIGHT - BOTTOM + 4, at)); // error bars may leave the frame
  }

  private void ticks(String xLabel, String yLabel) {
    for (Tick tick : Tick.linear(x0, x1, 6, COUNTED.contains(xLabel))) {
      double at = x(tick.at());
      add(axes, "<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>", at, TOP, HEIGHT - BOTTOM);
      label(at, HEIGHT - BOTTOM + 16, "middle", tick.text());
    }
    boolean whole = COUNTED.contains(yLabel);
    for (Tick tick : logarithmic ? Tick.decades(y0, y1) : Tick.linear(y0, y1, 5, whole)) {
      double at = y(tick.at());
      add(axes, "<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", LEFT, at, WIDTH - RIGHT);
      label(LEFT - 6, at + 4, "end", tick.text());
    }
  }

  /** A line through the points; broken where one is not finite. */
  Plot line(double[] xs, double[] ys, int colour) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(ys[i])) {
        add(path, "%s%.1f %.1f", pen ? "L" : "M", x(xs[i]), y(ys[i]));
        pen = true;
      } else {
        pen = false;
      }
    }
    add(marks, "<path class=\"line c%d\" d=\"%s\"/>", colour % 6, path);
    return this;
  }

  /** A bar from zero, or from the lower edge, to y. */
  Plot bar(double from, double to, double y, int colour) {
    double base = y(Math.max(0, y0));
    double top = y(y);
    add(
        marks,
        "<rect class=\"bar c%d\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
        colour % 6,
        x(from),
        Math.min(base, top),
        Math.max(0.5, x(to) - x(from) - 0.4),
        Math.abs(base - top));
    return this;
  }

  /** A round point with an error bar; without one where the error is not finite. */
  Plot point(double x, double y, double error, int colour) {
    return point(x, y, error, colour, 0);
  }

  /** A point of a shape: round, square, diamond, triangle. */
  Plot point(double x, double y, double error, int colour, int shape) {
    if (!Double.isFinite(y)) {
      return this;
    }
    if (Double.isFinite(error)) { // of a logarithm the bar may reach below the frame
      add(
          marks,
          "<path class=\"line c%d\" d=\"M%.1f %.1fV%.1f\"/>",
          colour % 6,
          x(x),
          y(y - error),
          y(y + error));
    }
    mark("dot", x(x), y(y), colour, shape);
    return this;
  }

  private void mark(String kind, double x, double y, int colour, int shape) {
    String mark =
        switch (shape % 4) {
          case 0 -> "<circle class=\"%s c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>";
          case 1 -> "<path class=\"%s c%d\" d=\"M%.1f %.1fm-3 -3h6v6h-6z\"/>";
          case 2 -> "<path class=\"%s c%d\" d=\"M%.1f %.1fm-4 0l4 -4l4 4l-4 4z\"/>";
          default -> "<path class=\"%s c%d\" d=\"M%.1f %.1fm-4 3h8l-4 -7z\"/>";
        };
    add(marks, mark, kind, colour % 6, x, y);
  }

  /** A lower bound: an open marker with an arrow upwards. */
  Plot bound(double x, double y, int colour, int shape) {
    if (Double.isFinite(y)) {
      add(
          marks,
          "<path class=\"line c%d\" d=\"M%.1f %.1fv-18m-3 5l3 -5l3 5\"/>",
          colour % 6,
          x(x),
          y(y));
      mark("line open", x(x), y(y), colour, shape);
    }
    return this;
  }

  /** The names of colours and markers 0, 1, ... above the frame. */
  Plot legend(List<String> names) {
    double at = LEFT;
    above = LEGEND;
    for (int k = 0; k < names.size(); k++) {
      double wide = 20 + LETTER * names.get(k).length();
      if (k > 0 && at + wide > WIDTH) {
        at = LEFT;
        above += LEGEND;
      }
      mark("dot", at + 4, 4 - above, k, k);
      label(at + 14, 8 - above, "start", names.get(k));
      at += wide + 10;
    }
    return this;
  }

  /** A text above a point, on the side where there is room. */
  Plot text(double x, double y, String text) {
    boolean right = x(x) > WIDTH * 0.6;
    add(
        marks,
        "<text class=\"said\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x(x) + (right ? -6 : 6),
        y(y) - 6,
        right ? "end" : "start",
        Html.escape(text));
    return this;
  }

  /** A dashed horizontal line with a text at its end. */
  Plot level(double y, String text) {
    add(
        marks,
        "<path class=\"mark\" d=\"M%.1f %.1fH%.1f\"/><text class=\"said\" x=\"%.1f\" y=\"%.1f\""
            + " text-anchor=\"end\">%s</text>",
        LEFT,
        y(y),
        WIDTH - RIGHT,
        WIDTH - RIGHT - 2,
        y(y) - 4,
        Html.escape(text));
    return this;
  }

  /** A dashed vertical line with a text at its top. */
  Plot mark(double x, String text) {
    boolean right = x(x) > WIDTH * 0.6;
    add(
        marks,
        "<path class=\"mark\" d=\"M%.1f %.1fV%.1f\"/><text class=\"said\" x=\"%.1f\" y=\"%.1f\""
            + " text-anchor=\"%s\">%s</text>",
        x(x),
        TOP,
        HEIGHT - BOTTOM,
        x(x) + (right ? -4 : 4),
        TOP + 10,
        right ? "end" : "start",
        Html.escape(text));
    return this;
  }

  /** Height above the frame's own: that of the legend and of its letters. */
  private double roof() {
    return above > 0 ? above + 5 : 0;
  }

  /** The element; its title is what a screen reader says. */
  String svg() {
    return "<svg class=\"plot\" viewBox=\"0 %.0f %.0f %.0f\" role=\"img\" aria-label=\"%s\">%s%s</svg>"
        .formatted(0 - roof(), WIDTH, HEIGHT + roof(), Html.escape(title), axes, marks);
  }
}

package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.fluxtube.engine.report.RunReport;

/** The figures of a {@link Scan}: a line and a marker for each group of chains. */
final class ScanFigures {
  private final Scan scan;
  private final List<String> groups;

  ScanFigures(Scan scan) {
    this.scan = scan;
    this.groups = scan.points().stream().map(Scan.Point::group).distinct().toList();
  }

  List<Html.Figure> all() {
    return List.of(
        figure(
            "tau_int of " + scan.observable(),
            "tau_int in trajectories",
            true,
            Scan.Point::tauInt,
            "Integrated autocorrelation time of "
                + scan.observable()
                + ", logarithmic; open markers with an arrow are lower bounds of runs that are"
                + " too short for it"),
        figure(
            "cost of an independent measurement of " + scan.observable(),
            "seconds",
            true,
            Scan.Point::cost,
            "Wall-clock time of 2 tau_int trajectories, without lessons, logarithmic; open markers"
                + " with an arrow are lower bounds"),
        figure("acceptance", "acceptance", false, Scan.Point::acceptance, "Mean acceptance"));
  }

  private Html.Figure figure(
      String name,
      String label,
      boolean ofTau,
      Function<Scan.Point, RunReport.Measured> what,
      String caption) {
    String title = name + " against " + scan.key();
    double[] at = scan.points().stream().mapToDouble(Scan.Point::at).toArray();
    double margin = 0.03 * (max(at) - min(at));
    double low = min(at) - margin;
    double high = max(at) + margin;
    Plot plot =
        ofTau
            ? Plot.logarithmic(
                title, scan.key(), label, low, high, min(ends(what)), max(ends(what)))
            : new Plot(title, scan.key(), label, low, high, 0, 1);
    for (int g = 0; g < groups.size(); g++) {
      group(plot, g, ofTau, what);
    }
    plot.legend(groups);
    return new Html.Figure(
        plot.svg(), caption + "; one-sigma errors, a line for each group of chains.");
  }

  /** The line goes through what is known, of several runs of one value through the most precise. */
  private void group(
      Plot plot, int g, boolean ofTau, Function<Scan.Point, RunReport.Measured> what) {
    List<Scan.Point> line = new ArrayList<>();
    for (Scan.Point p : scan.points()) {
      if (!p.group().equals(groups.get(g))) {
        continue;
      }
      RunReport.Measured y = what.apply(p);
      if (ofTau && !p.resolved()) {
        plot.bound(p.at(), y.value(), g, g);
        continue;
      }
      plot.point(p.at(), y.value(), y.error(), g, g);
      boolean again = !line.isEmpty() && line.getLast().at() == p.at();
      if (!again) {
        line.add(p);
      } else if (relative(what.apply(line.getLast())) > relative(y)) {
        line.set(line.size() - 1, p);
      }
    }
    plot.line(
        line.stream().mapToDouble(Scan.Point::at).toArray(),
        line.stream().mapToDouble(p -> what.apply(p).value()).toArray(),
        g);
  }

  private static double relative(RunReport.Measured x) {
    double part = x.error() / x.value();
    return Double.isFinite(part) ? part : Double.POSITIVE_INFINITY;
  }

  /** Ends of error bars that a logarithm can show. */
  private double[] ends(Function<Scan.Point, RunReport.Measured> what) {
    return scan.points().stream()
        .map(what)
        .flatMapToDouble(
            m -> DoubleStream.of(m.value() - m.error(), m.value(), m.value() + m.error()))
        .filter(y -> y > 0 && Double.isFinite(y))
        .toArray();
  }

  private static double min(double[] x) {
    return DoubleStream.of(x).min().orElse(1);
  }

  private static double max(double[] x) {
    return DoubleStream.of(x).max().orElse(1);
  }
}

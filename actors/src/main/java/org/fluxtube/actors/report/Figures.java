package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.fluxtube.engine.report.LearningHistory;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.stats.GammaAnalysis;

/** The figures of a report, each from plain numbers. */
final class Figures {
  private static final int POINTS = 300;

  private Figures() {}

  /**
   * A series to draw.
   *
   * @param chain the chain, which is its colour
   * @param at trajectories
   * @param values at them
   */
  record Line(int chain, double[] at, double[] values) {}

  /** Means of consecutive values so that at most {@value #POINTS} are left. */
  private static double[][] thinned(Line line) {
    int n = line.values().length;
    int each = Math.max(1, (n + POINTS - 1) / POINTS);
    int points = n / each;
    double[][] thin = new double[2][points];
    for (int i = 0; i < points; i++) {
      for (int j = i * each; j < (i + 1) * each; j++) {
        thin[0][i] += line.at()[j] / each;
        thin[1][i] += line.values()[j] / each;
      }
    }
    return thin;
  }

  /** Values against trajectories, one line a chain. */
  static Html.Figure history(String name, String unit, List<Line> lines) {
    List<double[][]> thin = lines.stream().map(Figures::thinned).toList();
    double[] xs = finite(thin.stream().map(t -> t[0]).toList());
    double[] ys = finite(thin.stream().map(t -> t[1]).toList());
    Plot plot =
        new Plot("history of " + name, "trajectory", unit, min(xs), max(xs), min(ys), max(ys));
    for (int i = 0; i < thin.size(); i++) {
      plot.line(thin.get(i)[0], thin.get(i)[1], lines.get(i).chain());
    }
    int each = lines.stream().mapToInt(l -> l.values().length).max().orElse(0) / POINTS + 1;
    return new Html.Figure(
        plot.svg(),
        "History of "
            + name
            + ", a colour for each chain"
            + (each > 1 ? "; a point is the mean of about " + each + " values" : ""));
  }

  /** How often each value was found, all chains together. */
  static Html.Figure histogram(String name, String unit, List<double[]> chains) {
    double[] all = finite(chains);
    Arrays.sort(all);
    double low = min(all);
    double high = max(all);
    boolean integers =
        high - low <= 80 && Arrays.stream(all).allMatch(v -> Math.abs(v - Math.rint(v)) < 1e-6);
    double width = 1;
    if (integers) {
      low = Math.rint(low) - 0.5;
      high = Math.rint(high) + 0.5;
    } else {
      double quartiles =
          all[(int) (0.75 * (all.length - 1))] - all[(int) (0.25 * (all.length - 1))];
      double rule = 2 * quartiles / Math.cbrt(all.length); // Freedman and Diaconis
      double bins = rule > 0 ? Math.ceil((high - low) / rule) : 1;
      bins = Math.clamp(bins, 1, 60);
      width = high > low ? (high - low) / bins : 1;
    }
    int count = (int) Math.max(1, Math.round((high - low) / width));
    long[] bins = new long[count];
    for (double v : all) {
      bins[Math.clamp((long) ((v - low) / width), 0, count - 1)]++;
    }
    double most = Arrays.stream(bins).max().orElse(1);
    Plot plot =
        new Plot("histogram of " + name, unit, "measurements", low, low + count * width, 0, most);
    for (int i = 0; i < count; i++) {
      plot.bar(low + i * width, low + (i + 1) * width, bins[i], 0);
    }
    return new Html.Figure(plot.svg(), "Histogram of " + name + ", " + all.length + " values");
  }

  /** rho(t) with errors, and the window in which it is summed. */
  static Html.Figure autocorrelation(String name, GammaAnalysis a, int every) {
    double[] rho = a.rho();
    int last = rho.length - 1;
    double low = Math.min(0, min(rho));
    Plot plot =
        new Plot(
            "autocorrelation of " + name, "lag in trajectories", "rho(t)", 0, last * every, low, 1);
    plot.level(0, "");
    int step = Math.max(1, rho.length / 120);
    for (int t = 0; t < rho.length; t += step) {
      plot.point(t * every, rho[t], a.rhoError()[t], 0);
    }
    plot.mark(a.estimate().window() * every, "window");
    return new Html.Figure(
        plot.svg(), "Normalised autocorrelation function of " + name + " with one-sigma errors");
  }

  /** The sum of rho up to each window. */
  static Html.Figure tauByWindow(String name, GammaAnalysis a, int every) {
    double[] tau = Arrays.stream(a.tauIntByWindow()).map(t -> t * every).toArray();
    double[] windows = new double[tau.length];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = i * every;
    }
    Plot plot =
        new Plot(
            "tau_int of " + name + " by window",
            "window W in trajectories",
            "tau_int(W) in trajectories",
            0,
            windows[windows.length - 1],
            0,
            max(tau));
    plot.line(windows, tau, 0);
    plot.mark(a.estimate().window() * every, "window");
    return new Html.Figure(
        plot.svg(),
        String.format(
            Locale.ROOT,
            "Integrated autocorrelation time of %s against the window; at the window it is %.3g"
                + " trajectories",
            name,
            a.estimate().tauInt() * every));
  }

  /** tau_int of every observable with its error. */
  static Html.Figure times(Map<String, RunReport.ObservableReport> observables) {
    double most =
        observables.values().stream()
            .filter(o -> !o.frozen())
            .mapToDouble(o -> o.tauInt() + o.tauIntError())
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    Forest plot = new Forest("tau_int of each observable", "tau_int in trajectories", 0, most);
    observables.forEach((name, o) -> {
      if (!o.frozen()) {
        plot.row(name, o.tauInt(), o.tauIntError(), 0);
      }
    });
    return new Html.Figure(plot.svg(), "Integrated autocorrelation time of each observable");
  }

  /** Deviations in sigma with the limits between which a check passes. */
  static Html.Figure sigmas(String what, List<RunReport.Check> checks) {
    double most =
        checks.stream()
            .mapToDouble(c -> Math.abs(c.sigma()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    double limit = RunReport.Check.SIGMA;
    double edge = Math.max(limit + 0.5, most);
    Forest plot = new Forest(what, "sigma", -edge, edge);
    plot.level(0, "").level(limit, "limit").level(-limit, "");
    checks.forEach(c -> plot.row(c.name(), c.sigma(), 1, c.passed() ? 0 : 1));
    return new Html.Figure(
        plot.svg(), what + ": (value - expected)/error; within 4 sigma a check passes");
  }

  /** Means with their errors against something. */
  static Html.Figure against(
      String name, String what, double[] at, double[] values, double[] errors) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < at.length; i++) {
      double error = Double.isFinite(errors[i]) ? errors[i] : 0;
      low = Math.min(low, values[i] - error);
      high = Math.max(high, values[i] + error);
    }
    Plot plot = new Plot(name + " against " + what, what, name, 0, max(at), low, high);
    plot.line(at, values, 0);
    for (int i = 0; i < at.length; i++) {
      plot.point(at[i], values[i], errors[i], 0);
    }
    return new Html.Figure(plot.svg(), name + " against " + what + " with one-sigma errors");
  }

  /** All components of an observable, a line for each temperature with its beta at the maximum. */
  static Html.Figure components(String label, List<double[]> lines, List<String> texts) {
    double[] ys = finite(lines);
    int n = lines.getFirst().length;
    double[] xs = new double[n];
    for (int i = 0; i < n; i++) {
      xs[i] = i;
    }
    Plot plot = new Plot(label + " by component", "component", label, 0, n - 1, min(ys), max(ys));
    for (int l = 0; l < lines.size(); l++) {
      plot.line(xs, lines.get(l), l);
    }
    return new Html.Figure(
        plot.svg(),
        label
            + " by component, a colour for each temperature, beta = "
            + String.join(", ", texts)
            + " in the order of the colours");
  }

  /** Loss of each lesson. */
  static Html.Figure losses(LearningHistory learning) {
    List<LearningHistory.Lesson> lessons = learning.lessons();
    double[] at = lessons.stream().mapToDouble(LearningHistory.Lesson::lesson).toArray();
    double[] loss = lessons.stream().mapToDouble(LearningHistory.Lesson::loss).toArray();
    double[] heldOut = lessons.stream().mapToDouble(LearningHistory.Lesson::heldOut).toArray();
    double[] all = finite(List.of(loss, heldOut));
    Plot plot =
        new Plot("loss of each lesson", "lesson", "loss", min(at), max(at), min(all), max(all));
    plot.line(at, loss, 0).line(at, heldOut, 1);
    return new Html.Figure(
        plot.svg(),
        "Loss of each lesson: on the training samples (first colour), held out (second)");
  }

  /** Acceptance of each version of the model, in LEARN and in MEASURE. */
  static Html.Figure versions(LearningHistory learning) {
    List<LearningHistory.Version> driven =
        learning.versions().stream()
            .filter(v -> learning.learnt(v.group()) && v.phase() != Phase.THERMALISE)
            .toList();
    double last = driven.stream().mapToDouble(LearningHistory.Version::version).max().orElse(1);
    Plot plot = new Plot("acceptance by model version", "version", "acceptance", 0, last, 0, 1);
    for (LearningHistory.Version v : driven) {
      plot.point(v.version(), v.acceptance(), binomial(v), v.phase() == Phase.LEARN ? 0 : 1);
    }
    return new Html.Figure(
        plot.svg(),
        "Acceptance of the chains that a model drove, by its version: while they learnt (first"
            + " colour) and in MEASURE (second), with the error of independent trajectories");
  }

  /** Error of an acceptance, as if trajectories were independent; never 0 for all or nothing. */
  static double binomial(LearningHistory.Version v) {
    double n = v.trajectories();
    double a = (v.acceptance() * n + 0.5) / (n + 1);
    return Math.sqrt(a * (1 - a) / n);
  }

  private static double[] finite(List<double[]> all) {
    double[] finite =
        all.stream().flatMapToDouble(DoubleStream::of).filter(Double::isFinite).toArray();
    return finite.length == 0 ? new double[] {0} : finite;
  }

  private static double min(double[] x) {
    return Arrays.stream(x).min().orElse(0);
  }

  private static double max(double[] x) {
    return Arrays.stream(x).max().orElse(1);
  }

  /** All that is known of one observable. */
  static List<Html.Figure> observable(
      String name, List<Line> lines, GammaAnalysis analysis, int every) {
    List<Html.Figure> figures = new ArrayList<>();
    figures.add(history(name, name, lines));
    figures.add(histogram(name, name, lines.stream().map(Line::values).toList()));
    if (analysis.rho().length > 1) {
      figures.add(autocorrelation(name, analysis, every));
      figures.add(tauByWindow(name, analysis, every));
    }
    return figures;
  }
}

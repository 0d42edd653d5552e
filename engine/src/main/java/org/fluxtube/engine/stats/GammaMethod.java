package org.fluxtube.engine.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Error of Monte Carlo means from the summed autocorrelation function: {@code error^2 = C(W)/N},
 * {@code C(W) = Gamma(0) + 2 sum_{t=1}^{W} Gamma(t)}, {@code tau_int = C(W) / (2 Gamma(0))}.
 *
 * <p>Derived quantities F = f(means) use the projected series sum_k (df/da_k) a_k. The window W is
 * the first with {@code exp(-W/tau) < tau/sqrt(W N)}, tau = S-fold tau_int: there the truncation
 * error falls below the statistical one. Gamma is corrected for the bias of deviations from a
 * measured mean; for two chains or more, f is corrected for its bias of order 1/N and the
 * consistency of the chains is tested. Errors of the errors: {@code error sqrt((W + 1/2)/N)} and
 * {@code 2 tau_int sqrt((W + 1/2 - tau_int)/N)}; of rho(t) after Luescher.
 *
 * <p>The series must be in equilibrium and equally spaced. Several chains enter with one common
 * mean and one common autocorrelation function; their lengths may differ, but the shortest limits
 * the window to half its length. Cost: N times twice the window; no large workspace.
 *
 * <p>Where a series is strongly anticorrelated, so that the sum of rho is negative, the window is
 * taken from the sum of |rho| (an addition to the source); if C(W) still is not positive, W = 0 is
 * used and said in a remark.
 *
 * <p>Source: U. Wolff, Comput. Phys. Commun. 156 (2004) 143, hep-lat/0306017 with the erratum (v4):
 * eqs. 31, 35, 42, 49 and section 3.3; M. Luescher, hep-lat/0409106, eq. E.11.
 *
 * @param s the assumed ratio S of the exponential to the integrated autocorrelation time, 1..10 in
 *     practice; larger is safer and noisier
 */
public record GammaMethod(double s) {
  /** S = 1.5. */
  public static final GammaMethod DEFAULT = new GammaMethod(1.5);

  /** Fewest measurements of a chain. */
  public static final int MINIMUM = 10;

  /** Below this many tau_int the error itself is not to be trusted. */
  static final double FEW_TAU = 50;

  private static final double ROUNDING = 4 * Math.ulp(1.0);
  private static final String NAME = "Gamma method";

  /** Checks S. */
  public GammaMethod {
    if (!(s > 0 && s <= 100)) {
      throw new IllegalArgumentException(
          NAME + ": S is " + s + ", allowed is 0 < S <= 100, e.g. 1.5");
    }
  }

  /**
   * The mean of one observable.
   *
   * @param chains one series a chain, {@value #MINIMUM} measurements or more each; unchanged
   * @throws IllegalArgumentException for no chain, a short chain, or a number that is not finite
   *     (with its index)
   */
  public GammaAnalysis analyse(List<double[]> chains) {
    Chains.refuseNone(chains, NAME);
    for (int r = 0; r < chains.size(); r++) {
      Chains.refuseShort(r, chains.get(r).length, MINIMUM, NAME);
      for (int t = 0; t < chains.get(r).length; t++) {
        Chains.refuseNotFinite(chains.get(r)[t], NAME, r, t, 0);
      }
    }
    double first = chains.getFirst()[0];
    long n = 0;
    double total = 0;
    double[] chainValues = new double[chains.size()];
    for (int r = 0; r < chainValues.length; r++) {
      double sum = 0;
      for (double x : chains.get(r)) {
        sum += x - first;
      }
      chainValues[r] = first + sum / chains.get(r).length;
      total += sum;
      n += chains.get(r).length;
    }
    double mean = first + total / n;
    double[][] d = new double[chainValues.length][];
    for (int r = 0; r < d.length; r++) {
      d[r] = chains.get(r).clone();
      for (int t = 0; t < d[r].length; t++) {
        d[r][t] -= mean;
      }
    }
    return finish(d, Math.abs(mean), mean, chainValues, new ArrayList<>());
  }

  /**
   * A function of the means of several observables, with the gradient by central differences of
   * step sigma_k / sqrt(N).
   *
   * @param chains rows of observables: {@code chains.get(r)[t][k]}; unchanged
   * @param f smooth over a few errors of the means; must not keep or change its argument
   * @throws IllegalArgumentException as {@link #analyse(List)}, and if f is not finite at the means
   */
  public GammaAnalysis analyse(List<double[][]> chains, ToDoubleFunction<double[]> f) {
    Chains data = Chains.of(chains, MINIMUM, NAME);
    double[] mean = data.mean();
    return derived(data, f, mean, numericalGradient(data, f, mean));
  }

  /**
   * A function of the means with its gradient.
   *
   * @param gradient df/da_k at its argument
   */
  public GammaAnalysis analyse(
      List<double[][]> chains, ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient) {
    Chains data = Chains.of(chains, MINIMUM, NAME);
    double[] mean = data.mean();
    double[] g = gradient.apply(mean.clone());
    if (g.length != data.width()) {
      throw new IllegalArgumentException(
          "%s: the gradient has %d components, allowed is one an observable, here %d"
              .formatted(NAME, g.length, data.width()));
    }
    return derived(data, f, mean, g);
  }

  private GammaAnalysis derived(
      Chains data, ToDoubleFunction<double[]> f, double[] mean, double[] g) {
    double value = finite(f, mean);
    double scale = 0;
    for (int k = 0; k < g.length; k++) {
      if (!Double.isFinite(g[k])) {
        throw new IllegalArgumentException(
            "%s: the gradient is %s for observable %d at the means %s"
                .formatted(NAME, g[k], k, Arrays.toString(mean)));
      }
      scale += Math.abs(g[k] * mean[k]);
    }
    double[] chainValues = new double[data.data().size()];
    for (int r = 0; r < chainValues.length; r++) {
      chainValues[r] = f.applyAsDouble(data.mean(r));
    }
    return finish(data.project(g, mean), scale, value, chainValues, new ArrayList<>());
  }

  private static double[] numericalGradient(
      Chains data, ToDoubleFunction<double[]> f, double[] mean) {
    double[] variance = data.variance(mean);
    double[] g = new double[mean.length];
    for (int k = 0; k < g.length; k++) {
      double sigma = Math.sqrt(variance[k]);
      if (sigma > ROUNDING * Math.abs(mean[k])) {
        // far below the error of a precise mean the difference would only show rounding
        double h = Math.max(sigma / Math.sqrt(data.n()), 1e-8 * Math.abs(mean[k]));
        double[] up = mean.clone();
        double[] down = mean.clone();
        up[k] += h;
        down[k] -= h;
        g[k] = (finite(f, up) - finite(f, down)) / (up[k] - down[k]);
      }
    }
    return g;
  }

  private static double finite(ToDoubleFunction<double[]> f, double[] a) {
    double value = f.applyAsDouble(a.clone());
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: the derived quantity is %s at the means %s, within one error of what was measured"
              .formatted(NAME, value, Arrays.toString(a)));
    }
    return value;
  }

  /** From projected deviations to the answer; scale is the size against which zero is zero. */
  private GammaAnalysis finish(
      double[][] d, double scale, double value, double[] chainValues, List<String> remarks) {
    long n = 0;
    int shortest = Integer.MAX_VALUE;
    double square = 0;
    for (double[] chain : d) {
      n += chain.length;
      shortest = Math.min(shortest, chain.length);
      for (double x : chain) {
        square += x * x;
      }
    }
    if (square / n <= ROUNDING * ROUNDING * scale * scale) {
      remarks.add("constant within rounding: error 0, and tau_int = 1/2 by definition");
      return new GammaAnalysis(
          new Estimate(value, 0, 0, 0.5, 0, n, 0),
          0,
          0,
          new double[] {1},
          new double[] {0},
          chainValues,
          0,
          d.length > 1 ? 1 : Double.NaN,
          true,
          true,
          List.copyOf(remarks));
    }
    boolean frozen = Arrays.stream(d).allMatch(chain -> constant(chain, scale));
    Autocovariance a = Autocovariance.of(d, shortest / 2, s);
    int w = a.window();
    if (!a.closed()) {
      remarks.add(
          ("the window did not close before lag %d, half the shortest chain: error and tau_int"
                  + " are lower bounds")
              .formatted(w));
    }
    if (a.sum(w) <= 0) {
      remarks.add(
          ("strongly anticorrelated: C(%d) is not positive; W = 0 is used and the error is an"
                  + " upper bound")
              .formatted(w));
      w = 0;
    }
    double shift = a.sum(w) / n; // eq. 49: bias of deviations from a measured mean
    double c = a.sum(w) + (2 * w + 1) * shift;
    double variance = a.gamma()[0] + shift;
    double error = Math.sqrt(c / n);
    double tau = c / (2 * variance);
    if (frozen) {
      remarks.add("frozen: it never changed in any chain, so that nothing is known of its error");
    } else if (n < FEW_TAU * tau) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "only %.0f tau_int measured, wanted are %.0f or more: the error itself is uncertain",
              n / tau,
              FEW_TAU));
    }
    double[] rho = new double[a.gamma().length];
    for (int t = 0; t < rho.length; t++) {
      rho[t] = (a.gamma()[t] + shift) / variance;
    }
    Replica replica = Replica.of(d, value, chainValues, c, n, remarks);
    Estimate estimate =
        new Estimate(
            value - replica.bias(),
            error,
            error * Math.sqrt((w + 0.5) / n),
            tau,
            2 * tau * Math.sqrt(Math.max(0, w + 0.5 - tau) / n),
            n,
            w);
    return new GammaAnalysis(
        estimate,
        variance,
        Math.sqrt(variance / n),
        rho,
        rhoErrors(rho, w, n),
        replica.values(),
        replica.bias(),
        replica.q(),
        a.closed(),
        frozen,
        List.copyOf(remarks));
  }

  private static boolean constant(double[] chain, double scale) {
    double largest = Arrays.stream(chain).map(x -> Math.abs(x - chain[0])).max().orElseThrow();
    return largest <= ROUNDING * Math.max(scale, Math.abs(chain[0]));
  }

  /** (1/N) sum_k [rho(k+t) + rho(k-t) - 2 rho(t) rho(k)]^2, rho = 0 beyond what was measured. */
  private static double[] rhoErrors(double[] measured, int w, long n) {
    int length = measured.length;
    double[] rho = Arrays.copyOf(measured, 2 * length + w);
    double[] errors = new double[length];
    for (int t = 0; t < length; t++) {
      double sum = 0;
      for (int k = Math.max(1, t - w); k <= t + w; k++) {
        double x = rho[k + t] + rho[Math.abs(k - t)] - 2 * rho[t] * rho[k];
        sum += x * x;
      }
      errors[t] = Math.sqrt(sum / n);
    }
    return errors;
  }
}

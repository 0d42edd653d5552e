package org.fluxtube.observability;

import io.micrometer.core.instrument.Counter;
import org.fluxtube.engine.observable.SchwingerDyson;
import org.fluxtube.engine.stats.Blocking;
import org.fluxtube.engine.stats.Estimate;

/**
 * The meters of one observable of one chain: running mean, its error and tau_int over what this
 * process has measured in MEASURE, by blocking. For a first look; the report has the numbers to
 * quote.
 */
final class ObservableMeters {
  private static final int FEWEST = 32;

  private final Blocking blocking = new Blocking();
  private final MeterFamily.Level last;
  private final Counter tunnellings;
  private double charge = Double.NaN;
  private Estimate estimate;

  ObservableMeters(MeterFamily family, String name) {
    last = family.level("fluxtube.observable.last", "value", "The last value measured.");
    family.gauge(
        "fluxtube.observable.mean",
        "value",
        "Mean of the values of MEASURE since this process started.",
        this::mean);
    family.gauge(
        "fluxtube.observable.error",
        "value",
        "Statistical error of the mean, by blocking; NaN below " + FEWEST + " values.",
        this::error);
    family.gauge(
        "fluxtube.observable.tau.int.measurements",
        "measurements",
        "Integrated autocorrelation time, by blocking; 0.5 for independent values.",
        this::tauInt);
    family.gauge(
        "fluxtube.observable.effective.samples",
        "samples",
        "Independent values among those measured, n / (2 tau_int).",
        this::effective);
    if (name.startsWith(SchwingerDyson.LABEL)) {
      family.gauge(
          "fluxtube.schwinger.dyson.deviation.sigma",
          "sigma",
          "Mean residual of the identity in its standard errors; 0 in equilibrium.",
          () -> mean() / error());
    }
    tunnellings =
        name.endsWith(".charge")
            ? family.counter(
                "fluxtube.topological.tunnellings",
                "tunnellings",
                "Changes of the topological charge, rounded, between two measurements.")
            : null;
  }

  /** In the thread of the chain's measurements only; a value that is not finite is shown alone. */
  void add(double value) {
    last.set(value);
    if (tunnellings != null) {
      if (Math.abs(Math.rint(value) - Math.rint(charge)) >= 1) {
        tunnellings.increment();
      }
      charge = value;
    }
    if (Double.isFinite(value)) {
      synchronized (blocking) {
        blocking.add(value);
      }
    }
  }

  private double mean() {
    synchronized (blocking) {
      return blocking.mean();
    }
  }

  private double error() {
    Estimate known = estimate();
    return known == null ? Double.NaN : known.error();
  }

  private double effective() {
    Estimate known = estimate();
    return known == null ? Double.NaN : known.n() / (2 * known.tauInt());
  }

  private double tauInt() {
    Estimate known = estimate();
    return known == null ? Double.NaN : known.tauInt();
  }

  /** Made once for the gauges of a scrape; null below the fewest values. */
  private Estimate estimate() {
    synchronized (blocking) {
      if (blocking.n() >= FEWEST && (estimate == null || estimate.n() != blocking.n())) {
        estimate = blocking.estimate();
      }
      return estimate;
    }
  }
}

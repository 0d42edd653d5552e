package org.fluxtube.engine.observable;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * t^2 E(t) along the {@link GradientFlow} at t = k maxTime/points, k = 1 .. points, with E from the
 * clover (components clover-t) and from plaquettes (plaquette-t).
 *
 * <p>Derived in four dimensions, from the mean values by linear interpolation: t0 and t0-plaquette,
 * where t^2 <E(t)> = 0.3 (arXiv:1006.4518, eq. (1.5)), and w0, where w_0^2 is the t with t d/dt[t^2
 * <E(t)>] = 0.3 (arXiv:1203.4469, eq. (2.4)), the derivative by central differences between the
 * points. NaN if the flow ends before.
 *
 * @param maxTime where the flow ends, in units of a^2
 * @param points number of equidistant times
 * @param step largest step of the integration
 */
public record FlowedEnergy(
    @Param("where the flow ends, in units of a^2, up to 1000") double maxTime,
    @Param(value = "number of equidistant times, 1 to 1000", optional = true) int points,
    @Param(value = "largest step, from 0.0001 to 0.1", optional = true) double step)
    implements ObservableSpec<GaugeField> {
  private static final double REFERENCE = 0.3;

  /** Checks the numbers. */
  public FlowedEnergy {
    Fit.inRange("maxTime", maxTime, 1e-4, 1000, "maxTime = 2");
    Fit.inRange("points", points, 1, 1000, "points = 20");
    Fit.inRange("step", step, 1e-4, 0.1, "step = 0.02");
  }

  @Override
  public String label() {
    return "gradient-flow-" + Fit.text(maxTime) + "-" + points + "-" + Fit.text(step);
  }

  /** The k-th time, k = 0 .. points. */
  public double time(int k) {
    return maxTime * k / points;
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    List<String> names = new ArrayList<>();
    for (String estimator : List.of("clover-", "plaquette-")) {
      for (int k = 1; k <= points; k++) {
        names.add(estimator + Fit.text(Math.round(time(k) * 1e6) / 1e6));
      }
    }
    return List.copyOf(names);
  }

  @Override
  public List<Derived> derived(FieldType type, Lattice lattice) {
    if (lattice.dimensions() != 4) {
      return List.of();
    }
    return List.of(
        new Derived(label() + ".t0", "t^2 <E_clover(t)> = 0.3", mean -> t0(mean, 0)),
        new Derived(
            label() + ".t0-plaquette", "t^2 <E_plaquette(t)> = 0.3", mean -> t0(mean, points)),
        new Derived(label() + ".w0", "t d/dt t^2 <E_clover(t)> = 0.3 at t = w0^2", this::w0));
  }

  private double t0(double[] mean, int offset) {
    double before = 0;
    for (int k = 1; k <= points; k++) {
      double here = mean[offset + k - 1];
      if (here >= REFERENCE) {
        return time(k - 1) + (time(k) - time(k - 1)) * (REFERENCE - before) / (here - before);
      }
      before = here;
    }
    return Double.NaN;
  }

  private double w0(double[] mean) {
    double spacing = maxTime / points;
    double before = 0;
    double tBefore = 0;
    for (int k = 1; k <= points; k++) {
      double middle = (k - 0.5) * spacing;
      double here = middle * (mean[k - 1] - (k == 1 ? 0 : mean[k - 2])) / spacing;
      if (here >= REFERENCE) {
        return Math.sqrt(tBefore + (middle - tBefore) * (REFERENCE - before) / (here - before));
      }
      before = here;
      tBefore = middle;
    }
    return Double.NaN;
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    GradientFlow flow = new GradientFlow(like);
    CloverField clover = new CloverField(like);
    GaugeField smooth = like.allocateLike();
    return new Observable<>() {
      @Override
      public double[] measure(GaugeField u, RandomStream rng) {
        double[] result = new double[2 * points];
        smooth.copyFrom(u);
        for (int k = 1; k <= points; k++) {
          flow.flow(smooth, maxTime / points, step);
          double t = time(k);
          result[k - 1] = t * t * clover.energy(smooth);
          result[points + k - 1] = t * t * clover.plaquetteEnergy(smooth);
        }
        return result;
      }

      @Override
      public void close() {
        flow.close();
        smooth.close();
      }
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.gauge("gradient-flow", type, lattice, 2);
  }
}

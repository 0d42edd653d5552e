package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * The field-theoretic topological charge {@link CloverField#charge} in four dimensions at
 * gradient-flow time t. Without flow it is dominated by ultraviolet noise and renormalised by a
 * factor well below 1; at 8 t of the order of r_0^2 it is close to integers.
 *
 * <p>Components: charge Q and charge2 = Q^2. Derived: susceptibility <Q^2>/V in lattice units.
 *
 * @param flowTime t in units of a^2; 0 does not flow
 * @param step largest step of the flow
 */
public record CloverCharge(
    @Param("gradient-flow time in units of a^2, 0 to 1000; 0 does not flow") double flowTime,
    @Param(value = "largest step of the flow, from 0.0001 to 0.1", optional = true) double step)
    implements ObservableSpec<GaugeField> {
  /** Checks time and step. */
  public CloverCharge {
    Fit.inRange("flowTime", flowTime, 0, 1000, "flowTime = 1");
    Fit.inRange("step", step, 1e-4, 0.1, "step = 0.02");
  }

  @Override
  public String label() {
    return "clover-charge-" + Fit.text(flowTime) + "-" + Fit.text(step);
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return List.of("charge", "charge2");
  }

  @Override
  public List<Derived> derived(FieldType type, Lattice lattice) {
    double volume = lattice.volume();
    return List.of(new Derived(label() + ".susceptibility", "<Q^2>/V", mean -> mean[1] / volume));
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    CloverField clover = new CloverField(like);
    if (flowTime == 0) {
      return (u, rng) -> result(clover.charge(u));
    }
    GradientFlow flow = new GradientFlow(like);
    GaugeField smooth = like.allocateLike();
    return new Observable<>() {
      @Override
      public double[] measure(GaugeField u, RandomStream rng) {
        smooth.copyFrom(u);
        flow.flow(smooth, flowTime, step);
        return result(clover.charge(smooth));
      }

      @Override
      public void close() {
        flow.close();
        smooth.close();
      }
    };
  }

  private static double[] result(double charge) {
    return new double[] {charge, charge * charge};
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.gauge4("clover-charge", type, lattice);
  }
}

package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.FreeScalar;
import org.fluxtube.engine.exact.OnRing;
import org.fluxtube.engine.exact.Phi4Ring;
import org.fluxtube.engine.exact.Su2Torus;
import org.fluxtube.engine.exact.SuNTorus;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.observable.CloverCharge;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.observable.SchwingerDyson;
import org.fluxtube.engine.observable.TopologicalCharge;
import org.fluxtube.engine.observable.WilsonLoop;
import org.fluxtube.engine.run.Campaign;

/**
 * The exact values that a campaign's observables can be compared with, at its own finite volume.
 */
public final class ClosedForms {
  private static final String CHARACTERS = "character expansion, this volume";

  private ClosedForms() {}

  /**
   * An exact value.
   *
   * @param quantity name in {@link RunReport#observables}
   * @param value the value
   * @param formula where it comes from, for a reader
   */
  public record Value(String quantity, double value, String formula) {}

  /**
   * What is known of the observables that the campaign measures.
   *
   * @throws IllegalArgumentException where a closed form cannot be evaluated, for example a ring of
   *     wells too far apart
   */
  public static List<Value> of(Campaign campaign) {
    List<Value> values = new ArrayList<>();
    Lattice lattice = campaign.geometry();
    switch (campaign.action()) {
      case WilsonPlaquette(double beta) when lattice.dimensions() == 2 && beta > 0 ->
          gauge2d(((FieldType.Gauge) campaign.field()).group(), beta, campaign, values);
      case Phi4(double massSquared, double lambda)
          when lattice.dimensions() == 1
              && lambda > 0
              && campaign.field().equals(new FieldType.Scalar(1)) ->
          ring(new Phi4Ring(massSquared, lambda, lattice.extent(0)), values);
      case Phi4(double massSquared, double lambda) when lambda == 0 ->
          free(FreeScalar.withoutHalf(massSquared, lattice.extents()), campaign.field(), values);
      case SpinModel(double beta) when lattice.dimensions() == 1 && beta > 0 -> {
        int n = ((FieldType.Spin) campaign.field()).components();
        OnRing ring = new OnRing(n, beta, lattice.extent(0));
        values.add(new Value("energy", ring.bond(), "transfer matrix of the ring"));
      }
      default -> {
        // no closed form is known
      }
    }
    measured(campaign).forEach(spec -> vanishing(spec, campaign, values));
    return values;
  }

  private static Stream<ObservableSpec<?>> measured(Campaign campaign) {
    return campaign.measured().stream()
        .<ObservableSpec<?>>flatMap(group -> group.observables().stream())
        .distinct();
  }

  /** What vanishes by a symmetry or an identity, at any coupling. */
  private static void vanishing(ObservableSpec<?> spec, Campaign campaign, List<Value> values) {
    boolean asked =
        spec instanceof SchwingerDyson<?> identity && identity.action().equals(campaign.action());
    if (asked || spec instanceof SchwingerDyson.OfTarget<?>) {
      for (String component : spec.components(campaign.field(), campaign.geometry())) {
        String name = component.equals("value") ? spec.label() : spec.label() + "." + component;
        values.add(new Value(name, 0, "Schwinger-Dyson identity"));
      }
    }
    if (spec instanceof TopologicalCharge || spec instanceof CloverCharge) {
      values.add(new Value(spec.label() + ".charge", 0, "parity"));
    }
  }

  private static void gauge2d(Group group, double beta, Campaign campaign, List<Value> values) {
    int volume = campaign.geometry().volume();
    if (group.abelian()) {
      U1Torus exact = new U1Torus(beta, volume);
      values.add(new Value("plaquette", exact.plaquette(), "sum of Bessel functions, this volume"));
      values.add(
          new Value(
              "topological-charge.charge2",
              exact.meanSquareCharge(),
              "-d^2 ln Z/d theta^2, this volume"));
      loops(campaign, exact::wilsonLoop, values);
    } else if (group.n() == 2) {
      Su2Torus exact = new Su2Torus(beta, volume);
      values.add(new Value("plaquette", exact.plaquette(), CHARACTERS));
      loops(campaign, exact::wilsonLoop, values);
    } else {
      SuNTorus exact = new SuNTorus(group.n(), beta, volume);
      values.add(new Value("plaquette", exact.plaquette(), CHARACTERS));
      loops(campaign, exact::wilsonLoop, values);
    }
  }

  /** Loops that do not wind around the lattice. */
  private static void loops(Campaign campaign, IntToDoubleFunction byArea, List<Value> values) {
    Lattice lattice = campaign.geometry();
    int shortest = Math.min(lattice.extent(0), lattice.extent(1));
    measured(campaign)
        .forEach(spec -> {
          if (spec instanceof WilsonLoop loop && Math.max(loop.r(), loop.t()) < shortest) {
            values.add(
                new Value(spec.label(), byArea.applyAsDouble(loop.r() * loop.t()), CHARACTERS));
          }
        });
  }

  private static void ring(Phi4Ring exact, List<Value> values) {
    values.add(new Value("phi-squared", exact.phiSquared(), "transfer matrix of the ring"));
    values.add(new Value("ising-energy", exact.bond(), "transfer matrix of the ring"));
  }

  private static void free(FreeScalar exact, FieldType field, List<Value> values) {
    int components = ((FieldType.Scalar) field).components();
    values.add(new Value("phi-squared", components * exact.phiSquared(), "Gaussian integral"));
    values.add(new Value("ising-energy", components * exact.isingEnergy(), "Gaussian integral"));
  }
}

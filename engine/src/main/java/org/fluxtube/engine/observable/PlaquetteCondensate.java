package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * The covariance V (&lt;P C&gt; - &lt;P&gt;&lt;C&gt;) of plaquette P and chiral condensate C: how
 * the condensate answers to a change of beta. The noise of C does not know P, so that noisy
 * estimates serve.
 *
 * @param operator D
 * @param sources of the condensate, 0: exactly
 * @param residual of its solves
 */
public record PlaquetteCondensate(
    @Param("the Dirac operator D") OperatorSpec operator,
    @Param(value = "noise sources, from 2; 0: exactly, for small lattices", optional = true)
        int sources,
    @Param(value = "bound on the residual |b - A x|/|b| of the solves", optional = true)
        double residual)
    implements ObservableSpec<GaugeField> {
  /** Checks the parameters. */
  public PlaquetteCondensate {
    new ChiralCondensate(operator, sources, residual);
  }

  private ChiralCondensate condensate() {
    return new ChiralCondensate(operator, sources, residual);
  }

  @Override
  public String label() {
    return "plaquette-condensate-" + condensate().label().replace("chiral-condensate-", "");
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return List.of("plaquette", "condensate", "product");
  }

  @Override
  public List<Derived> derived(FieldType type, Lattice lattice) {
    double volume = lattice.volume();
    return List.of(
        new Derived(
            label() + ".covariance", "V (<P C> - <P><C>)", m -> volume * (m[2] - m[0] * m[1])));
  }

  @Override
  public boolean stochastic() {
    return sources > 0;
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    Observable<GaugeField> plaquette = new Plaquette().bind(like);
    Observable<GaugeField> condensate = condensate().bind(like);
    return new Observable<>() {
      @Override
      public double[] measure(GaugeField u, RandomStream rng) {
        double p = plaquette.measure(u, rng)[0];
        double c = condensate.measure(u, rng)[0];
        return new double[] {p, c, p * c};
      }

      @Override
      public void close() {
        condensate.close();
        plaquette.close();
      }
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    condensate().requireFits(type, lattice);
  }
}

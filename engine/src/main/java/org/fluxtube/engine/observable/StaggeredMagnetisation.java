package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * m_c = (1/V) sum_x (-1)^(x_0 + x_1 + ...) phi_c(x), the order parameter of the antiferromagnet.
 * Components: abs = |m|, m2 = m.m, m4 = (m.m)^2; m itself changes its sign with the origin. All
 * extents must be even.
 *
 * <p>Derived: staggered-susceptibility V <m.m>, staggered-binder 1 - <m^4>/(3 <m^2>^2), as {@link
 * Magnetisation}.
 *
 * @param <F> scalar or spin field
 */
public record StaggeredMagnetisation<F extends Field<F>>() implements ObservableSpec<F> {
  @Override
  public String label() {
    return "staggered-magnetisation";
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return List.of("abs", "m2", "m4");
  }

  @Override
  public List<Derived> derived(FieldType type, Lattice lattice) {
    double volume = lattice.volume();
    return List.of(
        new Derived("staggered-susceptibility", "V <m.m>", m -> volume * m[1]),
        new Derived(
            "staggered-binder", "1 - <m^4>/(3 <m^2>^2)", m -> 1 - m[2] / (3 * m[1] * m[1])));
  }

  @Override
  public Observable<F> bind(F like) {
    FieldOps ops = like.ops();
    double volume = ops.lattice().volume();
    double[] host = new double[ops.lattice().volume()];
    for (int x = 0; x < host.length; x++) {
      host[x] = 1 - 2 * ops.lattice().parity(x);
    }
    Vector signs = ops.allocate(new Shape.Real(1));
    ops.load(host, 0, signs);
    return new Observable<>() {
      @Override
      public double[] measure(F u, RandomStream rng) {
        Vector phi = u.vectors()[0];
        double m2 = 0;
        try (Scratch.Lease signed = ops.scratch().like(phi)) {
          ops.weigh(1, signs, phi, 0, signed.vector());
          for (double s : ops.sum(signed.vector())) {
            m2 += s / volume * (s / volume);
          }
        }
        return new double[] {Math.sqrt(m2), m2, m2 * m2};
      }

      @Override
      public void close() {
        signs.close();
      }
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.scalarOrSpin("the staggered magnetisation", type);
    for (int extent : lattice.extents()) {
      if (extent % 2 != 0) {
        throw new IllegalArgumentException(
            "the staggered magnetisation got the lattice "
                + lattice
                + "; all extents must be even, for example 6x6");
      }
    }
  }
}

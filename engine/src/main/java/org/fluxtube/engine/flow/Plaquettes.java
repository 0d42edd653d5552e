package org.fluxtube.engine.flow;

import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;

/** P(x) = theta_0(x) + theta_1(x + 0) - theta_0(x + 1) - theta_1(x) in two dimensions. */
final class Plaquettes implements AutoCloseable {
  private final Lattice lattice;
  private final Constants constants = new Constants();

  Plaquettes(Lattice lattice) {
    this.lattice = lattice;
  }

  static void requireFits(String what, FieldType type, Lattice lattice) {
    if (!type.equals(new FieldType.Gauge(Group.U1))) {
      throw Spec.misfit(what, "links of U(1)", type);
    }
    requireTwo(what, lattice);
  }

  /** Two dimensions. */
  static void requireTwo(String what, Lattice lattice) {
    if (lattice.dimensions() != 2) {
      throw new IllegalArgumentException(
          what + " needs two dimensions, but the lattice is " + lattice);
    }
  }

  /** Two dimensions, around which masks of lines close. */
  static void requireLines(String what, int period, Lattice lattice) {
    requireTwo(what, lattice);
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      if (lattice.extent(mu) % period != 0) {
        throw new IllegalArgumentException(
            what
                + " has masks of period "
                + period
                + ", which do not close around the extent "
                + lattice.extent(mu)
                + " of "
                + lattice
                + "; allowed are multiples of "
                + period
                + ", for example [8, 8]");
      }
    }
  }

  private Tensor forward(int mu) {
    return constants.index(
        "forward " + mu,
        () -> {
          long[] sites = new long[lattice.volume()];
          for (int s = 0; s < sites.length; s++) {
            sites[s] = lattice.forward(s, mu);
          }
          return sites;
        });
  }

  /**
   * The angles of all plaquettes, not wrapped.
   *
   * @param x angles of the links, shape [2 sites, batch]
   * @return shape [sites, batch]
   */
  Tensor of(Tensor x) {
    long v = lattice.volume();
    Tensor first = x.narrow(0, 0, v);
    Tensor second = x.narrow(0, v, v);
    return first
        .add(second.index_select(0, forward(0)))
        .sub(first.index_select(0, forward(1)))
        .sub(second);
  }

  @Override
  public void close() {
    constants.close();
  }
}

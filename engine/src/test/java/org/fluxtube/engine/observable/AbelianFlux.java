package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Constant abelian field strength on the torus: the plaquette angle of the plane (mu, nu) is 2 pi
 * n/(L_mu L_nu) everywhere, n the flux. SU(N): diag(e^{i theta}, e^{-i theta}, 1, ..).
 */
final class AbelianFlux {
  private final Lattice lattice;
  private final double[][] angle;

  AbelianFlux(Lattice lattice) {
    this.lattice = lattice;
    this.angle = new double[lattice.dimensions()][lattice.volume()];
  }

  /** Adds n quanta through the plane. */
  AbelianFlux add(int mu, int nu, int n) {
    int lm = lattice.extent(mu);
    int ln = lattice.extent(nu);
    for (int s = 0; s < lattice.volume(); s++) {
      int x = lattice.coordinate(s, mu);
      int y = lattice.coordinate(s, nu);
      angle[nu][s] += 2 * Math.PI * n * x / (lm * (double) ln);
      if (x == lm - 1) {
        angle[mu][s] -= 2 * Math.PI * n * y / ln;
      }
    }
    return this;
  }

  /** Sets the angle of one link. */
  AbelianFlux set(int mu, int site, double value) {
    angle[mu][site] = value;
    return this;
  }

  /** Plaquette angle of n quanta through the plane. */
  static double omega(Lattice lattice, int mu, int nu, int n) {
    return 2 * Math.PI * n / (lattice.extent(mu) * (double) lattice.extent(nu));
  }

  GaugeField field(Group group) {
    GaugeField u = new GaugeField(new ReferenceOps(lattice), group);
    int n = group.n();
    double[] host = new double[u.type().size(lattice)];
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      for (int s = 0; s < lattice.volume(); s++) {
        for (int i = 0; i < n; i++) {
          double theta = i == 0 ? angle[mu][s] : i == 1 ? -angle[mu][s] : 0;
          int at = (mu * lattice.volume() + s) * 2 * n * n + 2 * i * (n + 1);
          host[at] = Math.cos(theta);
          host[at + 1] = Math.sin(theta);
        }
      }
    }
    u.load(new FieldData(new FieldType.Gauge(group), lattice, host));
    return u;
  }
}

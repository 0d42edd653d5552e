package org.fluxtube.engine.observable;

import java.util.function.IntUnaryOperator;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** Symmetry transformations of fields, on host data and with plain loops. */
final class Transforms {
  private Transforms() {}

  /**
   * A field some way from the cold one: links exp(size p), spins rotated from an axis, phi = size
   * p.
   */
  static Field<?> warm(FieldType type, Lattice lattice, double size, long seed) {
    Field<?> u = Field.allocate(new ReferenceOps(lattice), type);
    u.cold();
    Momentum p = u.newMomentum();
    p.refresh(new RandomStream(seed, 0, 0), Purpose.TEST);
    u.drift(size, p);
    return u;
  }

  /** The field with the values of the sites one step forward in {@code mu}. */
  static FieldData translate(FieldData u, int mu) {
    return moveSites(u, site -> u.lattice().forward(site, mu));
  }

  private static FieldData moveSites(FieldData u, IntUnaryOperator from) {
    int volume = u.lattice().volume();
    int parts = u.type() instanceof FieldType.Gauge ? u.lattice().dimensions() : 1;
    int reals = u.values().length / parts / volume;
    double[] out = new double[u.values().length];
    for (int part = 0; part < parts; part++) {
      for (int s = 0; s < volume; s++) {
        System.arraycopy(
            u.values(),
            (part * volume + from.applyAsInt(s)) * reals,
            out,
            (part * volume + s) * reals,
            reals);
      }
    }
    return new FieldData(u.type(), u.lattice(), out);
  }

  /** Minus the field (scalars, spins). */
  static FieldData negate(FieldData u) {
    double[] out = u.values().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = -out[i];
    }
    return new FieldData(u.type(), u.lattice(), out);
  }

  /** Complex conjugate links. */
  static FieldData conjugate(FieldData u) {
    double[] out = u.values().clone();
    for (int i = 1; i < out.length; i += 2) {
      out[i] = -out[i];
    }
    return new FieldData(u.type(), u.lattice(), out);
  }

  /** g(x) U_mu(x) g(x+mu)^dagger with independent Haar-distributed g(x). */
  static FieldData gauge(FieldData u, long seed) {
    Lattice lattice = u.lattice();
    int n = ((FieldType.Gauge) u.type()).group().n();
    int size = 2 * n * n;
    GaugeField random =
        new GaugeField(new ReferenceOps(lattice), ((FieldType.Gauge) u.type()).group());
    random.hot(new RandomStream(seed, 1, 1));
    double[] g = random.snapshot().values();
    double[] out = new double[u.values().length];
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      for (int s = 0; s < lattice.volume(); s++) {
        int at = (mu * lattice.volume() + s) * size;
        double[] gu = product(n, g, s * size, false, u.values(), at);
        double[] result = product(n, g, lattice.forward(s, mu) * size, true, gu, 0);
        System.arraycopy(result, 0, out, at, size);
      }
    }
    return new FieldData(u.type(), lattice, out);
  }

  /** g m, or m g^dagger where {@code right}. */
  private static double[] product(int n, double[] g, int go, boolean right, double[] m, int mo) {
    double[] out = new double[2 * n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          int a = right ? mo + 2 * (i * n + k) : go + 2 * (i * n + k);
          int b = right ? go + 2 * (j * n + k) : mo + 2 * (k * n + j);
          double[] x = right ? m : g;
          double[] y = right ? g : m;
          double sign = right ? -1 : 1;
          out[2 * (i * n + j)] += x[a] * y[b] - sign * x[a + 1] * y[b + 1];
          out[2 * (i * n + j) + 1] += sign * x[a] * y[b + 1] + x[a + 1] * y[b];
        }
      }
    }
    return out;
  }

  /** One rotation of all spins or scalars with n > 1 components. */
  static FieldData rotate(FieldData u, double angle) {
    int volume = u.lattice().volume();
    int n = u.values().length / volume;
    double[] out = u.values().clone();
    for (int c = 0; c + 1 < n; c++) {
      for (int s = 0; s < volume; s++) {
        double x = out[s * n + c];
        double y = out[s * n + c + 1];
        out[s * n + c] = Math.cos(angle + c) * x - Math.sin(angle + c) * y;
        out[s * n + c + 1] = Math.sin(angle + c) * x + Math.cos(angle + c) * y;
      }
    }
    return new FieldData(u.type(), u.lattice(), out);
  }

  /** A scalar field with the given host numbers. */
  static ScalarField scalar(Lattice lattice, int components, double[] values) {
    ScalarField phi = new ScalarField(new ReferenceOps(lattice), components);
    phi.load(new FieldData(phi.type(), lattice, values));
    return phi;
  }
}

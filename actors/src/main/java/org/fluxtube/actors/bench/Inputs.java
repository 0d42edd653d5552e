package org.fluxtube.actors.bench;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceBackend;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/**
 * Random SU(3) links, momenta and spinors on the host, the same for every backend: made by the
 * reference.
 */
final class Inputs {
  static final Group SU3 = Group.SU3;
  private static final Shape MATRIX = new Shape.Matrix(3);
  private static final Shape ALGEBRA = new Shape.Real(8);

  private final Lattice lattice;
  private final FieldOps reference;
  private final double[][] links;

  Inputs(Lattice lattice) {
    this.lattice = lattice;
    this.reference = new ReferenceBackend().open(lattice);
    GaugeField u = new GaugeField(reference, SU3);
    u.hot(new RandomStream(1, 0, 0));
    this.links = new double[lattice.dimensions()][];
    for (int mu = 0; mu < links.length; mu++) {
      links[mu] = host(u.link(mu));
    }
    u.close();
  }

  Lattice lattice() {
    return lattice;
  }

  private double[] host(Vector v) {
    double[] out = new double[lattice.volume() * v.shape().reals()];
    reference.store(v, out, 0);
    return out;
  }

  /** The links as a field, in double precision. */
  GaugeField field(FieldOps ops) {
    GaugeField u = new GaugeField(ops, SU3);
    for (int mu = 0; mu < links.length; mu++) {
      ops.load(links[mu], 0, u.link(mu));
    }
    return u;
  }

  /** The links as vectors. */
  Vector[] links(FieldOps ops, Precision precision) {
    Vector[] out = new Vector[links.length];
    for (int mu = 0; mu < out.length; mu++) {
      out[mu] = load(ops, MATRIX, precision, links[mu]);
    }
    return out;
  }

  /** Normal algebra coordinates, another set for each {@code which}. */
  Vector algebra(FieldOps ops, Precision precision, int which) {
    return load(ops, ALGEBRA, precision, normal(ALGEBRA, which));
  }

  /** A normal spinor, another one for each {@code which}. */
  Vector spinor(FieldOps ops, Precision precision, int spins, Parity parity, int which) {
    Shape.Spinor all = new Shape.Spinor(spins, 3);
    Vector whole = load(ops, all, precision, normal(all, 100 + which));
    if (parity == Parity.ALL) {
      return whole;
    }
    Vector half = ops.allocate(all.at(parity), precision);
    ops.restrict(whole, half);
    whole.close();
    return half;
  }

  private double[] normal(Shape shape, int which) {
    Vector v = reference.allocate(shape);
    reference.gaussian(1, new RandomStream(1, 0, which).key(Purpose.MOMENTUM, 0, 0), v);
    double[] out = host(v);
    v.close();
    return out;
  }

  private static Vector load(FieldOps ops, Shape shape, Precision precision, double[] host) {
    Vector out = ops.allocate(shape, precision);
    ops.load(host, 0, out);
    return out;
  }

  /** The numbers of vectors on the host, one after the other. */
  static double[] numbers(FieldOps ops, Vector... vectors) {
    int volume = ops.lattice().volume();
    int size = 0;
    for (Vector v : vectors) {
      size += volume * v.shape().reals();
    }
    double[] out = new double[size];
    int offset = 0;
    for (Vector v : vectors) {
      ops.store(v, out, offset);
      offset += volume * v.shape().reals();
    }
    return out;
  }
}

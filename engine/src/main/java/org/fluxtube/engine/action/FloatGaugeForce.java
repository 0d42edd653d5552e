package org.fluxtube.engine.action;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Vector;

/** The force of plaquettes and rectangles from links rounded to single precision. */
final class FloatGaugeForce implements AutoCloseable {
  private final FieldOps ops;
  private Vector[] links;
  private Vector[] force;

  /** Allocates nothing yet. */
  FloatGaugeForce(FieldOps ops) {
    this.ops = ops;
  }

  /** As {@link FieldOps#gaugeForce}, with u and out in double precision. */
  void of(GaugeField u, double coefficient, double c0, double c1, Momentum out) {
    if (links == null) {
      links = like(u.vectors());
      force = like(out.vectors());
    }
    for (int mu = 0; mu < links.length; mu++) {
      ops.convert(u.link(mu), links[mu]);
    }
    ops.gaugeForce(links, coefficient, c0, c1, force);
    for (int mu = 0; mu < links.length; mu++) {
      ops.convert(force[mu], out.vector(mu));
    }
  }

  private Vector[] like(Vector[] vectors) {
    Vector[] all = new Vector[vectors.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = ops.allocate(vectors[i].shape(), Precision.FLOAT);
    }
    return all;
  }

  @Override
  public void close() {
    if (links != null) {
      for (int mu = 0; mu < links.length; mu++) {
        links[mu].close();
        force[mu].close();
      }
      links = null;
    }
  }
}

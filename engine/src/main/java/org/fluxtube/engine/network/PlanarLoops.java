package org.fluxtube.engine.network;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * Staples of plaquettes and 2 x 1 rectangles with a weight for each direction of the link and
 * partner of its plane, and their derivative.
 */
final class PlanarLoops {
  private final FieldOps ops;
  private final LoopSides sides;
  private final int dimensions;
  private final Shape shape;

  PlanarLoops(FieldOps ops, Shape shape) {
    this.ops = ops;
    this.sides = new LoopSides(ops);
    this.dimensions = ops.lattice().dimensions();
    this.shape = shape;
  }

  /**
   * out_mu(x) = sum_nu [plaquette_mu,nu times the two plaquette staples in the plane (mu, nu) +
   * rectangle_mu,nu times the six rectangle staples]; Re tr[U_mu out_mu] sums the loops.
   *
   * @param out overwritten
   */
  void staples(Vector[] u, double[][] plaquette, double[][] rectangle, Vector[] out) {
    double c0 = plaquette[0][1];
    double c1 = rectangle[0][1];
    if (uniform(plaquette) && uniform(rectangle) && c0 != 0) {
      for (int mu = 0; mu < dimensions; mu++) {
        ops.staple(u, mu, c0, c1, out[mu]);
      }
      return;
    }
    for (int mu = 0; mu < dimensions; mu++) {
      ops.constant(0, out[mu]);
    }
    for (int mu = 0; mu < dimensions; mu++) {
      for (int nu = 0; nu < dimensions; nu++) {
        if (mu < nu && (plaquette[mu][nu] != 0 || plaquette[nu][mu] != 0)) {
          plaquettes(u, mu, nu, plaquette[mu][nu], plaquette[nu][mu], out);
        }
        if (mu != nu && (rectangle[mu][nu] != 0 || rectangle[nu][mu] != 0)) {
          rectangles(u, mu, nu, rectangle[mu][nu], rectangle[nu][mu], out);
        }
      }
    }
  }

  private boolean uniform(double[][] weights) {
    for (int mu = 0; mu < dimensions; mu++) {
      for (int nu = 0; nu < dimensions; nu++) {
        if (mu != nu && weights[mu][nu] != weights[0][1]) {
          return false;
        }
      }
    }
    return true;
  }

  private void plaquettes(Vector[] u, int mu, int nu, double wMu, double wNu, Vector[] out) {
    try (Borrowed work = new Borrowed(ops, shape, 4)) {
      Vector b = work.vector(0);
      Vector c = work.vector(1);
      Vector outB = work.vector(2);
      Vector outC = work.vector(3);
      ops.shift(u[nu], mu, 1, b);
      ops.shift(u[mu], nu, 1, c);
      sides.staples(
          new LoopSides.Sides(u[mu], b, c, u[nu]),
          wMu,
          wNu,
          new LoopSides.Sides(out[mu], outB, outC, out[nu]));
      if (wNu != 0) {
        back(outB, mu, b, out[nu]);
      }
      if (wMu != 0) {
        back(outC, nu, c, out[mu]);
      }
    }
  }

  /** out(x + mu) += x(x). */
  private void back(Vector x, int mu, Vector work, Vector out) {
    ops.shift(x, mu, -1, work);
    ops.axpy(1, work, out);
  }

  /** Two steps in mu, one in nu: a plaquette with the double link as two of its sides. */
  private void rectangles(Vector[] u, int mu, int nu, double wMu, double wNu, Vector[] out) {
    try (Borrowed work = new Borrowed(ops, shape, 8)) {
      Vector next = work.vector(0);
      Vector line = work.vector(1);
      Vector b = work.vector(2);
      Vector c = work.vector(3);
      Vector outLine = work.vector(4);
      Vector outB = work.vector(5);
      Vector outC = work.vector(6);
      Vector t = work.vector(7);
      ops.shift(u[mu], mu, 1, next);
      ops.multiply(1, u[mu], false, next, false, 0, line);
      ops.shift(u[nu], mu, 1, t);
      ops.shift(t, mu, 1, b);
      ops.shift(line, nu, 1, c);
      ops.constant(0, outLine);
      sides.staples(
          new LoopSides.Sides(line, b, c, u[nu]),
          wMu,
          wNu,
          new LoopSides.Sides(outLine, outB, outC, out[nu]));
      if (wNu != 0) {
        ops.shift(outB, mu, -1, t);
        back(t, mu, b, out[nu]);
      }
      if (wMu != 0) {
        back(outC, nu, c, outLine);
        ops.multiply(1, next, false, outLine, false, 1, out[mu]);
        ops.multiply(1, outLine, false, u[mu], false, 0, t);
        back(t, mu, c, out[mu]);
      }
    }
  }

  /**
   * The adjoint: sum_mu Re tr[y_mu dA_mu(u)] = sum_mu Re tr[out_mu dU_mu] with A the {@link
   * #staples}.
   *
   * @param out added to
   */
  void addDerivative(
      Vector[] u, Vector[] y, double[][] plaquette, double[][] rectangle, Vector[] out) {
    if (uniform(plaquette) && plaquette[0][1] != 0) {
      // one scaling is cheaper than a factor in each product
      try (Borrowed work = new Borrowed(ops, shape, dimensions)) {
        Vector[] scaled = work.vectors();
        for (int mu = 0; mu < dimensions; mu++) {
          ops.axpby(plaquette[0][1], y[mu], 0, scaled[mu]);
        }
        for (int mu = 0; mu < dimensions; mu++) {
          for (int nu = mu + 1; nu < dimensions; nu++) {
            plaquetteDerivative(u, scaled, mu, nu, 1, 1, out);
          }
        }
      }
      addDerivative(u, y, new double[dimensions][dimensions], rectangle, out);
      return;
    }
    for (int mu = 0; mu < dimensions; mu++) {
      for (int nu = 0; nu < dimensions; nu++) {
        if (mu < nu && (plaquette[mu][nu] != 0 || plaquette[nu][mu] != 0)) {
          plaquetteDerivative(u, y, mu, nu, plaquette[mu][nu], plaquette[nu][mu], out);
        }
        if (mu != nu && (rectangle[mu][nu] != 0 || rectangle[nu][mu] != 0)) {
          rectangleDerivative(u, y, mu, nu, rectangle[mu][nu], rectangle[nu][mu], out);
        }
      }
    }
  }

  private void plaquetteDerivative(
      Vector[] u, Vector[] y, int mu, int nu, double wMu, double wNu, Vector[] out) {
    try (Borrowed work = new Borrowed(ops, shape, 6)) {
      Vector b = work.vector(0);
      Vector c = work.vector(1);
      Vector yb = work.vector(2);
      Vector yc = work.vector(3);
      Vector outB = work.vector(4);
      Vector outC = work.vector(5);
      ops.shift(u[nu], mu, 1, b);
      ops.shift(u[mu], nu, 1, c);
      ops.shift(y[nu], mu, 1, yb);
      ops.shift(y[mu], nu, 1, yc);
      sides.derivatives(
          new LoopSides.Sides(u[mu], b, c, u[nu]),
          new LoopSides.Sides(y[mu], yb, yc, y[nu]),
          wMu,
          wNu,
          new LoopSides.Sides(out[mu], outB, outC, out[nu]));
      back(outB, mu, b, out[nu]);
      back(outC, nu, c, out[mu]);
    }
  }

  private void rectangleDerivative(
      Vector[] u, Vector[] y, int mu, int nu, double wMu, double wNu, Vector[] out) {
    try (Borrowed work = new Borrowed(ops, shape, 13)) {
      Vector next = work.vector(0);
      Vector yNext = work.vector(1);
      Vector line = work.vector(2);
      Vector yLine = work.vector(3);
      Vector b = work.vector(4);
      Vector c = work.vector(5);
      Vector yb = work.vector(6);
      Vector yc = work.vector(7);
      Vector staple = work.vector(8);
      Vector outLine = work.vector(9);
      Vector outB = work.vector(10);
      Vector outC = work.vector(11);
      Vector t = work.vector(12);
      ops.shift(u[mu], mu, 1, next);
      ops.shift(y[mu], mu, 1, yNext);
      ops.multiply(1, u[mu], false, next, false, 0, line);
      ops.multiply(1, y[mu], false, next, false, 0, yLine);
      ops.multiply(1, u[mu], false, yNext, false, 1, yLine);
      ops.shift(u[nu], mu, 1, t);
      ops.shift(t, mu, 1, b);
      ops.shift(y[nu], mu, 1, t);
      ops.shift(t, mu, 1, yb);
      ops.shift(line, nu, 1, c);
      ops.shift(yLine, nu, 1, yc);
      LoopSides.Sides l = new LoopSides.Sides(line, b, c, u[nu]);
      // the double link moves with both of its links: its staple appears beside their directions
      ops.constant(0, staple);
      sides.staples(l, wMu, 0, new LoopSides.Sides(staple, null, outC, null));
      if (wMu != 0) {
        back(outC, nu, t, staple);
      }
      ops.constant(0, outLine);
      sides.derivatives(
          l,
          new LoopSides.Sides(yLine, yb, yc, y[nu]),
          wMu,
          wNu,
          new LoopSides.Sides(outLine, outB, outC, out[nu]));
      ops.shift(outB, mu, -1, t);
      back(t, mu, b, out[nu]);
      back(outC, nu, t, outLine);
      ops.multiply(1, next, false, outLine, false, 1, out[mu]);
      ops.multiply(1, yNext, false, staple, false, 1, out[mu]);
      ops.multiply(1, outLine, false, u[mu], false, 0, t);
      ops.multiply(1, staple, false, y[mu], false, 1, t);
      back(t, mu, c, out[mu]);
    }
  }
}

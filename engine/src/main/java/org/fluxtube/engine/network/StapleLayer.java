package org.fluxtube.engine.network;

import java.util.Arrays;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * The layer of {@link Covariant}. With A the staples from x + mu back to x, as in {@link
 * FieldOps#staple}, and M = sum rho U A: Q = -(traceless anti-Hermitian part of M) = w^a T^a, w^a =
 * n Re tr(T^a M), n = -1/tr(T^a T^a). M = P + R, P the plaquettes, R the rectangles and lines.
 *
 * <p>Backward, with f the force at V = exp(w) U: h = (1 - e^-ad)/ad f is -dS/dw, and at fixed w the
 * force at U is e^-ad f = f - [w, h]. The rest is -dS = n Re tr[h dM], h = h^a T^a. The part of P
 * is {@link FieldOps#plaquetteDerivatives}. For R the link in front of A gives n Re tr[T^a R h],
 * the links in A the adjoint of the staples at y = n h U.
 */
final class StapleLayer implements Layer {
  private final FieldOps ops;
  private final int dimensions;
  private final Shape matrix;
  private final PlanarLoops loops;
  private final PolyakovLines lines;
  private final int plaquettes;
  private final int rectangles;
  private final int polyakov;
  private final double norm;
  private final Momentum w;
  private final Momentum h;
  private final GaugeField m;
  private final GaugeField line;

  StapleLayer(GaugeField like, int plaquettes, int rectangles, int polyakov) {
    this.ops = like.ops();
    this.dimensions = ops.lattice().dimensions();
    this.matrix = like.link(0).shape();
    this.loops = new PlanarLoops(ops, matrix);
    this.lines = new PolyakovLines(ops, matrix);
    this.plaquettes = plaquettes;
    this.rectangles = rectangles;
    this.polyakov = polyakov;
    this.norm = norm(like);
    this.w = like.newMomentum();
    this.h = like.newMomentum();
    this.m = rectangles + polyakov > 0 ? like.allocateLike() : null;
    this.line = polyakov > 0 ? like.allocateLike() : null;
  }

  /** -1/tr(T^a T^a): 2, and 1 for U(1). */
  static double norm(GaugeField like) {
    return like.group().abelian() ? 1 : 2;
  }

  @Override
  public int weights() {
    return plaquettes + rectangles + polyakov;
  }

  private double[] part(double[] rho, int from, int count) {
    return Arrays.copyOfRange(rho, from, from + count);
  }

  /** Times the norm, since projections of the plaquettes are taken at once. */
  private double[][] plaquetteWeights(double[] rho) {
    double[][] weights = WeightClasses.planes(dimensions, part(rho, 0, plaquettes));
    for (double[] row : weights) {
      for (int nu = 0; nu < row.length; nu++) {
        row[nu] *= norm;
      }
    }
    return weights;
  }

  private double[][] rectangleWeights(double[] rho) {
    return WeightClasses.planes(dimensions, part(rho, plaquettes, rectangles));
  }

  private double[] lineWeights(double[] rho) {
    return WeightClasses.lines(dimensions, part(rho, plaquettes + rectangles, polyakov));
  }

  @Override
  public void forward(double[] rho, GaugeField u, GaugeField v) {
    for (int mu = 0; mu < dimensions && polyakov > 0; mu++) {
      lines.line(u.link(mu), mu, line.link(mu));
    }
    coordinates(rho, u, m, w);
    for (int mu = 0; mu < dimensions; mu++) {
      ops.copy(u.link(mu), v.link(mu));
      ops.exponentiate(1, w.vector(mu), v.link(mu));
    }
  }

  /** The coordinates w; the lines are known. The rest R of M goes to {@code rest}. */
  private void coordinates(double[] rho, GaugeField u, GaugeField rest, Momentum out) {
    ops.plaquetteProjections(u.vectors(), plaquetteWeights(rho), out.vectors());
    if (rest == null) {
      return;
    }
    double[] straight = lineWeights(rho);
    try (Borrowed work = new Borrowed(ops, matrix, dimensions)) {
      Vector[] a = work.vectors();
      loops.staples(u.vectors(), new double[dimensions][dimensions], rectangleWeights(rho), a);
      for (int mu = 0; mu < dimensions; mu++) {
        ops.multiply(1, u.link(mu), false, a[mu], false, 0, rest.link(mu));
        if (straight[mu] != 0) {
          ops.axpy(straight[mu], line.link(mu), rest.link(mu));
        }
        ops.project(norm, rest.link(mu), 1, out.vector(mu));
      }
    }
  }

  @Override
  public void backward(double[] rho, GaugeField u, Momentum force, double[] gradient) {
    for (int mu = 0; mu < dimensions; mu++) {
      ops.exponentialDerivative(1, 1, w.vector(mu), force.vector(mu), 0, h.vector(mu));
    }
    if (gradient != null) {
      addGradient(u, gradient);
    }
    for (int mu = 0; mu < dimensions; mu++) {
      ops.commutator(-1, w.vector(mu), h.vector(mu), 1, force.vector(mu));
    }
    ops.plaquetteDerivatives(u.vectors(), plaquetteWeights(rho), h.vectors(), force.vectors());
    if (m != null) {
      addRest(rho, u, force);
    }
  }

  /** What comes from R: its links in front, then the others. */
  private void addRest(double[] rho, GaugeField u, Momentum force) {
    double[] straight = lineWeights(rho);
    try (Borrowed work = new Borrowed(ops, matrix, 2 * dimensions + 2)) {
      Vector[] all = work.vectors();
      Vector[] y = Arrays.copyOfRange(all, 0, dimensions);
      Vector[] adjoint = Arrays.copyOfRange(all, dimensions, 2 * dimensions);
      Vector element = all[2 * dimensions];
      Vector t = all[2 * dimensions + 1];
      for (int mu = 0; mu < dimensions; mu++) {
        Vector f = force.vector(mu);
        ops.element(norm, h.vector(mu), 0, element);
        ops.multiply(1, element, false, u.link(mu), false, 0, y[mu]);
        ops.multiply(1, m.link(mu), false, element, false, 0, t);
        ops.project(1, t, 1, f);
        if (straight[mu] != 0) {
          lines.gather(u.link(mu), mu, element, t);
          ops.multiply(1, t, false, line.link(mu), false, 0, element);
          ops.project(straight[mu], element, 1, f);
        }
        ops.constant(0, adjoint[mu]);
      }
      if (rectangles > 0) {
        loops.addDerivative(
            u.vectors(), y, new double[dimensions][dimensions], rectangleWeights(rho), adjoint);
        for (int mu = 0; mu < dimensions; mu++) {
          ops.multiply(1, u.link(mu), false, adjoint[mu], false, 0, t);
          ops.project(1, t, 1, force.vector(mu));
        }
      }
    }
  }

  /** dS/drho_k = -h.dw/drho_k, dw/drho_k the coordinates at rho = (0, .., 1, .., 0). */
  private void addGradient(GaugeField u, double[] gradient) {
    try (Momentum part = h.allocateLike();
        GaugeField rest = m == null ? null : u.allocateLike()) {
      for (int k = 0; k < gradient.length; k++) {
        double[] one = new double[gradient.length];
        one[k] = 1;
        coordinates(one, u, rest, part);
        gradient[k] -= h.dot(part);
      }
    }
  }

  @Override
  public void close() {
    w.close();
    h.close();
    for (GaugeField field : new GaugeField[] {m, line}) {
      if (field != null) {
        field.close();
      }
    }
  }
}

package org.fluxtube.engine.network;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * The layer of {@link DenseCovariant}: M = sum_k rho_k(x) M_k, M_k = U A_k the loops of kind k, V =
 * exp(w) U, w^a = n Re tr(T^a M), as in {@link StapleLayer}.
 *
 * <p>Backward, with h^a = -dS/dw^a and h = h^a T^a: -dS = n Re tr[h dM] and dM = sum_k (rho_k dM_k
 * + drho_k M_k). So s_k = n Re tr[h M_k] is -dS/drho_k, the network turns it into g_k = -dS/df_k,
 * and with f_k = c_k Re tr M_k all is -dS = sum_k Re tr[E_k dM_k] with the matrix E_k = rho_k n h +
 * g_k c_k at each link: the adjoint of the staples with y_k = E_k U, as for constant coefficients.
 */
final class DenseLayer implements Layer {
  private final FieldOps ops;
  private final int dimensions;
  private final Shape matrix;
  private final PlanarLoops planar;
  private final PolyakovLines lines;
  private final List<DenseCovariant.Loop> loops;
  private final boolean temporal;
  private final int size;
  private final double norm;
  private final double[] inputScale;
  private final double[][] all;
  private final double[][] none;
  private final DenseCoefficients[] networks;
  private final GaugeField[] parts;
  private final GaugeField m;
  private final Momentum w;
  private final Momentum h;

  DenseLayer(GaugeField like, DenseCovariant spec) {
    this.ops = like.ops();
    this.dimensions = ops.lattice().dimensions();
    this.matrix = like.link(0).shape();
    this.planar = new PlanarLoops(ops, matrix);
    this.lines = new PolyakovLines(ops, matrix);
    this.loops = spec.loops();
    this.temporal = spec.temporal();
    this.size = DenseCovariant.size(loops.size(), spec.hidden());
    this.norm = StapleLayer.norm(like);
    this.inputScale =
        loops.stream().mapToDouble(k -> 1.0 / (like.group().n() * k.count(dimensions))).toArray();
    this.all = WeightClasses.planes(dimensions, new double[] {1});
    this.none = WeightClasses.planes(dimensions, new double[] {0});
    this.networks = new DenseCoefficients[dimensions];
    Arrays.setAll(networks, mu -> new DenseCoefficients(ops, loops.size(), spec.hidden()));
    this.parts = new GaugeField[loops.size()];
    Arrays.setAll(parts, k -> like.allocateLike());
    this.m = like.allocateLike();
    this.w = like.newMomentum();
    this.h = like.newMomentum();
  }

  @Override
  public int weights() {
    return (temporal ? 2 : 1) * size;
  }

  /** Where the weights of the network of a direction begin. */
  private int from(int mu) {
    return temporal && mu == dimensions - 1 ? size : 0;
  }

  @Override
  public void forward(double[] theta, GaugeField u, GaugeField v) {
    for (int k = 0; k < parts.length; k++) {
      sums(loops.get(k), u, parts[k]);
    }
    for (int mu = 0; mu < dimensions; mu++) {
      DenseCoefficients network = networks[mu];
      for (int k = 0; k < parts.length; k++) {
        ops.realTrace(inputScale[k], parts[k].link(mu), 0, network.input(k));
      }
      network.forward(theta, from(mu));
      for (int k = 0; k < parts.length; k++) {
        ops.weigh(1, network.coefficient(k), parts[k].link(mu), k == 0 ? 0 : 1, m.link(mu));
      }
      ops.project(norm, m.link(mu), 0, w.vector(mu));
      ops.copy(u.link(mu), v.link(mu));
      ops.exponentiate(1, w.vector(mu), v.link(mu));
    }
  }

  /** out = M_k = U A_k. */
  private void sums(DenseCovariant.Loop kind, GaugeField u, GaugeField out) {
    if (kind == DenseCovariant.Loop.POLYAKOV) {
      for (int mu = 0; mu < dimensions; mu++) {
        lines.line(u.link(mu), mu, out.link(mu));
      }
      return;
    }
    try (Borrowed work = new Borrowed(ops, matrix, dimensions)) {
      Vector[] a = work.vectors();
      planar.staples(u.vectors(), plaquettes(kind), rectangles(kind), a);
      for (int mu = 0; mu < dimensions; mu++) {
        ops.multiply(1, u.link(mu), false, a[mu], false, 0, out.link(mu));
      }
    }
  }

  private double[][] plaquettes(DenseCovariant.Loop kind) {
    return kind == DenseCovariant.Loop.PLAQUETTE ? all : none;
  }

  private double[][] rectangles(DenseCovariant.Loop kind) {
    return kind == DenseCovariant.Loop.RECTANGLE ? all : none;
  }

  @Override
  public void backward(double[] theta, GaugeField u, Momentum force, double[] gradient) {
    int kinds = parts.length;
    try (Borrowed work = new Borrowed(ops, matrix, (kinds + 1) * dimensions + 3);
        Borrowed reals = new Borrowed(ops, new Shape.Real(1), 2 * kinds);
        Borrowed coordinates = new Borrowed(ops, h.vector(0).shape(), 1)) {
      Vector[] matrices = work.vectors();
      Vector[] adjoint = Arrays.copyOfRange(matrices, kinds * dimensions, (kinds + 1) * dimensions);
      Vector element = matrices[matrices.length - 1];
      Vector e = matrices[matrices.length - 2];
      Vector t = matrices[matrices.length - 3];
      Vector[] slopes = Arrays.copyOfRange(reals.vectors(), 0, kinds);
      Vector[] toInputs = Arrays.copyOfRange(reals.vectors(), kinds, 2 * kinds);
      for (int mu = 0; mu < dimensions; mu++) {
        Vector f = force.vector(mu);
        ops.exponentialDerivative(1, 1, w.vector(mu), f, 0, h.vector(mu));
        for (int k = 0; k < kinds; k++) {
          ops.project(norm, parts[k].link(mu), 0, coordinates.vector(0));
          ops.inner(1, h.vector(mu), coordinates.vector(0), 0, slopes[k]);
        }
        networks[mu].backward(theta, from(mu), slopes, toInputs, gradient);
        ops.element(norm, h.vector(mu), 0, element);
        // n Re tr[T^a M h] and -[w, h] together, as in StapleLayer
        ops.multiply(1, m.link(mu), true, element, false, 0, t);
        ops.project(1, t, 1, f);
        for (int k = 0; k < kinds; k++) {
          ops.weigh(inputScale[k], toInputs[k], parts[k].link(mu), 0, t);
          ops.project(1, t, 1, f);
          // E_k = rho_k n h + g_k c_k
          ops.constant(inputScale[k], t);
          ops.weigh(1, networks[mu].coefficient(k), element, 0, e);
          ops.weigh(1, toInputs[k], t, 1, e);
          if (loops.get(k) == DenseCovariant.Loop.POLYAKOV) {
            lines.gather(u.link(mu), mu, e, t);
            ops.multiply(1, t, false, parts[k].link(mu), false, 0, e);
            ops.project(1, e, 1, f);
          } else {
            ops.multiply(1, e, false, u.link(mu), false, 0, matrices[k * dimensions + mu]);
          }
        }
        ops.constant(0, adjoint[mu]);
      }
      for (int k = 0; k < kinds; k++) {
        DenseCovariant.Loop kind = loops.get(k);
        if (kind != DenseCovariant.Loop.POLYAKOV) {
          Vector[] y = Arrays.copyOfRange(matrices, k * dimensions, (k + 1) * dimensions);
          planar.addDerivative(u.vectors(), y, plaquettes(kind), rectangles(kind), adjoint);
        }
      }
      for (int mu = 0; mu < dimensions; mu++) {
        ops.multiply(1, u.link(mu), false, adjoint[mu], false, 0, t);
        ops.project(1, t, 1, force.vector(mu));
      }
    }
  }

  @Override
  public void close() {
    w.close();
    h.close();
    m.close();
    Arrays.stream(parts).forEach(GaugeField::close);
    Arrays.stream(networks).forEach(DenseCoefficients::close);
  }
}

package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Shape;

/** Operations on the matrices of one site, block by block; one object for each worker. */
final class LinkLoops {
  private static final int W = Lanes.COUNT;
  private static final int O = Lanes.ORIGIN;
  private final Layout layout;
  private final Moves moves;
  private final Matrices[] matrices = new Matrices[Group.LARGEST_N + 1];
  private final GaugeLoops[] loops = new GaugeLoops[Group.LARGEST_N + 1];
  private final RectangleLoops[] rectangles = new RectangleLoops[Group.LARGEST_N + 1];
  private final PlaquetteDerivatives[] derivatives = new PlaquetteDerivatives[Group.LARGEST_N + 1];
  private double[] product = Lanes.array(0);
  private double[] turned = Lanes.array(0);

  LinkLoops(Layout layout, Moves moves) {
    this.layout = layout;
    this.moves = moves;
  }

  /** Loops of n x n links. */
  GaugeLoops loops(int n) {
    Matrices m = matrices(n);
    if (loops[n] == null) {
      loops[n] = new GaugeLoops(layout, moves, n, m);
    }
    return loops[n];
  }

  /** Rectangles of n x n links. */
  RectangleLoops rectangles(int n) {
    GaugeLoops plaquettes = loops(n);
    if (rectangles[n] == null) {
      rectangles[n] = new RectangleLoops(layout, moves, n, matrices(n), plaquettes);
    }
    return rectangles[n];
  }

  /** Derivatives of plaquettes of n x n links. */
  PlaquetteDerivatives derivatives(int n) {
    Matrices m = matrices(n);
    if (derivatives[n] == null) {
      derivatives[n] = new PlaquetteDerivatives(layout, moves, n, m);
    }
    return derivatives[n];
  }

  private Matrices matrices(SimdVector m) {
    return matrices(((Shape.Matrix) m.shape()).n());
  }

  /** Products of n x n matrices. */
  Matrices matrices(int n) {
    int checked = new Group(n).n();
    if (matrices[checked] == null) {
      matrices[checked] = Matrices.of(n, layout.lanes());
    }
    return matrices[checked];
  }

  void multiply(
      double alpha,
      SimdVector a,
      boolean adjointA,
      SimdVector b,
      boolean adjointB,
      double beta,
      SimdVector out,
      int from,
      int to) {
    int size = a.block();
    product = product.length < O + size ? Lanes.array(size) : product;
    double[] o = out.data();
    boolean plain = alpha == 1 && beta == 0;
    for (int at = Lanes.start(from, size); at < Lanes.start(to, size); at += size) {
      product(a, adjointA, b, adjointB, at, plain ? o : product, plain ? at : O);
      if (!plain) {
        combine(alpha, product, O, beta, o, at, size);
      }
    }
  }

  private void product(
      SimdVector a, boolean adjointA, SimdVector b, boolean adjointB, int at, double[] c, int co) {
    Matrices m = matrices(a);
    if (!adjointA && !adjointB) {
      m.nn(a.data(), at, b.data(), at, c, co);
    } else if (!adjointA) {
      m.nd(a.data(), at, b.data(), at, c, co);
    } else if (!adjointB) {
      m.dn(a.data(), at, b.data(), at, c, co);
    } else {
      turned = turned.length < O + a.block() ? Lanes.array(a.block()) : turned;
      m.nn(b.data(), at, a.data(), at, turned, O);
      Matrices.adjoint(((Shape.Matrix) a.shape()).n(), layout.lanes(), turned, O, c, co);
    }
  }

  /** y = alpha x + beta y, where beta = 0 discards whatever y is; count a multiple of the lanes. */
  static void combine(
      double alpha, double[] x, int xo, double beta, double[] y, int yo, int count) {
    DoubleVector a = all(alpha);
    DoubleVector b = all(beta);
    if (beta == 0) {
      for (int i = 0; i < count; i += W) {
        a.mul(load(x, xo + i)).intoArray(y, yo + i);
      }
    } else if (beta == 1) {
      for (int i = 0; i < count; i += W) {
        a.fma(load(x, xo + i), load(y, yo + i)).intoArray(y, yo + i);
      }
    } else {
      for (int i = 0; i < count; i += W) {
        a.fma(load(x, xo + i), b.mul(load(y, yo + i))).intoArray(y, yo + i);
      }
    }
  }

  /** y = beta y, where beta = 0 discards whatever y is; count a multiple of the lanes. */
  static void scale(double beta, double[] y, int yo, int count) {
    DoubleVector b = all(beta);
    for (int i = yo; i < yo + count; i += W) {
      (beta == 0 ? b : b.mul(load(y, i))).intoArray(y, i);
    }
  }

  void project(double alpha, SimdVector m, double beta, SimdVector out, int from, int to) {
    Matrices kernels = matrices(m);
    int width = out.block();
    product = product.length < O + width ? Lanes.array(width) : product;
    for (int b = from; b < to; b++) {
      if (beta == 0) {
        kernels.project(alpha, m.data(), m.start(b), out.data(), out.start(b));
      } else {
        kernels.project(alpha, m.data(), m.start(b), product, O);
        combine(1, product, O, beta, out.data(), out.start(b), width);
      }
    }
  }

  void exponentiate(double eps, SimdVector p, SimdVector u, int from, int to) {
    Matrices kernels = matrices(u);
    for (int b = from; b < to; b++) {
      kernels.exponentiate(eps, p.data(), p.start(b), u.data(), u.start(b));
    }
  }

  /** Elements of the algebra, out = alpha p^a T^a + beta out. */
  void element(double alpha, SimdVector p, double beta, SimdVector out, int from, int to) {
    int n = ((Shape.Matrix) out.shape()).n();
    int size = out.block();
    product = product.length < O + size ? Lanes.array(size) : product;
    for (int b = from; b < to; b++) {
      Matrices.element(n, alpha, p.data(), p.start(b), product, O);
      combine(1, product, O, beta, out.data(), out.start(b), size);
    }
  }

  /** {@link Matrices2#derivative} at all sites. */
  void derivative(
      double alpha,
      double eps,
      SimdVector w,
      SimdVector g,
      double beta,
      SimdVector out,
      int from,
      int to) {
    Matrices2 two = (Matrices2) matrices(2);
    for (int at = w.start(from); at < w.start(to); at += w.block()) {
      two.derivative(alpha, eps, w.data(), g.data(), at, beta, out.data());
    }
  }

  /** {@link Su3Algebra#derivative} at all sites. */
  void derivative(
      double alpha,
      double eps,
      SimdVector w,
      SimdVector g,
      int terms,
      double beta,
      SimdVector out,
      int from,
      int to) {
    Matrices3 three = (Matrices3) matrices(3);
    for (int at = w.start(from); at < w.start(to); at += w.block()) {
      three.derivative(alpha, eps, w.data(), g.data(), at, terms, beta, out.data());
    }
  }

  /** out = alpha [x, y] + beta out in coordinates of n x n matrices. */
  void commutator(
      int n,
      double alpha,
      SimdVector x,
      SimdVector y,
      double beta,
      SimdVector out,
      int from,
      int to) {
    Matrices kernels = matrices(n);
    for (int at = x.start(from); at < x.start(to); at += x.block()) {
      if (beta != 1) {
        scale(beta, out.data(), at, x.block());
      }
      kernels.addBracket(alpha, x.data(), at, y.data(), at, out.data(), at);
    }
  }

  void reunitarise(SimdVector u, int from, int to) {
    Matrices kernels = matrices(u);
    for (int b = from; b < to; b++) {
      kernels.reunitarise(u.data(), u.start(b));
    }
  }
}

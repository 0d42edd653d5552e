package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/**
 * The operations that a backend offers on the vectors of one lattice.
 *
 * <p>The abstract methods are the <em>primitives</em>, which every backend implements. The default
 * methods are <em>fused operations</em>: written here in terms of primitives, overridden where a
 * backend is faster. An override must give the numbers of the default up to rounding.
 *
 * <p>One object serves one thread (one chain, one measurement). Vectors of different objects never
 * mix. "out" is overwritten and must be none of the other arguments unless a method says otherwise;
 * all other vectors are unchanged. Sums run in a fixed order, so that equal inputs give equal bits,
 * for any number of threads.
 *
 * <p>All vector arguments of an operation have one {@link Precision}, but for {@link #convert};
 * mixing is an IllegalArgumentException. Scalar arguments, sums and scalar products are double.
 */
public interface FieldOps extends AutoCloseable {

  /** Name of the backend, for example {@code reference}. */
  String backend();

  /** The lattice of all vectors. */
  Lattice lattice();

  // ------------------------------------------------------------------ primitives: memory

  /** A new vector of zeros in double precision, owned by the caller. */
  default Vector allocate(Shape shape) {
    return allocate(shape, Precision.DOUBLE);
  }

  /**
   * A new vector of zeros, owned by the caller.
   *
   * @throws UnsupportedOperationException if {@link #supports} says no
   */
  Vector allocate(Shape shape, Precision precision);

  /** Whether vectors of this precision can be allocated; DOUBLE always. */
  boolean supports(Precision precision);

  /** out = x, rounded to the precision of out; shapes equal, precisions may differ. */
  void convert(Vector x, Vector out);

  /** out = host numbers, host order {@code [site][component]}, from {@code offset} on. */
  void load(double[] host, int offset, Vector out);

  /** Writes x to the host numbers from {@code offset} on, host order {@code [site][component]}. */
  void store(Vector x, double[] host, int offset);

  /** out = x. */
  void copy(Vector x, Vector out);

  /** out(s) = x(s) at the sites of {@code sites}; elsewhere out is unchanged. */
  void copyAt(SiteSet sites, Vector x, Vector out);

  // ------------------------------------------------------------------ primitives: linear algebra

  /** out = value: each component of a real vector, value times the unit matrix of a matrix. */
  void constant(double value, Vector out);

  /** y = alpha x + beta y, shapes equal; x may be y. */
  void axpby(double alpha, Vector x, double beta, Vector y);

  /** out(s) = x(s + mu) for {@code steps} = 1, x(s - mu) for {@code steps} = -1. */
  void shift(Vector x, int mu, int steps, Vector out);

  /**
   * Matrix multiply-add, out(s) = alpha A(s) B(s) + beta out(s), where A and B are a and b or,
   * where {@code adjointA}, {@code adjointB} say so, their Hermitian conjugates.
   */
  void multiply(
      double alpha,
      Vector a,
      boolean adjointA,
      Vector b,
      boolean adjointB,
      double beta,
      Vector out);

  /** out(s) = alpha Re tr m(s) + beta out(s); out has one real a site. */
  void realTrace(double alpha, Vector m, double beta, Vector out);

  /** out(s) = alpha Im tr m(s) + beta out(s); out has one real a site. */
  void imaginaryTrace(double alpha, Vector m, double beta, Vector out);

  /** out(s) = phase of tr m(s) in (-pi, pi]; out has one real a site. */
  void phase(Vector m, Vector out);

  /** out(s) = alpha sum_c x_c(s) y_c(s) + beta out(s); out has one real a site. */
  void inner(double alpha, Vector x, Vector y, double beta, Vector out);

  /** out(s) = alpha w(s) x(s) + beta out(s) with one real w a site; out and x of one shape. */
  void weigh(double alpha, Vector w, Vector x, double beta, Vector out);

  // ------------------------------------------------------------------ primitives: manifolds

  /**
   * Projection on the algebra, out^a(s) = alpha Re tr[T^a m(s)] + beta out^a(s), with the
   * generators of {@link Generators}. For U = exp(w^a T^a) U_0 and S = Re tr(U A): dS/dw^a = Re
   * tr(T^a U A).
   */
  void project(double alpha, Vector m, double beta, Vector out);

  /** u(s) = exp(eps p^a(s) T^a) u(s), exact to rounding; p unchanged. */
  void exponentiate(double eps, Vector p, Vector u);

  /**
   * The algebra element, out(s) = alpha p^a(s) T^a + beta out(s): a matrix from coordinates. The
   * default goes through the host.
   */
  default void element(double alpha, Vector p, double beta, Vector out) {
    AlgebraSums.element(this, alpha, p, beta, out);
  }

  /**
   * The derivative of the exponential, transposed: with exp[eps (w + d)^b T^b] = exp[j^b(d) T^b]
   * exp[eps w^b T^b],
   *
   * <p>out^a(s) = alpha g^b(s) dj^b/dd^a + beta out^a(s) at d = 0, exact to rounding.
   *
   * <p>So d/dw^a Re tr[exp(eps w^b T^b) M] is this with g^b = Re tr[T^b exp(eps w^c T^c) M], the
   * {@link #project}ion. As a series dj = eps (e^ad - 1)/ad, ad = [eps w^b T^b, .], and ad is
   * antisymmetric: out = alpha eps (1 - e^-ad)/ad g.
   *
   * @param w coordinates at which the exponential is taken
   * @param g gradient with respect to the coordinates j of the left factor
   * @param out may be g
   */
  default void exponentialDerivative(
      double alpha, double eps, Vector w, Vector g, double beta, Vector out) {
    AlgebraSums.exponentialDerivative(this, alpha, eps, w, g, beta, out);
  }

  /**
   * Commutator of algebra elements in coordinates, out^a T^a = alpha [x^b T^b, y^c T^c] + beta
   * out^a T^a at each site.
   *
   * @param out may be neither x nor y
   */
  default void commutator(double alpha, Vector x, Vector y, double beta, Vector out) {
    AlgebraSums.commutator(this, alpha, x, y, beta, out);
  }

  /** Puts u back into U(1) or SU(N): Gram-Schmidt on rows, then the determinant on the last row. */
  void reunitarise(Vector u);

  /**
   * Torque, out^a(s) = alpha g(s).(L_a x(s)) + beta out^a(s) with the rotations L_a of {@link
   * Generators}; for three components out = alpha x cross g + beta out.
   */
  void torque(double alpha, Vector x, Vector g, double beta, Vector out);

  /** x(s) = exp(eps w^a(s) L_a) x(s); for three components the rotation exp(eps w cross). */
  void rotate(double eps, Vector w, Vector x);

  /** x(s) = x(s)/|x(s)|. */
  void normalise(Vector x);

  // ------------------------------------------------------------------ primitives: random, sums

  /** out = independent normal numbers of mean 0 and deviation sigma, drawn in component order. */
  void gaussian(double sigma, StreamKey key, Vector out);

  /** sum_s sum_c x_c(s) y_c(s), in fixed order. */
  double dot(Vector x, Vector y);

  /** sum_s x_c(s) for each component c, in fixed order. */
  double[] sum(Vector x);

  /**
   * Sums over the slices of one direction: result[t * reals + c] = sum of x_c over the sites with
   * coordinate t in direction mu.
   */
  double[] sliceSum(Vector x, int mu);

  // ------------------------------------------------------------------ primitives: local updates

  /**
   * One local update at the given sites, which must not interact with each other: each site's new
   * value depends on the old one, on {@code environment} at that site and on the random numbers of
   * the site alone. Returns the number of accepted changes.
   *
   * @param update what to do; see {@link LocalUpdate} for the meaning of the environment
   * @param sites where
   * @param environment staple sum or neighbour sum
   * @param key randomness
   * @param x overwritten at {@code sites}
   */
  long update(LocalUpdate update, SiteSet sites, Vector environment, StreamKey key, Vector x);

  // ------------------------------------------------------------------ primitives: spinors, spin
  // blocks
  //
  // The defaults go through the host: right everywhere, slow on a device.

  /**
   * out(s) = x(s) at the sites where both exist, 0 at the other sites of out: from one parity to
   * another. Shapes are equal but for the parity.
   */
  default void restrict(Vector x, Vector out) {
    HostSpinors.restrict(this, x, out);
  }

  /** out(s) = alpha M x(s) + beta out(s), M acting on the spin; shapes equal. */
  default void spinMultiply(double alpha, SpinMatrix m, Vector x, double beta, Vector out) {
    HostSpinors.spinMultiply(this, alpha, m, x, beta, out);
  }

  /**
   * out(s) = alpha op(u(s)) x(s) + beta out(s) for each spin component, op the Hermitian conjugate
   * where {@code adjoint} says so; shapes of x and out equal.
   */
  default void colourMultiply(
      double alpha, Vector u, boolean adjoint, Vector x, double beta, Vector out) {
    HostSpinors.colourMultiply(this, alpha, u, adjoint, x, beta, out);
  }

  /**
   * Outer product, out(s)_ij = alpha sum_spin x_i(s) conj(y_j(s)) + beta out(s)_ij; x and y have
   * one shape, out is a matrix vector.
   */
  default void outer(double alpha, Vector x, Vector y, double beta, Vector out) {
    HostSpinors.outer(this, alpha, x, y, beta, out);
  }

  /**
   * out(s) = alpha B(s) x(s) + beta out(s) with B(s) = diag(B_0(s), ..., B_{k-1}(s)): block i acts
   * on the spin components from i spins/k to (i+1) spins/k - 1 and all colours.
   *
   * @param blocks k matrix vectors with spins N/k rows, at all sites; k divides spins
   */
  default void blockMultiply(double alpha, Vector[] blocks, Vector x, double beta, Vector out) {
    HostSpinors.blockMultiply(this, alpha, blocks, x, beta, out);
  }

  /**
   * Kronecker product, out(s) = alpha M (x) m(s) + beta out(s): the row of spin i and colour a is i
   * N + a.
   *
   * @param spin M
   * @param m N x N matrices
   * @param out matrices with N times as many rows as M
   */
  default void kronecker(double alpha, SpinMatrix spin, Vector m, double beta, Vector out) {
    HostBlocks.kronecker(this, alpha, spin, m, beta, out);
  }

  /**
   * Trace over spin of M m(s): out(s)_ab = alpha sum_ij M_ij m(s)_(j a)(i b) + beta out(s)_ab, the
   * shapes of m and out as those of out and m in {@link #kronecker}.
   */
  default void spinTrace(double alpha, SpinMatrix spin, Vector m, double beta, Vector out) {
    HostBlocks.spinTrace(this, alpha, spin, m, beta, out);
  }

  /**
   * out(s) = m(s)^-1 and log(s) = ln |det m(s)|, by elimination with pivots. Where m(s) has no
   * inverse log(s) is not finite, and out(s) is undefined.
   *
   * @param out not m
   * @param log one real a site
   */
  default void inverse(Vector m, Vector out, Vector log) {
    HostBlocks.inverse(this, m, out, log);
  }

  /** out = tan(scale x), number by number; out may be x. */
  default void tangent(double scale, Vector x, Vector out) {
    HostBlocks.tangent(this, scale, x, out);
  }

  // ------------------------------------------------------------------ scratch memory

  /** Vectors for use inside one operation, kept between calls. */
  Scratch scratch();

  /** Where the time of the chain that uses these operations goes. */
  TimeSplit times();

  /** Bytes of a device's own memory that these operations hold; 0 where all is in the heap. */
  default long deviceBytes() {
    return 0;
  }

  /** Frees everything. */
  @Override
  void close();

  // ------------------------------------------------------------------ fused operations

  /** y = y + alpha x. */
  default void axpy(double alpha, Vector x, Vector y) {
    axpby(alpha, x, 1, y);
  }

  /** x = alpha x. */
  default void scale(double alpha, Vector x) {
    axpby(0, x, alpha, x);
  }

  /** sum_s sum_c x_c(s)^2. */
  default double norm2(Vector x) {
    return dot(x, x);
  }

  /** y = y + alpha x; returns |y|^2, as {@link #norm2}. */
  default double axpyNorm2(double alpha, Vector x, Vector y) {
    axpy(alpha, x, y);
    return norm2(y);
  }

  /**
   * Sum of the staples of all links of one direction, weighted: out_mu(s) is the matrix for which
   * sum over the plaquettes (weight c0) and 2 x 1 rectangles (weight c1) that contain the link of
   * Re tr(loop) = Re tr[U_mu(s) out_mu(s)].
   *
   * @param links the d link vectors
   */
  default void staple(Vector[] links, int mu, double c0, double c1, Vector out) {
    LoopSums.staple(this, links, mu, c0, c1, out);
  }

  /**
   * Force of S = -(beta/N) [c0 sum Re tr P + c1 sum Re tr R]: out_mu^a = coefficient Re tr[T^a U_mu
   * A_mu], coefficient = beta/N, with A the {@link #staple}.
   */
  default void gaugeForce(Vector[] links, double coefficient, double c0, double c1, Vector[] out) {
    LoopSums.force(this, links, coefficient, c0, c1, out);
  }

  /**
   * out_mu^a = Re tr[T^a M_mu], M_mu = U_mu A_mu, A_mu = sum over nu of {@code weights[mu][nu]}
   * times the two plaquette staples in the plane of mu and nu: the step of stout smearing, and the
   * force of plaquettes of unequal weights.
   *
   * @param links the d link vectors
   * @param weights d x d numbers; the diagonal is not used
   * @param out d vectors of algebra coordinates
   */
  default void plaquetteProjections(Vector[] links, double[][] weights, Vector[] out) {
    LoopDerivatives.projections(this, links, weights, out);
  }

  /**
   * out_rho^a(s) += d/dw^a of sum over x, mu of h_mu^b(x) Re tr[T^b M_mu(x)] for U_rho(s) to
   * exp(w^a T^a) U_rho(s) at fixed h, M as in {@link #plaquetteProjections}: the force recursion of
   * stout smearing.
   *
   * @param links the d link vectors
   * @param weights d x d numbers; the diagonal is not used
   * @param h d vectors of algebra coordinates
   * @param out d vectors of algebra coordinates, added to, none of h
   */
  default void plaquetteDerivatives(Vector[] links, double[][] weights, Vector[] h, Vector[] out) {
    LoopDerivatives.derivatives(this, links, weights, h, out);
  }

  /** sum_s Re tr P_{mu nu}(s), not divided by N. */
  default double plaquetteSum(Vector[] links, int mu, int nu) {
    return LoopSums.plaquette(this, links, mu, nu);
  }

  /** sum_s Re tr of the rectangle with two steps in mu and one in nu, not divided by N. */
  default double rectangleSum(Vector[] links, int mu, int nu) {
    return LoopSums.rectangle(this, links, mu, nu);
  }

  /** out(s) = P_{mu nu}(s) = U_mu(s) U_nu(s+mu) U_mu(s+nu)^dagger U_nu(s)^dagger. */
  default void plaquette(Vector[] links, int mu, int nu, Vector out) {
    LoopSums.plaquette(this, links, mu, nu, out);
  }

  /**
   * out(s) = Q_{mu nu}(s), the sum of the four plaquettes in the plane that start and end at s with
   * the orientation of P_{mu nu}.
   */
  default void cloverLeaves(Vector[] links, int mu, int nu, Vector out) {
    CloverSums.leaves(this, links, mu, nu, out);
  }

  /**
   * out_rho^a(s) += alpha d/dw^a sum_x Re tr[Q_{mu nu}(x) K(x)] for U_rho(s) to exp(w^a T^a)
   * U_rho(s), rho = mu and nu, at fixed K.
   *
   * @param k K, anti-Hermitian
   * @param out d vectors of algebra coordinates, added to
   */
  default void cloverForce(Vector[] links, int mu, int nu, double alpha, Vector k, Vector[] out) {
    CloverSums.force(this, links, mu, nu, alpha, k, out);
  }

  /** out(s) = sum over the 2d neighbours of x. */
  default void neighbourSum(Vector x, Vector out) {
    if (x == out) {
      throw new IllegalArgumentException("neighbourSum: out must not be x");
    }
    try (Scratch.Lease t = scratch().like(x)) {
      constant(0, out);
      for (int mu = 0; mu < lattice().dimensions(); mu++) {
        shift(x, mu, 1, t.vector());
        axpy(1, t.vector(), out);
        shift(x, mu, -1, t.vector());
        axpy(1, t.vector(), out);
      }
    }
  }

  /** Im sum_s x(s)^dagger y(s) of two spinors, in fixed order; the real part is {@link #dot}. */
  default double imaginaryDot(Vector x, Vector y) {
    return SpinorSums.imaginaryDot(this, x, y);
  }

  /**
   * out = alpha H x + beta out with H of {@link Hopping}, at the sites of out; x counts as zero
   * where it does not exist.
   *
   * @param links the d vectors V_mu
   */
  default void hop(
      Hopping hopping, Vector[] links, double alpha, Vector x, double beta, Vector out) {
    SpinorSums.hop(this, hopping, links, alpha, x, beta, out);
  }

  /**
   * out_mu^a(s) += alpha d/dw^a Re(y^dagger H x) for V_mu(s) to exp(w^a T^a) V_mu(s): by outer
   * products,
   *
   * <p>Re tr{T^a V_mu(s) [x(s+mu) (A^dagger y(s))^dagger + (B^dagger y(s+mu)) x(s)^dagger]}.
   *
   * @param links the d vectors V_mu
   * @param out d vectors of algebra coordinates, added to
   */
  default void hopForce(
      Hopping hopping, Vector[] links, double alpha, Vector x, Vector y, Vector[] out) {
    SpinorSums.hopForce(this, hopping, links, alpha, x, y, out);
  }
}

package org.fluxtube.engine.dirac;

import java.util.Locale;
import org.fluxtube.engine.dirac.solver.LinearOperator;
import org.fluxtube.engine.dirac.solver.SpectralEnds;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/**
 * K = M^dagger M, the Hermitian positive matrix of pseudo-fermions, on the sites where they live.
 *
 * <ul>
 *   <li>all sites: M = D, |det D|^2 = det K;
 *   <li>even sites, Wilson and clover: M = Dhat, |det D|^2 = det K (det A_oo)^2;
 *   <li>even sites, staggered: K = (D^dagger D)_ee, det D = det K.
 * </ul>
 *
 * <p>With Q = gamma_5 M, K = Q^2 in the first two forms. Does not own the operator.
 */
public final class FermionMatrix {
  /** The direction of its random numbers, one that links do not have. */
  private static final int NULL_SPACE = 5;

  private enum Form {
    FULL,
    SCHUR,
    SPLIT
  }

  /** The solution of (K + sigma) x = b. */
  @FunctionalInterface
  public interface Inverse {
    /** x = (K + sigma)^-1 b; x and b of one parity, x overwritten. */
    void solve(double sigma, Vector b, Vector x);
  }

  private final DiracOperator d;
  private final FieldOps ops;
  private final Form form;
  private final Shape.Spinor shape;

  /**
   * K of the operator's present links.
   *
   * @param evenOdd whether it acts on the even sites; staggered operators always do
   */
  public FermionMatrix(DiracOperator d, boolean evenOdd) {
    this.d = d;
    this.ops = d.ops();
    this.form = d.spec().normalSplits() ? Form.SPLIT : evenOdd ? Form.SCHUR : Form.FULL;
    this.shape = d.shape().at(form == Form.FULL ? Parity.ALL : Parity.EVEN);
  }

  /** What K acts on. */
  public Shape.Spinor shape() {
    return shape;
  }

  /** The operator. */
  public DiracOperator operator() {
    return d;
  }

  /** out = K x. */
  public void apply(Vector x, Vector out) {
    switch (form) {
      case FULL -> d.normal(x, out);
      case SCHUR -> d.schurNormal(x, out);
      case SPLIT -> d.splitNormal(x, out);
    }
  }

  /**
   * Checks at the start of a chain, trajectory 1, that K + sigma has an inverse. A start may be
   * singular to the last digit where no later field is: phi = M^dagger eta lies in the range of K,
   * so that its solves converge all the same, and every trajectory is refused without a word.
   *
   * @param round of the random vector, which the chain does not know
   * @throws org.fluxtube.engine.sampler.SamplerException if there is none, with the numbers
   */
  public void requireRegular(double sigma, RandomStream rng, int round, int maxIterations) {
    if (rng.trajectory() != 1) {
      return;
    }
    try (Scratch.Lease all = ops.scratch().take(d.shape());
        Scratch.Lease b = ops.scratch().take(shape)) {
      ops.gaussian(1, rng.key(Purpose.REVERSIBILITY, NULL_SPACE, round), all.vector());
      ops.restrict(all.vector(), b.vector());
      LinearOperator shifted =
          (x, out) -> {
            apply(x, out);
            ops.axpy(sigma, x, out);
          };
      SpectralEnds ends = SpectralEnds.of(ops, shifted, b.vector(), maxIterations);
      if (!ends.regular()) {
        throw d.spec()
            .singular(
                String.format(
                    Locale.ROOT,
                    "M^dagger M%s has eigenvalues from %.3g to %.3g at least",
                    sigma == 0 ? "" : " + " + sigma,
                    ends.smallest(),
                    ends.largest()));
      }
    }
  }

  /** Additions and multiplications of K x in the usual count, at all sites together. */
  public double operations() {
    long linear = 4 * reals();
    long site =
        switch (form) {
          case FULL -> 2 * (d.hopOperations() + d.cloverOperations()) + linear;
          case SCHUR -> 4 * (d.hopOperations() + d.cloverOperations()) + linear;
          case SPLIT -> 2 * d.hopOperations() + linear;
        };
    return (double) site * sites();
  }

  /** Those of one operation on vectors that takes {@code each} for every real number. */
  public double vectorOperations(int each) {
    return (double) each * reals() * sites();
  }

  private long reals() {
    return 2L * shape.spins() * shape.n();
  }

  private long sites() {
    return ops.lattice().volume() / (form == Form.FULL ? 1 : 2);
  }

  /** out_mu^a += alpha d/dw^a x^dagger K x at fixed x: 2 alpha Re (M x)^dagger dM x. */
  public void force(double alpha, Vector x, Vector[] out) {
    Shape.Spinor at = form == Form.SPLIT ? shape.at(Parity.ODD) : shape;
    try (Scratch.Lease y = ops.scratch().take(at)) {
      switch (form) {
        case FULL -> {
          d.apply(false, x, y.vector());
          d.force(2 * alpha, x, y.vector(), out);
        }
        case SCHUR -> {
          d.schur(false, x, y.vector());
          d.schurForce(2 * alpha, x, y.vector(), out);
        }
        case SPLIT -> {
          // the even part of D x meets no hop from the even x
          double b = d.spec().coefficient();
          d.hop(false, b, x, 0, y.vector());
          d.hopForce(2 * alpha * b, x, y.vector(), out);
        }
      }
    }
  }

  /** ln of (det A_oo)^2, what det K lacks to the weight of two flavours; 0 where it is constant. */
  public double logRest() {
    return form == Form.SCHUR ? 2 * d.logDiagonalDeterminant(Parity.ODD) : 0;
  }

  /** out_mu^a += alpha d/dw^a of {@link #logRest}. */
  public void restForce(double alpha, Vector[] out) {
    if (form == Form.SCHUR) {
      d.diagonalDeterminantForce(2 * alpha, Parity.ODD, out);
    }
  }

  /** The mass m_mu = sqrt(m^2 + mu^2) of the staggered operator whose K is K + mu^2. */
  private double mass(double mu) {
    return Math.hypot(d.spec().diagonal(), mu);
  }

  /** out = alpha i Q x + beta out; on the split form (D - m) for i Q, out of the other parity. */
  private void imaginary(double alpha, Vector x, double beta, Vector out) {
    if (form == Form.SPLIT) {
      d.hop(false, alpha * d.spec().coefficient(), x, beta, out);
      return;
    }
    SpinMatrix five = Gamma.five(ops.lattice().dimensions());
    SpinMatrix i = SpinMatrix.scalar(five.spins(), 0, 1);
    try (Scratch.Lease y = ops.scratch().take(shape)) {
      if (form == Form.FULL) {
        d.apply(false, x, y.vector());
      } else {
        d.schur(false, x, y.vector());
      }
      ops.spinMultiply(alpha, i.times(five), y.vector(), beta, out);
    }
  }

  /**
   * phi with &lt;phi phi^dagger&gt; = K + mu^2: (M^dagger - i mu gamma_5) eta; staggered: the even
   * part of (m_mu - (D - m)) eta, m_mu^2 = m^2 + mu^2.
   *
   * @param eta complex normal numbers at all sites
   * @param phi overwritten
   */
  public void root(double mu, Vector eta, Vector phi) {
    if (form == Form.SPLIT) {
      ops.restrict(eta, phi);
      ops.scale(mass(mu), phi);
      d.hop(false, -d.spec().coefficient(), eta, 1, phi);
      return;
    }
    try (Scratch.Lease here = ops.scratch().take(shape)) {
      ops.restrict(eta, here.vector());
      if (form == Form.FULL) {
        d.apply(true, here.vector(), phi);
      } else {
        d.schur(true, here.vector(), phi);
      }
      if (mu != 0) {
        SpinMatrix five = Gamma.five(ops.lattice().dimensions());
        SpinMatrix i = SpinMatrix.scalar(five.spins(), 0, 1);
        ops.spinMultiply(-mu, i.times(five), here.vector(), 1, phi);
      }
    }
  }

  /**
   * phi with &lt;phi phi^dagger&gt; = (K + mu_1^2)/(K + mu_2^2): phi = (Q + i mu_1)(Q + i mu_2)^-1
   * eta = eta + (mu_1 - mu_2)(mu_2 + i Q) chi with chi = (K + mu_2^2)^-1 eta. Staggered: the same
   * with the masses m_1, m_2 for mu_1, mu_2 and D - m for i Q, on all sites, of which phi keeps the
   * even ones.
   *
   * @param eta complex normal numbers at all sites
   * @param phi overwritten
   */
  public void rootOfRatio(double mu1, double mu2, Vector eta, Inverse inverse, Vector phi) {
    double first = form == Form.SPLIT ? mass(mu1) : mu1;
    double second = form == Form.SPLIT ? mass(mu2) : mu2;
    double factor = first - second;
    try (Scratch.Lease chi = ops.scratch().take(shape)) {
      ops.restrict(eta, phi);
      inverse.solve(mu2 * mu2, phi, chi.vector());
      ops.axpy(factor * second, chi.vector(), phi);
      if (form != Form.SPLIT) {
        imaginary(factor, chi.vector(), 1, phi);
        return;
      }
    }
    Shape.Spinor odd = shape.at(Parity.ODD);
    try (Scratch.Lease here = ops.scratch().take(odd);
        Scratch.Lease chi = ops.scratch().take(odd)) {
      ops.restrict(eta, here.vector());
      inverse.solve(mu2 * mu2, here.vector(), chi.vector());
      imaginary(factor, chi.vector(), 1, phi);
    }
  }
}

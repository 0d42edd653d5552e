package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.SiteRandom;

/**
 * A unit vector x in R^n with density proportional to exp(x.h): x = (1-v) e + sqrt(v (2-v)) t with
 * e = h/|h|, kappa = |h|, v = 1 - x.e, and t uniform on the unit sphere orthogonal to e.
 *
 * <ul>
 *   <li>n = 2: the angle from {@link VonMises}.
 *   <li>n = 3: v = -log(1 - u (1 - exp(-2 kappa)))/kappa, two uniforms: u, then the angle of t.
 *   <li>n > 3: rejection of Ulrich, Applied Statistics 33 (1984) 158, as corrected by Wood,
 *       Communications in Statistics - Simulation 23 (1994) 157. A try draws n normal numbers (the
 *       coordinate of a uniform point on the sphere gives the beta variate) and a uniform; then n -
 *       1 normal numbers for t.
 * </ul>
 */
abstract class VonMisesFisher {
  private static final int TRIES = 1000;

  private final int n;
  private final double[] axis;

  /** The sampler in R^n, n at least 2. */
  static VonMisesFisher create(int n) {
    return switch (n) {
      case 2 -> new Circle();
      case 3 -> new Sphere();
      default -> new General(n);
    };
  }

  private VonMisesFisher(int n) {
    this.n = n;
    this.axis = new double[n];
  }

  /**
   * x = a draw. h unchanged, x overwritten; x may be h's array at another offset.
   *
   * @return false if no try succeeded (never met; it depends on |h| alone); x is then unchanged
   */
  boolean draw(double[] h, int ho, SiteRandom random, double[] x, int xo) {
    double square = 0;
    for (int c = 0; c < n; c++) {
      square += h[ho + c] * h[ho + c];
    }
    double kappa = Math.sqrt(square);
    for (int c = 0; c < n; c++) {
      axis[c] = kappa > 0 ? h[ho + c] / kappa : 0;
    }
    if (kappa == 0) {
      axis[n - 1] = 1;
    }
    double versine = versine(kappa, random);
    if (Double.isNaN(versine)) {
      return false;
    }
    tangent(random, x, xo);
    double radius = Math.sqrt(Math.max(0, versine * (2 - versine)));
    for (int c = 0; c < n; c++) {
      x[xo + c] = (1 - versine) * axis[c] + radius * x[xo + c];
    }
    return true;
  }

  /** 1 - x.e, or NaN if no try succeeded. */
  abstract double versine(double kappa, SiteRandom random);

  /** x = a uniform unit vector in the first n - 1 coordinates (x_{n-1} = 0). */
  abstract void equator(SiteRandom random, double[] x, int xo);

  /** x = uniform and orthogonal to e: the reflection that takes the last axis to -+e. */
  private void tangent(SiteRandom random, double[] x, int xo) {
    equator(random, x, xo);
    double sign = axis[n - 1] < 0 ? -1 : 1;
    double projection = 0;
    for (int c = 0; c < n - 1; c++) {
      projection += axis[c] * x[xo + c];
    }
    // with w = last axis + sign e: x - 2 w (w.x)/w^2, w.x = sign projection, w^2 = 2 (1 + |e_last|)
    double factor = projection / (1 + sign * axis[n - 1]);
    for (int c = 0; c < n; c++) {
      x[xo + c] -= factor * axis[c];
    }
    x[xo + n - 1] -= sign * factor;
  }

  private static final class Circle extends VonMisesFisher {
    private final VonMises vonMises = new VonMises();

    Circle() {
      super(2);
    }

    @Override
    double versine(double kappa, SiteRandom random) {
      return vonMises.draw(kappa, random) ? vonMises.versine() : Double.NaN;
    }

    @Override
    void equator(SiteRandom random, double[] x, int xo) {
      x[xo] = vonMises.sin() < 0 ? -1 : 1;
      x[xo + 1] = 0;
    }
  }

  private static final class Sphere extends VonMisesFisher {
    Sphere() {
      super(3);
    }

    @Override
    double versine(double kappa, SiteRandom random) {
      double u = random.uniform();
      return kappa < 1e-300 ? 2 * u : -StrictMath.log1p(u * StrictMath.expm1(-2 * kappa)) / kappa;
    }

    @Override
    void equator(SiteRandom random, double[] x, int xo) {
      double angle = 2 * Math.PI * random.uniform();
      x[xo] = StrictMath.cos(angle);
      x[xo + 1] = StrictMath.sin(angle);
      x[xo + 2] = 0;
    }
  }

  private static final class General extends VonMisesFisher {
    private final int n;

    General(int n) {
      super(n);
      this.n = n;
    }

    @Override
    double versine(double kappa, SiteRandom random) {
      double m = n - 1;
      double b = m / (2 * kappa + Math.sqrt(4 * kappa * kappa + m * m));
      // v at the mode of the ratio, 1 - x_0 with x_0 = (1-b)/(1+b)
      double mode = 2 * b / (1 + b);
      double x0 = (1 - b) / (1 + b);
      double peak = mode * (2 - mode);
      for (int attempt = 0; attempt < TRIES; attempt++) {
        double z = beta(random);
        double v = 2 * b * z / (1 - (1 - b) * z);
        double logRatio = kappa * (mode - v) + m * StrictMath.log((mode + x0 * v) / peak);
        if (logRatio >= StrictMath.log(random.uniform())) {
          return v;
        }
      }
      return Double.NaN;
    }

    /** Beta((n-1)/2, (n-1)/2): (1 + t)/2 for a coordinate t of a uniform point on the sphere. */
    private double beta(SiteRandom random) {
      double first = random.gaussian();
      double square = first * first;
      for (int c = 1; c < n; c++) {
        double g = random.gaussian();
        square += g * g;
      }
      return 0.5 * (1 + first / Math.sqrt(square));
    }

    @Override
    void equator(SiteRandom random, double[] x, int xo) {
      double square = 0;
      for (int c = 0; c < n - 1; c++) {
        x[xo + c] = random.gaussian();
        square += x[xo + c] * x[xo + c];
      }
      double scale = 1 / Math.sqrt(square);
      for (int c = 0; c < n - 1; c++) {
        x[xo + c] *= scale;
      }
      x[xo + n - 1] = 0;
    }
  }
}

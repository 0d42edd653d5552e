package org.fluxtube.engine.dirac;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.field.SpinMatrix;

/**
 * Hermitian gamma matrices, {gamma_mu, gamma_nu} = 2 delta_{mu nu}, in a basis where gamma_5 is
 * diagonal.
 *
 * <p>Two dimensions: gamma = (sigma_1, sigma_2), gamma_5 = sigma_3. Four: gamma_k = ((0, -i
 * sigma_k), (i sigma_k, 0)), gamma_4 = ((0, 1), (1, 0)), gamma_5 = gamma_1 gamma_2 gamma_3 gamma_4
 * = diag(1, 1, -1, -1).
 */
public final class Gamma {
  private Gamma() {}

  private static final double[][] SIGMA = {
    {0, 0, 1, 0, 1, 0, 0, 0}, {0, 0, 0, -1, 0, 1, 0, 0}, {1, 0, 0, 0, 0, 0, -1, 0}
  };

  /** Spin components in 2 or 4 dimensions. */
  public static int spins(int dimensions) {
    return switch (dimensions) {
      case 2 -> 2;
      case 4 -> 4;
      default ->
          throw new IllegalArgumentException(
              "gamma matrices in " + dimensions + " dimensions; allowed are 2 and 4");
    };
  }

  /** gamma_mu for all directions. */
  public static List<SpinMatrix> matrices(int dimensions) {
    List<SpinMatrix> gamma = new ArrayList<>();
    if (spins(dimensions) == 2) {
      gamma.add(new SpinMatrix(2, SIGMA[0]));
      gamma.add(new SpinMatrix(2, SIGMA[1]));
      return gamma;
    }
    for (double[] sigma : SIGMA) {
      double[] v = new double[32];
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          double re = sigma[2 * (2 * i + j)];
          double im = sigma[2 * (2 * i + j) + 1];
          int upper = 2 * (4 * i + j + 2);
          int lower = 2 * (4 * (i + 2) + j);
          v[upper] = im;
          v[upper + 1] = -re;
          v[lower] = -im;
          v[lower + 1] = re;
        }
      }
      gamma.add(new SpinMatrix(4, v));
    }
    double[] time = new double[32];
    for (int i = 0; i < 4; i++) {
      time[2 * (4 * i + (i + 2) % 4)] = 1;
    }
    gamma.add(new SpinMatrix(4, time));
    return gamma;
  }

  /** gamma_5. */
  public static SpinMatrix five(int dimensions) {
    int spins = spins(dimensions);
    double[] v = new double[2 * spins * spins];
    for (int i = 0; i < spins; i++) {
      v[2 * i * (spins + 1)] = i < spins / 2 ? 1 : -1;
    }
    return new SpinMatrix(spins, v);
  }
}

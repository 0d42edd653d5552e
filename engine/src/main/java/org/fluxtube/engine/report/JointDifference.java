package org.fluxtube.engine.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.fluxtube.engine.stats.ChiSquared;
import org.fluxtube.engine.stats.Estimate;

/**
 * chi^2 = z^T R^-1 z of the differences of several observables between two groups. The errors are
 * those of the Gamma method; only the correlation R comes from the means of bins, since observables
 * of the same configurations are correlated. With n bins and m observables the inverse of an
 * estimated R is too large by (n - 1)/(n - m - 2) (Hartlap, Simon, Schneider, Astron. Astrophys.
 * 464 (2007) 399, eq. (17)), which is divided out.
 */
final class JointDifference {
  private static final int BINS = 32;
  private static final double SMALLEST_EIGENVALUE = 1e-8;

  /**
   * One observable in one group.
   *
   * @param chains its series in each chain
   * @param estimate its mean and error
   */
  record Measured(List<double[]> chains, Estimate estimate) {}

  private JointDifference() {}

  /**
   * The agreement of two groups.
   *
   * @param first the observables in the first group
   * @param second the same in the second
   * @return empty if an error is unknown or zero, or there are too few measurements
   */
  static Optional<GroupComparison.Agreement> of(List<Measured> first, List<Measured> second) {
    int m = first.size();
    double[] z = new double[m];
    for (int i = 0; i < m; i++) {
      Estimate a = first.get(i).estimate();
      Estimate b = second.get(i).estimate();
      z[i] = (b.value() - a.value()) / Math.hypot(a.error(), b.error());
    }
    double[][] binsOfFirst = bins(first);
    double[][] binsOfSecond = bins(second);
    int n = Math.min(binsOfFirst.length, binsOfSecond.length);
    if (m == 0 || n <= m + 2 || !Arrays.stream(z).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    DMatrixRMaj covariance = covariance(binsOfFirst, m);
    DMatrixRMaj other = covariance(binsOfSecond, m);
    for (int i = 0; i < m * m; i++) {
      covariance.data[i] += other.data[i];
    }
    for (int i = 0; i < m; i++) {
      if (!(covariance.get(i, i) > 0)) {
        return Optional.empty();
      }
    }
    DMatrixRMaj r = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double scale = Math.sqrt(covariance.get(i, i) * covariance.get(j, j));
        r.set(i, j, covariance.get(i, j) / scale);
      }
    }
    return Optional.of(agreement(z, r, (n - m - 2.0) / (n - 1.0)));
  }

  /** Directions without variance, as of two observables that are one, carry no information. */
  private static GroupComparison.Agreement agreement(double[] z, DMatrixRMaj r, double hartlap) {
    int m = z.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(m, true, true);
    eigen.decompose(r);
    double chi = 0;
    int dof = 0;
    for (int k = 0; k < m; k++) {
      double lambda = eigen.getEigenvalue(k).getReal();
      if (lambda > SMALLEST_EIGENVALUE) {
        double projection = 0;
        for (int i = 0; i < m; i++) {
          projection += eigen.getEigenVector(k).get(i, 0) * z[i];
        }
        chi += projection * projection / lambda;
        dof++;
      }
    }
    // one observable has no correlation whose estimate could be wrong
    double value = m == 1 ? chi : chi * hartlap;
    return new GroupComparison.Agreement(value, dof, new ChiSquared(value, dof).pValue());
  }

  /** Means of bins, {@code [bin][observable]}; each chain cut into as many pieces. */
  private static double[][] bins(List<Measured> observables) {
    int chains = observables.stream().mapToInt(o -> o.chains().size()).min().orElse(0);
    double[][] bins = new double[chains * BINS][observables.size()];
    for (int o = 0; o < observables.size(); o++) {
      for (int c = 0; c < chains; c++) {
        double[] series = observables.get(o).chains().get(c);
        if (series.length < BINS) {
          return new double[0][];
        }
        for (int b = 0; b < BINS; b++) {
          int from = (int) ((long) series.length * b / BINS);
          int to = (int) ((long) series.length * (b + 1) / BINS);
          bins[c * BINS + b][o] = Arrays.stream(series, from, to).average().orElseThrow();
        }
      }
    }
    return bins;
  }

  /** Of the mean of all bins. */
  private static DMatrixRMaj covariance(double[][] bins, int m) {
    int n = bins.length;
    double[] mean = new double[m];
    for (double[] bin : bins) {
      for (int i = 0; i < m; i++) {
        mean[i] += bin[i] / n;
      }
    }
    DMatrixRMaj covariance = new DMatrixRMaj(m, m);
    for (double[] bin : bins) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          covariance.add(i, j, (bin[i] - mean[i]) * (bin[j] - mean[j]) / ((n - 1.0) * n));
        }
      }
    }
    return covariance;
  }
}

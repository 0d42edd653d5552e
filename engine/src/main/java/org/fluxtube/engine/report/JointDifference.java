package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.FisherF;

/**
 * Hotelling's T^2 = d^T C^-1 d of the differences d of several observables between two groups. C is
 * the covariance of d from the means of bins, for each group times one number, the mean of (error
 * of the Gamma method)^2 / (error from bins)^2, so that bins that are not long enough do not make
 * it too small. One number for all observables: errors of another origin for each would not fit C,
 * and two observables that are nearly one would differ by many sigma where each agrees.
 *
 * <p>C is estimated too. Its degrees of freedom nu are those of the two groups together (K.
 * Krishnamoorthy and J. Yu, Stat. Probab. Lett. 66 (2004) 161, eq. 7), and T^2 (nu - m + 1)/(nu m)
 * has the distribution F(m, nu - m + 1). What is shown as chi^2 is T^2 (nu - m - 1)/nu, whose mean
 * is m. That needs normal means of bins: {@link GroupComparison.Agreement#FEWEST_SAMPLES}.
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
    DMatrixRMaj a = scaled(covariance(binsOfFirst, m), first);
    DMatrixRMaj b = scaled(covariance(binsOfSecond, m), second);
    DMatrixRMaj both = a.copy();
    CommonOps_DDRM.addEquals(both, b);
    double[] d = new double[m];
    for (int i = 0; i < m; i++) {
      if (!(both.get(i, i) > 0)) {
        return Optional.empty();
      }
      d[i] = second.get(i).estimate().value() - first.get(i).estimate().value();
    }
    DMatrixRMaj w = whitening(both);
    DMatrixRMaj difference = new DMatrixRMaj(m, 1, true, d);
    DMatrixRMaj y = new DMatrixRMaj(w.numRows, 1);
    CommonOps_DDRM.mult(w, difference, y);
    double squared = NormOps_DDRM.normF(y);
    return agreement(
        Math.min(samples(first), samples(second)),
        squared * squared,
        w.numRows,
        degrees(w, List.of(a, b), new int[] {binsOfFirst.length, binsOfSecond.length}));
  }

  /** Independent samples in a bin, of the slowest observable. */
  private static double samples(List<Measured> group) {
    return group.stream()
        .mapToDouble(o -> {
          double all = o.chains().stream().mapToDouble(chain -> chain.length).sum();
          return all / (o.chains().size() * BINS * 2 * o.estimate().tauInt());
        })
        .min()
        .orElse(0);
  }

  private static Optional<GroupComparison.Agreement> agreement(
      double samples, double t2, int m, double nu) {
    double left = nu - m + 1;
    if (!(left > 2)) {
      return Optional.empty(); // too few bins for so many observables
    }
    double p = new FisherF(t2 * left / (nu * m), m, left).pValue();
    return Optional.of(new GroupComparison.Agreement(t2 * (left - 2) / nu, m, p, samples));
  }

  /** The covariance of the bins with errors as large as the Gamma method's, on average. */
  private static DMatrixRMaj scaled(DMatrixRMaj covariance, List<Measured> group) {
    double ratio = 0;
    int counted = 0;
    for (int i = 0; i < group.size(); i++) {
      double error = group.get(i).estimate().error();
      if (covariance.get(i, i) > 0) {
        ratio += error * error / covariance.get(i, i);
        counted++;
      }
    }
    if (counted > 0) {
      CommonOps_DDRM.scale(ratio / counted, covariance);
    }
    return covariance;
  }

  /**
   * W with W C W^T = 1. Directions without variance, as of two observables that are one, carry no
   * information and are left out: W then has fewer rows.
   */
  private static DMatrixRMaj whitening(DMatrixRMaj c) {
    int m = c.numRows;
    DMatrixRMaj r = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        r.set(i, j, c.get(i, j) / Math.sqrt(c.get(i, i) * c.get(j, j)));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(m, true, true);
    eigen.decompose(r);
    List<double[]> rows = new ArrayList<>();
    for (int k = 0; k < m; k++) {
      double lambda = eigen.getEigenvalue(k).getReal();
      if (lambda > SMALLEST_EIGENVALUE) {
        double[] row = new double[m];
        for (int i = 0; i < m; i++) {
          row[i] = eigen.getEigenVector(k).get(i, 0) / Math.sqrt(lambda * c.get(i, i));
        }
        rows.add(row);
      }
    }
    return new DMatrixRMaj(rows.toArray(double[][]::new));
  }

  /** nu = (m + m^2) / sum_g [tr (W C_g W^T)^2 + (tr W C_g W^T)^2]/(n_g - 1). */
  private static double degrees(DMatrixRMaj w, List<DMatrixRMaj> covariances, int[] bins) {
    int m = w.numRows;
    double sum = 0;
    for (int g = 0; g < bins.length; g++) {
      DMatrixRMaj part = new DMatrixRMaj(m, w.numCols);
      CommonOps_DDRM.mult(w, covariances.get(g), part);
      DMatrixRMaj white = new DMatrixRMaj(m, m);
      CommonOps_DDRM.multTransB(part, w, white);
      double trace = CommonOps_DDRM.trace(white);
      double norm = NormOps_DDRM.normF(white);
      sum += (norm * norm + trace * trace) / (bins[g] - 1);
    }
    return m * (m + 1) / sum;
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

package org.fluxtube.kernels.simd;

/** Sums in fixed chunks, added pairwise: the order depends on lattice and lanes alone. */
final class Sums {
  /** Numbers that are added before the pairwise sum. */
  private static final int CHUNK = 2048;

  private Sums() {}

  /** sum x y over all used lanes. */
  static double dot(SimdVector x, SimdVector y) {
    Layout layout = x.layout();
    double[] a = x.data();
    double[] b = y.data();
    int whole = layout.fullBlocks() * x.block();
    int chunks = (whole + CHUNK - 1) / CHUNK;
    double[] terms = new double[chunks + 1];
    for (int k = 0; k < chunks; k++) {
      terms[k] = dot(a, b, k * CHUNK, Math.min(whole, (k + 1) * CHUNK));
    }
    double rest = 0;
    for (int b0 = layout.fullBlocks(); b0 < layout.blocks(); b0++) {
      for (int c = 0; c < x.reals(); c++) {
        int at = b0 * x.block() + c * layout.lanes();
        for (int i = at; i < at + layout.used(b0); i++) {
          rest += a[i] * b[i];
        }
      }
    }
    terms[chunks] = rest;
    return pairwise(terms, 0, terms.length);
  }

  /** Eight partial sums, since one would wait for each addition. */
  private static double dot(double[] a, double[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = from;
    for (; i + 7 < to; i += 8) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
      s4 += a[i + 4] * b[i + 4];
      s5 += a[i + 5] * b[i + 5];
      s6 += a[i + 6] * b[i + 6];
      s7 += a[i + 7] * b[i + 7];
    }
    for (; i < to; i++) {
      s0 += a[i] * b[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** sum of x_c over all sites for each c. */
  static double[] sum(SimdVector x) {
    Layout layout = x.layout();
    int lanes = layout.lanes();
    int perChunk = Math.max(1, CHUNK / lanes / 8);
    int chunks = (layout.blocks() + perChunk - 1) / perChunk;
    double[] terms = new double[chunks];
    double[] result = new double[x.reals()];
    for (int c = 0; c < result.length; c++) {
      for (int k = 0; k < chunks; k++) {
        double sum = 0;
        int end = Math.min(layout.blocks(), (k + 1) * perChunk);
        for (int b = k * perChunk; b < end; b++) {
          int at = b * x.block() + c * lanes;
          for (int i = at; i < at + layout.used(b); i++) {
            sum += x.data()[i];
          }
        }
        terms[k] = sum;
      }
      result[c] = pairwise(terms, 0, chunks);
    }
    return result;
  }

  /** The same for each slice of direction mu. */
  static double[] sliceSum(SimdVector x, int mu) {
    Layout layout = x.layout();
    int reals = x.reals();
    double[] result = new double[layout.lattice().extent(mu) * reals];
    int[] site = layout.sites();
    for (int q = 0; q < site.length; q++) {
      int slice = layout.lattice().coordinate(site[q], mu) * reals;
      int at = layout.at(q, reals);
      for (int c = 0; c < reals; c++) {
        result[slice + c] += x.data()[at + c * layout.lanes()];
      }
    }
    return result;
  }

  static double pairwise(double[] terms, int from, int to) {
    if (to - from <= 2) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += terms[i];
      }
      return sum;
    }
    int middle = (from + to) >>> 1;
    return pairwise(terms, from, middle) + pairwise(terms, middle, to);
  }
}

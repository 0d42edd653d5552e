package org.fluxtube.kernels.simd;

/**
 * Sums in fixed chunks, in doubles, added pairwise: the order depends on lattice and lanes alone.
 */
final class Sums {
  /** Numbers that are added before the pairwise sum; a multiple of all numbers of lanes. */
  private static final int CHUNK = 2048;

  private Sums() {}

  /** Chunks of {@link #dots}. */
  static int chunks(SimdVector x) {
    return (whole(x) + CHUNK - 1) / CHUNK;
  }

  /** Numbers before the first block with unused lanes, which is the last one. */
  private static int whole(SimdVector x) {
    return x.half() ? x.numbers() : x.layout().fullBlocks() * x.block();
  }

  /** hostTerms_k = sum x y over chunk k, for the chunks {@code from} to {@code to}. */
  static void dots(SimdVector x, SimdVector y, double[] hostTerms, int from, int to) {
    int whole = whole(x);
    for (int k = from; k < to; k++) {
      int end = Lanes.ORIGIN + Math.min(whole, (k + 1) * CHUNK);
      hostTerms[k] = Lanes.dot(x.data(), y.data(), Lanes.start(k, CHUNK), end);
    }
  }

  /**
   * y = y + alpha x, hostTerms_k = sum y y over chunk k, for the chunks {@code from} to {@code to}.
   */
  static void axpyNorms(
      double alpha, SimdVector x, SimdVector y, double[] hostTerms, int from, int to) {
    int whole = whole(x);
    for (int k = from; k < to; k++) {
      int end = Lanes.ORIGIN + Math.min(whole, (k + 1) * CHUNK);
      int at = Lanes.start(k, CHUNK);
      LinkLoops.combine(alpha, x.data(), at, 1, y.data(), at, end - at);
      hostTerms[k] = Lanes.dot(y.data(), y.data(), at, end);
    }
  }

  /** sum x y over the used lanes of the last block, if it has unused ones. */
  static double rest(SimdVector x, SimdVector y) {
    Layout layout = x.layout();
    double rest = 0;
    for (int at = Lanes.ORIGIN + whole(x); at < x.data().length; at += layout.lanes()) {
      for (int i = at; i < at + layout.used(layout.blocks() - 1); i++) {
        rest += (double) x.data()[i] * y.data()[i];
      }
    }
    return rest;
  }

  /** y = y + alpha x in the last block, if it has unused lanes. */
  static void axpyRest(double alpha, SimdVector x, SimdVector y) {
    int at = Lanes.ORIGIN + whole(x);
    LinkLoops.combine(alpha, x.data(), at, 1, y.data(), at, y.data().length - at);
  }

  /** sum of x_c over all sites for each c. */
  static double[] hostSum(SimdVector x) {
    Layout layout = x.layout();
    int lanes = layout.lanes();
    int perChunk = Math.max(1, CHUNK / lanes / 8);
    int chunks = (x.blocks() + perChunk - 1) / perChunk;
    double[] hostTerms = Host.numbers(chunks);
    double[] hostResult = Host.numbers(x.reals());
    for (int c = 0; c < hostResult.length; c++) {
      for (int k = 0; k < chunks; k++) {
        double sum = 0;
        int end = Math.min(x.blocks(), (k + 1) * perChunk);
        for (int b = k * perChunk; b < end; b++) {
          int at = x.start(b) + c * lanes;
          for (int i = at; i < at + layout.used(x.full(b)); i++) {
            sum += x.data()[i];
          }
        }
        hostTerms[k] = sum;
      }
      hostResult[c] = pairwise(hostTerms, 0, chunks);
    }
    return hostResult;
  }

  /** The same for each slice of direction mu. */
  static double[] hostSliceSum(SimdVector x, int mu) {
    Layout layout = x.layout();
    int reals = x.reals();
    double[] hostResult = Host.numbers(layout.lattice().extent(mu) * reals);
    int[] site = layout.sites();
    for (int q = 0; q < site.length; q++) {
      int at = x.place(q);
      if (at >= 0) {
        int slice = layout.lattice().coordinate(site[q], mu) * reals;
        for (int c = 0; c < reals; c++) {
          hostResult[slice + c] += x.data()[at + c * layout.lanes()];
        }
      }
    }
    return hostResult;
  }

  static double pairwise(double[] hostTerms, int from, int to) {
    if (to - from <= 2) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += hostTerms[i];
      }
      return sum;
    }
    int middle = (from + to) >>> 1;
    return pairwise(hostTerms, from, middle) + pairwise(hostTerms, middle, to);
  }
}

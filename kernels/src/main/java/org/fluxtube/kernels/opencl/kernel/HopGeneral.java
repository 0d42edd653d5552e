package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out = alpha H x + beta out for any spin matrices, spins and N, one work-item a complex number of
 * out. {@code spin} holds A_mu for all mu, then B_mu; {@code hop} is the table of sites; a spinor
 * is at {@code xStride} sites from {@code xFirst} on, and neighbours of out among them.
 */
public final class HopGeneral extends Kernel {
  double[] x;
  double[] v0;
  double[] v1;
  double[] v2;
  double[] v3;
  double[] out;
  double[] spin;
  int[] hop;
  double alpha;
  double beta;
  int dimensions;
  int spins;
  int n;
  int xFirst;
  int xStride;
  int first;
  int sites;
  int count;
  int volume;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int component = i / sites;
      int at = i - component * sites;
      int s = first + at;
      int row = component / n;
      int colour = component - row * n;
      double[] mySum = new double[2];
      mySum[0] = 0;
      mySum[1] = 0;
      both(
          0,
          n,
          row,
          colour,
          spins,
          spin,
          x,
          xFirst,
          xStride,
          v0,
          s,
          hop,
          dimensions,
          volume,
          mySum);
      if (dimensions > 1) {
        both(
            1,
            n,
            row,
            colour,
            spins,
            spin,
            x,
            xFirst,
            xStride,
            v1,
            s,
            hop,
            dimensions,
            volume,
            mySum);
      }
      if (dimensions > 2) {
        both(
            2,
            n,
            row,
            colour,
            spins,
            spin,
            x,
            xFirst,
            xStride,
            v2,
            s,
            hop,
            dimensions,
            volume,
            mySum);
      }
      if (dimensions > 3) {
        both(
            3,
            n,
            row,
            colour,
            spins,
            spin,
            x,
            xFirst,
            xStride,
            v3,
            s,
            hop,
            dimensions,
            volume,
            mySum);
      }
      Project.put(2 * component * sites + at, beta, alpha * mySum[0], out);
      Project.put((2 * component + 1) * sites + at, beta, alpha * mySum[1], out);
    }
  }

  /** Adds the two hops of one direction. */
  static void both(
      int mu,
      int n,
      int row,
      int colour,
      int spins,
      double[] spin,
      double[] x,
      int xFirst,
      int xStride,
      double[] v,
      int s,
      int[] hop,
      int dimensions,
      int volume,
      double[] mySum) {
    int next = hop[mu * volume + s];
    int last = hop[(dimensions + mu) * volume + s];
    int a = 2 * (mu * spins + row) * spins;
    int b = 2 * ((dimensions + mu) * spins + row) * spins;
    for (int j = 0; j < spins; j++) {
      double fr = 0;
      double fi = 0;
      double br = 0;
      double bi = 0;
      for (int k = 0; k < n; k++) {
        int u = 2 * (colour * n + k) * volume + s;
        int w = 2 * (k * n + colour) * volume + last;
        int p = 2 * (j * n + k) * xStride + next - xFirst;
        int q = 2 * (j * n + k) * xStride + last - xFirst;
        fr += v[u] * x[p] - v[u + volume] * x[p + xStride];
        fi += v[u] * x[p + xStride] + v[u + volume] * x[p];
        br += v[w] * x[q] + v[w + volume] * x[q + xStride];
        bi += v[w] * x[q + xStride] - v[w + volume] * x[q];
      }
      double ar = spin[a + 2 * j];
      double ai = spin[a + 2 * j + 1];
      double cr = spin[b + 2 * j];
      double ci = spin[b + 2 * j + 1];
      mySum[0] = mySum[0] + ar * fr - ai * fi + cr * br - ci * bi;
      mySum[1] = mySum[1] + ar * fi + ai * fr + cr * bi + ci * br;
    }
  }
}

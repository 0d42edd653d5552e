package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out(s) = x(s) where x exists, else 0, one work-item a number: x is at the {@code xSites} sites
 * from {@code xFirst} on, out at {@code sites} from {@code first} on.
 */
public final class Restrict extends Kernel {
  double[] x;
  double[] out;
  int xFirst;
  int xSites;
  int first;
  int sites;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      at(i, x, xFirst, xSites, first, sites, out);
    }
  }

  static void at(int i, double[] x, int xFirst, int xSites, int first, int sites, double[] out) {
    int component = i / sites;
    int from = i - component * sites + first - xFirst;
    double value = 0;
    if (from >= 0) {
      if (from < xSites) {
        value = x[component * xSites + from];
      }
    }
    out[i] = value;
  }
}

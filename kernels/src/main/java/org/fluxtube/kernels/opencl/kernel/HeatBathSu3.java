package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Heat bath for SU(3) links at listed sites by SU(2) subgroups (Cabibbo, Marinari, Phys. Lett. B119
 * (1982) 387), arguments as in {@link HeatBathSu2}; the subgroups (i, j), i < j, in lexicographic
 * order, in the opposite one where {@code reversed} is 1.
 */
public final class HeatBathSu3 extends Kernel {
  double[] a;
  double[] u;
  double[] changed;
  int[] sites;
  int[] numbers;
  double coefficient;
  int reversed;
  int word0;
  int word2;
  int word3;
  int key0;
  int key1;
  int count;
  int volume;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      double[] myA = new double[18];
      double[] myU = new double[18];
      double[] myW = new double[18];
      int s = sites[i];
      Matrices.load(3, a, 0, s, volume, myA);
      Matrices.load(3, u, 0, s, volume, myU);
      Matrices.multiply(3, myU, myA, myW);
      changed[s] =
          HeatBathSu2.subgroups(
              3, 3, reversed, coefficient, numbers[s], word0, word2, word3, key0, key1, myU, myW);
      Matrices.store(3, myU, s, volume, u);
    }
  }
}

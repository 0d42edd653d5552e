package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Heat bath for SU(2) links with weight exp(coefficient Re tr[U A]) at listed sites, one work-item
 * a listed site: the engine's draws in the engine's order (Kennedy, Pendleton, Phys. Lett. B156
 * (1985) 393 where 2 |coefficient V| is above 1.7, else Creutz, Phys. Rev. D21 (1980) 2308), to its
 * 1000 tries. changed(s) = 1 where the link changed.
 */
public final class HeatBathSu2 extends Kernel {
  double[] a;
  double[] u;
  double[] changed;
  int[] sites;
  int[] numbers;
  double coefficient;
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
      double[] myA = new double[8];
      double[] myU = new double[8];
      double[] myW = new double[8];
      int s = sites[i];
      Matrices.load(2, a, 0, s, volume, myA);
      Matrices.load(2, u, 0, s, volume, myU);
      Matrices.multiply(2, myU, myA, myW);
      changed[s] =
          subgroups(2, 1, 0, coefficient, numbers[s], word0, word2, word3, key0, key1, myU, myW);
      Matrices.store(2, myU, s, volume, u);
    }
  }

  /**
   * Draws the SU(2) subgroups in turn; pair k has the rows k/2 and (k + 3)/2.
   *
   * @param myW U A, overwritten
   * @return whether one changed
   */
  static double subgroups(
      int n,
      int pairs,
      int reversed,
      double coefficient,
      int site,
      int word0,
      int word2,
      int word3,
      int key0,
      int key1,
      double[] myU,
      double[] myW) {
    double[] myV = new double[4];
    double[] myX = new double[5];
    double[] myG = new double[4];
    double done = 0;
    int block = 0;
    double sign = 1;
    if (coefficient < 0) {
      sign = -1;
    }
    for (int k = 0; k < pairs; k++) {
      int pair = k;
      if (reversed == 1) {
        pair = pairs - 1 - k;
      }
      int i = pair / 2;
      int j = (pair + 3) / 2;
      double norm = unitBlock(n, i, j, sign, myW, myV);
      block =
          quaternion(
              2 * Math.abs(coefficient) * norm, site, word0, word2, word3, key0, key1, block, myX);
      if (myX[4] == 1) {
        timesAdjoint(myX, myV, myG);
        rotateRows(n, i, j, myG, myW);
        rotateRows(n, i, j, myG, myU);
        done = 1;
      }
    }
    return done;
  }

  /**
   * Overrelaxation of the subgroups in turn, g = (v^dagger)^2.
   *
   * @return whether one changed
   */
  static double reflections(int n, int pairs, int reversed, double[] myU, double[] myW) {
    double[] myV = new double[4];
    double[] myG = new double[4];
    double done = 0;
    for (int k = 0; k < pairs; k++) {
      int pair = k;
      if (reversed == 1) {
        pair = pairs - 1 - k;
      }
      int i = pair / 2;
      int j = (pair + 3) / 2;
      if (unitBlock(n, i, j, 1.0, myW, myV) > 0) {
        myG[0] = myV[0] * myV[0] - myV[1] * myV[1] - myV[2] * myV[2] - myV[3] * myV[3];
        myG[1] = -2 * myV[0] * myV[1];
        myG[2] = -2 * myV[0] * myV[2];
        myG[3] = -2 * myV[0] * myV[3];
        rotateRows(n, i, j, myG, myW);
        rotateRows(n, i, j, myG, myU);
        done = 1;
      }
    }
    return done;
  }

  /** v = sign V/|V| of the quaternion part V of rows i and j of W, or 1 where V = 0; |V|. */
  static double unitBlock(int n, int i, int j, double sign, double[] myW, double[] myV) {
    int ii = 2 * (i * n + i);
    int ij = 2 * (i * n + j);
    int ji = 2 * (j * n + i);
    int jj = 2 * (j * n + j);
    double v0 = 0.5 * (myW[ii] + myW[jj]);
    double v1 = 0.5 * (myW[ij + 1] + myW[ji + 1]);
    double v2 = 0.5 * (myW[ij] - myW[ji]);
    double v3 = 0.5 * (myW[ii + 1] - myW[jj + 1]);
    double norm = Math.sqrt(v0 * v0 + v1 * v1 + v2 * v2 + v3 * v3);
    double scale = 0;
    double one = 1;
    if (norm != 0) {
      scale = sign / norm;
      one = 0;
    }
    myV[0] = scale * v0 + one;
    myV[1] = scale * v1;
    myV[2] = scale * v2;
    myV[3] = scale * v3;
    return norm;
  }

  /**
   * A unit quaternion of density exp(alpha x_0): myX[0] to myX[3], and in myX[4] whether a try
   * succeeded.
   *
   * @return the next block of random numbers
   */
  static int quaternion(
      double alpha,
      int site,
      int word0,
      int word2,
      int word3,
      int key0,
      int key1,
      int block,
      double[] myX) {
    double[] myPair = new double[2];
    int next = block;
    myX[0] = -1;
    if (alpha > 1.7) {
      next = kennedyPendleton(alpha, site, word0, word2, word3, key0, key1, next, myPair, myX);
    }
    if (alpha <= 1.7) {
      next = creutz(alpha, site, word0, word2, word3, key0, key1, next, myPair, myX);
    }
    double versine = myX[0];
    myX[4] = 0;
    if (versine >= 0) {
      Uniforms.draw(word0, site, word2, word3, key0, key1, next, myPair);
      next = next + 1;
      double radius = Math.sqrt(versine * (2 - versine));
      double z = 2 * myPair[0] - 1;
      double angle = 2 * Math.PI * myPair[1];
      double flat = radius * Math.sqrt((1 - z) * (1 + z));
      myX[0] = 1 - versine;
      myX[1] = flat * Math.cos(angle);
      myX[2] = flat * Math.sin(angle);
      myX[3] = radius * z;
      myX[4] = 1;
    }
    return next;
  }

  /** myX[0] = 1 - x_0, or -1 if no try succeeded; the next block. */
  static int kennedyPendleton(
      double alpha,
      int site,
      int word0,
      int word2,
      int word3,
      int key0,
      int key1,
      int block,
      double[] myPair,
      double[] myX) {
    int next = block;
    int last = block + 2000;
    while (myX[0] < 0 && next < last) {
      Uniforms.draw(word0, site, word2, word3, key0, key1, next, myPair);
      double first = Math.log(myPair[0]);
      double cosine = Math.cos(2 * Math.PI * myPair[1]);
      Uniforms.draw(word0, site, word2, word3, key0, key1, next + 1, myPair);
      double trial = -(first + cosine * cosine * Math.log(myPair[0])) / alpha;
      if (myPair[1] * myPair[1] <= 1 - 0.5 * trial) {
        myX[0] = trial;
      }
      next = next + 2;
    }
    return next;
  }

  /** The same for small alpha. */
  static int creutz(
      double alpha,
      int site,
      int word0,
      int word2,
      int word3,
      int key0,
      int key1,
      int block,
      double[] myPair,
      double[] myX) {
    double span = Math.expm1(-2 * alpha);
    int next = block;
    int last = block + 1000;
    while (myX[0] < 0 && next < last) {
      Uniforms.draw(word0, site, word2, word3, key0, key1, next, myPair);
      double trial = 2 * myPair[0];
      if (alpha >= 1e-300) {
        trial = -Math.log1p(myPair[0] * span) / alpha;
      }
      if (myPair[1] * myPair[1] <= trial * (2 - trial)) {
        myX[0] = trial;
      }
      next = next + 1;
    }
    return next;
  }

  /** g = x v^dagger. */
  static void timesAdjoint(double[] myX, double[] myV, double[] myG) {
    double x0 = myX[0];
    double x1 = myX[1];
    double x2 = myX[2];
    double x3 = myX[3];
    double v0 = myV[0];
    double v1 = myV[1];
    double v2 = myV[2];
    double v3 = myV[3];
    myG[0] = x0 * v0 + x1 * v1 + x2 * v2 + x3 * v3;
    myG[1] = v0 * x1 - x0 * v1 + x2 * v3 - x3 * v2;
    myG[2] = v0 * x2 - x0 * v2 + x3 * v1 - x1 * v3;
    myG[3] = v0 * x3 - x0 * v3 + x1 * v2 - x2 * v1;
  }

  /** Rows i and j of M are multiplied by g from the left. */
  static void rotateRows(int n, int i, int j, double[] myG, double[] myM) {
    double a = myG[0];
    double b = myG[1];
    double c = myG[2];
    double d = myG[3];
    for (int k = 0; k < n; k++) {
      int ik = 2 * (i * n + k);
      int jk = 2 * (j * n + k);
      double xr = myM[ik];
      double xi = myM[ik + 1];
      double yr = myM[jk];
      double yi = myM[jk + 1];
      myM[ik] = a * xr - d * xi + c * yr - b * yi;
      myM[ik + 1] = a * xi + d * xr + c * yi + b * yr;
      myM[jk] = -c * xr - b * xi + a * yr + d * yi;
      myM[jk + 1] = -c * xi + b * xr + a * yi - d * yr;
    }
  }
}

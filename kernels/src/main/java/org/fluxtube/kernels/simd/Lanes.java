package org.fluxtube.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The widest vectors of doubles of this processor; {@code FloatLanes} has those of floats. */
final class Lanes {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** Doubles in a vector: 8 with AVX-512, 4 with AVX2, 2 with NEON. */
  static final int COUNT = SPECIES.length();

  private Lanes() {}

  static DoubleVector load(double[] a, int at) {
    return DoubleVector.fromArray(SPECIES, a, at);
  }

  static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** The value as an array stores it. */
  static double number(double value) {
    return value;
  }

  /** sum a_i b_i over {@code from} to {@code to}, a multiple of the lanes apart, in doubles. */
  static double dot(double[] a, double[] b, int from, int to) {
    DoubleVector s0 = all(0);
    DoubleVector s1 = all(0);
    DoubleVector s2 = all(0);
    DoubleVector s3 = all(0);
    int i = from;
    for (; i + 3 * COUNT < to; i += 4 * COUNT) {
      s0 = load(a, i).fma(load(b, i), s0);
      s1 = load(a, i + COUNT).fma(load(b, i + COUNT), s1);
      s2 = load(a, i + 2 * COUNT).fma(load(b, i + 2 * COUNT), s2);
      s3 = load(a, i + 3 * COUNT).fma(load(b, i + 3 * COUNT), s3);
    }
    for (; i < to; i += COUNT) {
      s0 = load(a, i).fma(load(b, i), s0);
    }
    return total(s0.add(s1).add(s2.add(s3)));
  }

  /** Sum of the lanes, in their order: reduceLanes promises none. */
  static double total(DoubleVector x) {
    double[] lanes = new double[COUNT];
    x.intoArray(lanes, 0);
    double sum = 0;
    for (double lane : lanes) {
      sum += lane;
    }
    return sum;
  }
}

package org.fluxtube.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The widest vectors of doubles of this processor; {@code FloatLanes} has those of floats. */
final class Lanes {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** Doubles in a vector: 8 with AVX-512, 4 with AVX2, 2 with NEON. */
  static final int COUNT = SPECIES.length();

  /**
   * Where the numbers of an array begin: its first 16 bytes are a header, so that vectors of 32 or
   * 64 bytes that follow them would cross lines of the cache. With objects on multiples of a
   * vector's length (the launcher's {@code ObjectAlignmentInBytes}) none does.
   */
  static final int ORIGIN = Math.max(0, COUNT - 2);

  private Lanes() {}

  /** An array for {@code count} numbers from {@link #ORIGIN} on. */
  static double[] array(int count) {
    return new double[Math.addExact(ORIGIN, count)];
  }

  /** Where block b begins, of blocks of {@code size} numbers. */
  static int start(int b, int size) {
    return ORIGIN + b * size;
  }

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

  /** The sum of {@link FlopPeak#CHAINS} lanes, each i + a b added {@code steps} times. */
  static double multiplyAdds(double a, double b, int steps) {
    DoubleVector x = all(a);
    DoubleVector y = all(b);
    DoubleVector s0 = all(0);
    DoubleVector s1 = all(1);
    DoubleVector s2 = all(2);
    DoubleVector s3 = all(3);
    DoubleVector s4 = all(4);
    DoubleVector s5 = all(5);
    DoubleVector s6 = all(6);
    DoubleVector s7 = all(7);
    DoubleVector s8 = all(8);
    DoubleVector s9 = all(9);
    DoubleVector s10 = all(10);
    DoubleVector s11 = all(11);
    for (int step = 0; step < steps; step++) {
      s0 = x.fma(y, s0);
      s1 = x.fma(y, s1);
      s2 = x.fma(y, s2);
      s3 = x.fma(y, s3);
      s4 = x.fma(y, s4);
      s5 = x.fma(y, s5);
      s6 = x.fma(y, s6);
      s7 = x.fma(y, s7);
      s8 = x.fma(y, s8);
      s9 = x.fma(y, s9);
      s10 = x.fma(y, s10);
      s11 = x.fma(y, s11);
    }
    DoubleVector left = s0.add(s1).add(s2.add(s3)).add(s4.add(s5));
    DoubleVector right = s6.add(s7).add(s8.add(s9)).add(s10.add(s11));
    return left.add(right).lane(0);
  }
}

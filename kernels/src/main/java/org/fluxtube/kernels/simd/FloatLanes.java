package org.fluxtube.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The widest vectors of floats of this processor: what {@link Lanes} is for doubles. */
final class FloatLanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Floats in a vector: 16 with AVX-512, 8 with AVX2, 4 with NEON. */
  static final int COUNT = SPECIES.length();

  /** Where the numbers of an array begin: {@link Lanes#ORIGIN}. */
  static final int ORIGIN = Math.max(0, COUNT - 4);

  private FloatLanes() {}

  static float[] array(int count) {
    return new float[Math.addExact(ORIGIN, count)];
  }

  static int start(int b, int size) {
    return ORIGIN + b * size;
  }

  static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(SPECIES, a, at);
  }

  static FloatVector all(double value) {
    return FloatVector.broadcast(SPECIES, (float) value);
  }

  static float number(double value) {
    return (float) value;
  }

  /** sum a_i b_i over {@code from} to {@code to}, a multiple of the lanes apart, in doubles. */
  static double dot(float[] a, float[] b, int from, int to) {
    DoubleVector s0 = Lanes.all(0);
    DoubleVector s1 = Lanes.all(0);
    DoubleVector s2 = Lanes.all(0);
    DoubleVector s3 = Lanes.all(0);
    int i = from;
    for (; i + COUNT < to; i += 2 * COUNT) {
      s0 = wide(a, i, 0).fma(wide(b, i, 0), s0);
      s1 = wide(a, i, 1).fma(wide(b, i, 1), s1);
      s2 = wide(a, i + COUNT, 0).fma(wide(b, i + COUNT, 0), s2);
      s3 = wide(a, i + COUNT, 1).fma(wide(b, i + COUNT, 1), s3);
    }
    for (; i < to; i += COUNT) {
      s0 = wide(a, i, 0).fma(wide(b, i, 0), s0);
      s1 = wide(a, i, 1).fma(wide(b, i, 1), s1);
    }
    return Lanes.total(s0.add(s1).add(s2.add(s3)));
  }

  /** One half of the vector at {@code at}, in doubles. */
  private static DoubleVector wide(float[] a, int at, int half) {
    return (DoubleVector) load(a, at).convertShape(VectorOperators.F2D, Lanes.SPECIES, half);
  }

  /** The sum of {@link FlopPeak#CHAINS} lanes, each i + a b added {@code steps} times. */
  static double multiplyAdds(double a, double b, int steps) {
    FloatVector x = all(a);
    FloatVector y = all(b);
    FloatVector s0 = all(0);
    FloatVector s1 = all(1);
    FloatVector s2 = all(2);
    FloatVector s3 = all(3);
    FloatVector s4 = all(4);
    FloatVector s5 = all(5);
    FloatVector s6 = all(6);
    FloatVector s7 = all(7);
    FloatVector s8 = all(8);
    FloatVector s9 = all(9);
    FloatVector s10 = all(10);
    FloatVector s11 = all(11);
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
    FloatVector left = s0.add(s1).add(s2.add(s3)).add(s4.add(s5));
    FloatVector right = s6.add(s7).add(s8.add(s9)).add(s10.add(s11));
    return left.add(right).lane(0);
  }
}

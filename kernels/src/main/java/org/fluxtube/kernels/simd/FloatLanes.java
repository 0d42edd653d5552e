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

  private FloatLanes() {}

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
}

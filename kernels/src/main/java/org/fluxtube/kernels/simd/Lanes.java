package org.fluxtube.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The widest vectors of doubles of this processor. */
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
}

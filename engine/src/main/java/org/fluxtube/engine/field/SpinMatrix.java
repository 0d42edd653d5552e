package org.fluxtube.engine.field;

import java.util.Arrays;

/** A complex matrix that acts on the spin index, the same at every site; immutable. */
public final class SpinMatrix {
  private final int spins;
  private final double[] values;

  /**
   * @param spins rows
   * @param values row by row, real part before imaginary part; copied
   */
  public SpinMatrix(int spins, double... values) {
    if (values.length != 2 * spins * spins) {
      throw new IllegalArgumentException(
          "a spin matrix with "
              + spins
              + " rows has "
              + 2 * spins * spins
              + " numbers, got "
              + values.length);
    }
    this.spins = spins;
    this.values = values.clone();
  }

  /** (re + i im) times the unit matrix. */
  public static SpinMatrix scalar(int spins, double re, double im) {
    double[] v = new double[2 * spins * spins];
    for (int i = 0; i < spins; i++) {
      v[2 * i * (spins + 1)] = re;
      v[2 * i * (spins + 1) + 1] = im;
    }
    return new SpinMatrix(spins, v);
  }

  /** Rows. */
  public int spins() {
    return spins;
  }

  /** Real part of an entry. */
  public double re(int i, int j) {
    return values[2 * (i * spins + j)];
  }

  /** Imaginary part of an entry. */
  public double im(int i, int j) {
    return values[2 * (i * spins + j) + 1];
  }

  /** The numbers, row by row; a copy. */
  public double[] values() {
    return values.clone();
  }

  /** this b. */
  public SpinMatrix times(SpinMatrix b) {
    double[] v = new double[values.length];
    for (int i = 0; i < spins; i++) {
      for (int j = 0; j < spins; j++) {
        for (int k = 0; k < spins; k++) {
          v[2 * (i * spins + j)] += re(i, k) * b.re(k, j) - im(i, k) * b.im(k, j);
          v[2 * (i * spins + j) + 1] += re(i, k) * b.im(k, j) + im(i, k) * b.re(k, j);
        }
      }
    }
    return new SpinMatrix(spins, v);
  }

  /** this + factor b. */
  public SpinMatrix plus(double factor, SpinMatrix b) {
    double[] v = values.clone();
    for (int i = 0; i < v.length; i++) {
      v[i] += factor * b.values[i];
    }
    return new SpinMatrix(spins, v);
  }

  /** The Hermitian conjugate. */
  public SpinMatrix adjoint() {
    double[] v = new double[values.length];
    for (int i = 0; i < spins; i++) {
      for (int j = 0; j < spins; j++) {
        v[2 * (i * spins + j)] = re(j, i);
        v[2 * (i * spins + j) + 1] = -im(j, i);
      }
    }
    return new SpinMatrix(spins, v);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpinMatrix that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "SpinMatrix" + Arrays.toString(values);
  }
}

package org.fluxtube.engine.flow;

import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Generators;
import org.fluxtube.engine.field.Rotation;

/**
 * The components as they are. F^a = -g.(L_a x); as sum_a L_a x (L_a x)^T = 1 - x x^T on the sphere,
 * the tangent part of g = dS/dx is -F^a L_a x.
 */
final class SphereChart<F extends Field<F>> extends Chart<F> {
  private final int size;
  private final int n;

  SphereChart(F like, int n) {
    super(like);
    this.size = like.type().size(like.lattice());
    this.n = n;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  void slope(double[] x, double[] force, double[] slope) {
    for (int s = 0; s < size / n; s++) {
      Rotation.velocity(n, -1, force, s * Generators.rotations(n), x, s * n, slope);
    }
  }

  @Override
  void force(double[] x, double[] slope, double[] force) {
    for (int s = 0; s < size / n; s++) {
      Rotation.torque(n, -1, x, slope, s * n, 0, force, s * Generators.rotations(n));
    }
  }
}

package org.fluxtube.engine.field;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.lattice.Lattice;

/** What kind of field lives on the lattice; plain data, the type of a {@link FieldData}. */
public sealed interface FieldType {

  /** Real numbers in the host order of a field of this type on {@code lattice}. */
  int size(Lattice lattice);

  /**
   * Links of a gauge group. Host order {@code [mu][site][row][column][re, im]}.
   *
   * @param group the gauge group
   */
  record Gauge(@Param("U(1), SU(2), SU(3), ... SU(8)") Group group) implements FieldType {
    @Override
    public int size(Lattice lattice) {
      return Math.multiplyExact(lattice.dimensions() * lattice.volume(), 2 * group.n() * group.n());
    }

    @Override
    public String toString() {
      return group + " gauge field";
    }
  }

  /**
   * A real scalar field with n components. Host order {@code [site][component]}.
   *
   * @param components number of components, at least 1
   */
  record Scalar(@Param(value = "number of components, 1 to 64", optional = true) int components)
      implements FieldType {
    /** Checks {@code components >= 1}. */
    public Scalar {
      if (components < 1 || components > 64) {
        throw new IllegalArgumentException(
            "scalar field with " + components + " components; allowed are 1 to 64");
      }
    }

    @Override
    public int size(Lattice lattice) {
      return Math.multiplyExact(lattice.volume(), components);
    }

    @Override
    public String toString() {
      return components + "-component scalar field";
    }
  }

  /**
   * Unit vectors in R^n. Host order {@code [site][component]}.
   *
   * @param components n of O(n), at least 2
   */
  record Spin(@Param("n of O(n), 2 to 64") int components) implements FieldType {
    /** Checks {@code components >= 2}. */
    public Spin {
      if (components < 2 || components > 64) {
        throw new IllegalArgumentException(
            "spin field with " + components + " components; allowed are 2 to 64");
      }
    }

    @Override
    public int size(Lattice lattice) {
      return Math.multiplyExact(lattice.volume(), components);
    }

    @Override
    public String toString() {
      return "O(" + components + ") spin field";
    }
  }
}

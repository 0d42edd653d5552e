package org.fluxtube.engine.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/** Names and shapes of the native HDF5 file; the package description has the whole layout. */
final class Hdf5Layout {
  static final String FORMAT = "fluxtube-configuration";
  static final int VERSION = 1;
  static final String FIELD = "field";
  static final String METADATA = "metadata";

  private Hdf5Layout() {}

  /**
   * Dimensions of the dataset, slowest first: {@code [mu][t][z][y][x][2 N^2]} for links, {@code
   * [t][z][y][x][components]} for sites, without the last where there is one component.
   */
  static int[] shape(FieldType type, Lattice lattice) {
    List<Integer> shape = new ArrayList<>(lattice.toList());
    Collections.reverse(shape);
    switch (type) {
      case FieldType.Gauge gauge -> {
        shape.addFirst(lattice.dimensions());
        shape.add(2 * gauge.group().n() * gauge.group().n());
      }
      case FieldType.Spin spin -> shape.add(spin.components());
      case FieldType.Scalar scalar -> {
        if (scalar.components() > 1) {
          shape.add(scalar.components());
        }
      }
    }
    return shape.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The order of the numbers, for a person who opens the file. */
  static String order(FieldType type) {
    return switch (type) {
      case FieldType.Gauge gauge -> "direction, sites with x fastest, (row, column, re/im)";
      case FieldType.Spin spin -> "sites with x fastest, component";
      case FieldType.Scalar scalar -> "sites with x fastest, component";
    };
  }
}

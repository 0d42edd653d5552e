package org.fluxtube.engine.io;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;

/** Writes the native HDF5 file. */
final class Hdf5Writer {
  private Hdf5Writer() {}

  /** Writes {@code data} to a new file and reads it back: the library ignores short writes. */
  static void write(Path file, FieldData data, Map<String, String> metadata) throws IOException {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("format", Hdf5Layout.FORMAT);
      hdf.putAttribute("version", Hdf5Layout.VERSION);
      hdf.putAttribute("lattice", data.lattice().extents());
      hdf.putAttribute("order", Hdf5Layout.order(data.type()));
      switch (data.type()) {
        case FieldType.Gauge gauge -> {
          hdf.putAttribute("fieldType", "gauge");
          hdf.putAttribute("group", gauge.group().toString());
          hdf.putAttribute("linkTrace", PlainObservables.linkTrace(data));
          if (data.lattice().dimensions() > 1) {
            hdf.putAttribute("plaquette", PlainObservables.plaquette(data));
          }
        }
        case FieldType.Spin spin -> {
          hdf.putAttribute("fieldType", "spin");
          hdf.putAttribute("components", spin.components());
        }
        case FieldType.Scalar scalar -> {
          hdf.putAttribute("fieldType", "scalar");
          hdf.putAttribute("components", scalar.components());
        }
      }
      hdf.putAttribute(Digest.KEY, Digest.sha256(data));
      if (!metadata.isEmpty()) {
        WritableGroup group = hdf.putGroup(Hdf5Layout.METADATA);
        metadata.forEach(group::putAttribute);
      }
      int[] shape = Hdf5Layout.shape(data.type(), data.lattice());
      hdf.putDataset(Hdf5Layout.FIELD, nested(data.values(), shape));
    } catch (HdfException e) {
      throw new IOException(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
    }
    try (Source source = Source.open(file)) {
      Hdf5Reader.read(source, ReadOptions.STRICT);
    }
  }

  /** The values as Java arrays in arrays, as the library wants them. */
  private static Object nested(double[] values, int[] s) {
    Object array =
        switch (s.length) {
          case 1 -> new double[s[0]];
          case 2 -> new double[s[0]][s[1]];
          case 3 -> new double[s[0]][s[1]][s[2]];
          case 4 -> new double[s[0]][s[1]][s[2]][s[3]];
          case 5 -> new double[s[0]][s[1]][s[2]][s[3]][s[4]];
          case 6 -> new double[s[0]][s[1]][s[2]][s[3]][s[4]][s[5]];
          default -> throw new IllegalArgumentException("shape of rank " + s.length);
        };
    fill(array, values, 0);
    return array;
  }

  /** Copies values from {@code at} on into the innermost arrays; returns where it ended. */
  private static int fill(Object array, double[] values, int at) {
    if (array instanceof double[] row) {
      System.arraycopy(values, at, row, 0, row.length);
      return at + row.length;
    }
    int next = at;
    for (Object inner : (Object[]) array) {
      next = fill(inner, values, next);
    }
    return next;
  }
}

package org.fluxtube.engine.io;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
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
      hdf.putDataset(Hdf5Layout.FIELD, nested(data.values(), 0, data.values().length, shape));
    } catch (HdfException e) {
      throw new IOException(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
    }
    try (Source source = Source.open(file)) {
      Hdf5Reader.read(source, ReadOptions.STRICT);
    }
  }

  /** Java arrays in arrays of the given shape, as the library wants them. */
  private static Object nested(double[] values, int from, int length, int[] shape) {
    if (shape.length == 1) {
      return Arrays.copyOfRange(values, from, from + length);
    }
    int[] inner = Arrays.copyOfRange(shape, 1, shape.length);
    int stride = length / shape[0];
    Object first = nested(values, from, stride, inner);
    Object array = Array.newInstance(first.getClass(), shape[0]);
    Array.set(array, 0, first);
    for (int i = 1; i < shape[0]; i++) {
      Array.set(array, i, nested(values, from + i * stride, stride, inner));
    }
    return array;
  }
}

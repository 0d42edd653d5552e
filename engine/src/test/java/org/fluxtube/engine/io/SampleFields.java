package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;

/** Random fields, and files of the kinds that nobody writes any more, encoded by plain loops. */
final class SampleFields {
  private SampleFields() {}

  /** Random links: Gram-Schmidt on normal deviates, the last row scaled to determinant 1. */
  static FieldData links(Group group, Lattice lattice, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = group.n();
    double[] u = new double[new FieldType.Gauge(group).size(lattice)];
    int size = 2 * n * n;
    double[] det = new double[2];
    for (int link = 0; link < u.length; link += size) {
      for (int i = 0; i < n; i++) {
        int row = link + 2 * n * i;
        for (int k = 0; k < 2 * n; k++) {
          u[row + k] = random.nextGaussian();
        }
        // twice, so that rows are orthogonal to rounding
        for (int pass = 0; pass < 2; pass++) {
          for (int j = 0; j < i; j++) {
            subtractProjection(u, row, link + 2 * n * j, n);
          }
          normalise(u, row, n);
        }
      }
      if (n > 1) {
        double[] copy = new double[size];
        System.arraycopy(u, link, copy, 0, size);
        PlainObservables.determinant(copy, n, det);
        for (int k = size - 2 * n; k < size; k += 2) {
          double re = u[link + k];
          double im = u[link + k + 1];
          u[link + k] = re * det[0] + im * det[1];
          u[link + k + 1] = im * det[0] - re * det[1];
        }
      }
    }
    return new FieldData(new FieldType.Gauge(group), lattice, u);
  }

  private static void subtractProjection(double[] u, int row, int other, int n) {
    double re = 0;
    double im = 0;
    for (int k = 0; k < 2 * n; k += 2) {
      re += u[row + k] * u[other + k] + u[row + k + 1] * u[other + k + 1];
      im += u[row + k + 1] * u[other + k] - u[row + k] * u[other + k + 1];
    }
    for (int k = 0; k < 2 * n; k += 2) {
      u[row + k] -= re * u[other + k] - im * u[other + k + 1];
      u[row + k + 1] -= re * u[other + k + 1] + im * u[other + k];
    }
  }

  private static void normalise(double[] u, int row, int n) {
    double norm = 0;
    for (int k = 0; k < 2 * n; k++) {
      norm += u[row + k] * u[row + k];
    }
    for (int k = 0; k < 2 * n; k++) {
      u[row + k] /= Math.sqrt(norm);
    }
  }

  static FieldData scalar(int components, Lattice lattice, long seed) {
    FieldType type = new FieldType.Scalar(components);
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[type.size(lattice)];
    for (int i = 0; i < values.length; i++) {
      values[i] = 3 * random.nextGaussian();
    }
    return new FieldData(type, lattice, values);
  }

  static FieldData spins(int components, Lattice lattice, long seed) {
    double[] values = scalar(components, lattice, seed).values();
    for (int site = 0; site < values.length; site += components) {
      double norm = 0;
      for (int c = 0; c < components; c++) {
        norm += values[site + c] * values[site + c];
      }
      for (int c = 0; c < components; c++) {
        values[site + c] /= Math.sqrt(norm);
      }
    }
    return new FieldData(new FieldType.Spin(components), lattice, values);
  }

  static FieldData single(FieldData data) {
    double[] values = data.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) values[i];
    }
    return new FieldData(data.type(), data.lattice(), values);
  }

  /** Links in the order of the files, {@code rows} of each, in the given precision. */
  static byte[] payload(FieldData data, int n, int rows, Precision precision, ByteOrder order) {
    int volume = data.lattice().volume();
    ByteBuffer bytes = ByteBuffer.allocate(volume * 8 * rows * n * precision.bytes()).order(order);
    for (int site = 0; site < volume; site++) {
      for (int mu = 0; mu < 4; mu++) {
        for (int k = 0; k < 2 * rows * n; k++) {
          double value = data.values()[(mu * volume + site) * 2 * n * n + k];
          if (precision == Precision.SINGLE) {
            bytes.putFloat((float) value);
          } else {
            bytes.putDouble(value);
          }
        }
      }
    }
    return bytes.array();
  }

  /** A MILC v5 file. */
  static void milc(Path file, FieldData data, ByteOrder order) throws IOException {
    byte[] payload = payload(data, 3, 3, Precision.SINGLE, order);
    int sum29 = 0;
    int sum31 = 0;
    ByteBuffer words = ByteBuffer.wrap(payload).order(order);
    for (int k = 0; k < payload.length / 4; k++) {
      int word = words.getInt(4 * k);
      sum29 ^= word << k % 29 | (k % 29 == 0 ? 0 : word >>> 32 - k % 29);
      sum31 ^= word << k % 31 | (k % 31 == 0 ? 0 : word >>> 32 - k % 31);
    }
    ByteBuffer bytes = ByteBuffer.allocate(96 + payload.length).order(order);
    bytes.putInt(0x4e87);
    for (int extent : data.lattice().extents()) {
      bytes.putInt(extent);
    }
    bytes.put("Mon Jan  1 00:00:00 2001".getBytes(StandardCharsets.US_ASCII));
    bytes.position(84).putInt(0).putInt(sum29).putInt(sum31).put(payload);
    Files.write(file, bytes.array());
  }

  /** A NERSC archive with any of the DATATYPEs and FLOATING_POINTs in circulation. */
  static void nersc(
      Path file, FieldData data, String dataType, int rows, String floatingPoint, ByteOrder order)
      throws IOException {
    int n = ((FieldType.Gauge) data.type()).group().n();
    Precision precision = floatingPoint.contains("32") ? Precision.SINGLE : Precision.DOUBLE;
    byte[] payload = payload(data, n, rows, precision, order);
    int sum = 0;
    ByteBuffer words = ByteBuffer.wrap(payload).order(order);
    while (words.hasRemaining()) {
      sum += words.getInt();
    }
    int[] x = data.lattice().extents();
    String header =
        String.format(
            Locale.ROOT,
            "BEGIN_HEADER\nHDR_VERSION = 1.0\nDATATYPE = %s\nDIMENSION_1 = %d\nDIMENSION_2 = %d\n"
                + "DIMENSION_3 = %d\nDIMENSION_4 = %d\nCHECKSUM = %x\nLINK_TRACE = %.10g\n"
                + "PLAQUETTE  = %.10g\nFLOATING_POINT = %s\nEND_HEADER\n",
            dataType,
            x[0],
            x[1],
            x[2],
            x[3],
            sum,
            PlainObservables.linkTrace(data),
            PlainObservables.plaquette(data),
            floatingPoint);
    ByteBuffer bytes = ByteBuffer.allocate(header.length() + payload.length);
    bytes.put(header.getBytes(StandardCharsets.US_ASCII)).put(payload);
    Files.write(file, bytes.array());
  }
}

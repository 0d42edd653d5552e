package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The binary part that ILDG, NERSC and MILC share: {@code [t][z][y][x][mu][row][column][re, im]},
 * against the host order {@code [mu][site][row][column][re, im]}.
 *
 * @param group the gauge group
 * @param extents x, y, z, t
 * @param precision of each number
 * @param order of the bytes
 * @param rows rows stored of each link: N, or N - 1 where the last is reconstructed
 */
record LinkPayload(
    Group group, List<Integer> extents, Precision precision, ByteOrder order, int rows) {
  private static final int CHUNK = 1 << 20;

  /** Takes what was encoded, in the order of the file. */
  interface Sink {
    /** All remaining bytes; the buffer may be reused afterwards. */
    void put(ByteBuffer buffer) throws IOException;
  }

  /** Bytes of one site. */
  int siteBytes() {
    return 4 * rows * group.n() * 2 * precision.bytes();
  }

  private int chunkSites() {
    return Math.max(1, CHUNK / siteBytes());
  }

  /**
   * Reads the payload at {@code offset}, whose size the caller has compared with the file's, and
   * feeds every checksum.
   */
  FieldData read(Source source, long offset, SiteSum... sums) throws IOException {
    int n = group.n();
    Lattice lattice;
    double[] values;
    try {
      lattice = Lattice.of(extents);
      values = new double[new FieldType.Gauge(group).size(lattice)];
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw source.at(
          offset, "a " + group + " field on " + extents + " is too large: " + e.getMessage());
    }
    int volume = lattice.volume();
    ByteBuffer buffer = ByteBuffer.allocate(chunkSites() * siteBytes()).order(order);
    for (int first = 0; first < volume; first += chunkSites()) {
      int last = Math.min(volume, first + chunkSites());
      buffer.clear().limit((last - first) * siteBytes());
      source.fill(offset + (long) first * siteBytes(), buffer);
      buffer.flip();
      for (int site = first; site < last; site++) {
        for (SiteSum sum : sums) {
          sum.site(buffer.array(), buffer.position(), siteBytes());
        }
        for (int mu = 0; mu < 4; mu++) {
          int link = (mu * volume + site) * 2 * n * n;
          for (int k = 0; k < 2 * n * rows; k++) {
            values[link + k] =
                switch (precision) {
                  case SINGLE -> buffer.getFloat();
                  case DOUBLE -> buffer.getDouble();
                };
          }
          if (rows < n) {
            lastRow(values, link, n);
          }
        }
      }
    }
    return new FieldData(new FieldType.Gauge(group), lattice, values);
  }

  /** Encodes a field of this group and lattice; every checksum sees what the sink gets. */
  void encode(FieldData data, Sink sink, SiteSum... sums) throws IOException {
    int volume = data.lattice().volume();
    int numbers = 2 * group.n() * group.n();
    double[] values = data.values();
    ByteBuffer buffer = ByteBuffer.allocate(chunkSites() * siteBytes()).order(order);
    for (int first = 0; first < volume; first += chunkSites()) {
      int last = Math.min(volume, first + chunkSites());
      buffer.clear();
      for (int site = first; site < last; site++) {
        int start = buffer.position();
        for (int mu = 0; mu < 4; mu++) {
          int link = (mu * volume + site) * numbers;
          for (int k = 0; k < 2 * group.n() * rows; k++) {
            switch (precision) {
              case SINGLE -> buffer.putFloat((float) values[link + k]);
              case DOUBLE -> buffer.putDouble(values[link + k]);
            }
          }
        }
        for (SiteSum sum : sums) {
          sum.site(buffer.array(), start, siteBytes());
        }
      }
      sink.put(buffer.flip());
    }
  }

  /**
   * {@code U_{N-1,j} = conj(C_{N-1,j})}, C the cofactor: what makes U unitary with determinant 1.
   */
  private static void lastRow(double[] u, int link, int n) {
    double[] minor = new double[2 * (n - 1) * (n - 1)];
    double[] det = new double[2];
    for (int column = 0; column < n; column++) {
      int to = 0;
      for (int i = 0; i < n - 1; i++) {
        for (int j = 0; j < n; j++) {
          if (j != column) {
            minor[to++] = u[link + 2 * (i * n + j)];
            minor[to++] = u[link + 2 * (i * n + j) + 1];
          }
        }
      }
      PlainObservables.determinant(minor, n - 1, det);
      int sign = (n - 1 + column) % 2 == 0 ? 1 : -1;
      int at = link + 2 * ((n - 1) * n + column);
      u[at] = sign * det[0];
      u[at + 1] = -sign * det[1];
    }
  }
}

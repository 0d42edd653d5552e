package org.fluxtube.engine.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** A checksum that is fed the bytes of the file site after site, in the order of the file. */
sealed interface SiteSum {
  /** Adds one site: {@code length} bytes from {@code offset}; unchanged. */
  void site(byte[] bytes, int offset, int length);

  /**
   * SciDAC: {@code suma = XOR_r rotl(crc_r, r mod 29)}, {@code sumb = XOR_r rotl(crc_r, r mod 31)},
   * crc_r the CRC-32 of the bytes of site r, r the lexicographic rank with x fastest.
   */
  final class Scidac implements SiteSum {
    private final CRC32 crc = new CRC32();
    private int rank29;
    private int rank31;
    private int suma;
    private int sumb;

    @Override
    public void site(byte[] bytes, int offset, int length) {
      crc.reset();
      crc.update(bytes, offset, length);
      int value = (int) crc.getValue();
      suma ^= Integer.rotateLeft(value, rank29);
      sumb ^= Integer.rotateLeft(value, rank31);
      rank29 = (rank29 + 1) % 29;
      rank31 = (rank31 + 1) % 31;
    }

    int suma() {
      return suma;
    }

    int sumb() {
      return sumb;
    }
  }

  /** NERSC: the sum modulo 2^32 of all 32-bit words of the payload. Blind to their order. */
  final class Nersc implements SiteSum {
    private final ByteOrder order;
    private int sum;

    Nersc(ByteOrder order) {
      this.order = order;
    }

    @Override
    public void site(byte[] bytes, int offset, int length) {
      ByteBuffer words = ByteBuffer.wrap(bytes, offset, length).order(order);
      while (words.hasRemaining()) {
        sum += words.getInt();
      }
    }

    int sum() {
      return sum;
    }
  }

  /**
   * MILC: {@code sum29 = XOR_k rotl(w_k, k mod 29)}, the same with 31, over all 32-bit words w_k.
   */
  final class Milc implements SiteSum {
    private final ByteOrder order;
    private int rank29;
    private int rank31;
    private int sum29;
    private int sum31;

    Milc(ByteOrder order) {
      this.order = order;
    }

    @Override
    public void site(byte[] bytes, int offset, int length) {
      ByteBuffer words = ByteBuffer.wrap(bytes, offset, length).order(order);
      while (words.hasRemaining()) {
        int word = words.getInt();
        sum29 ^= Integer.rotateLeft(word, rank29);
        sum31 ^= Integer.rotateLeft(word, rank31);
        rank29 = (rank29 + 1) % 29;
        rank31 = (rank31 + 1) % 31;
      }
    }

    int sum29() {
      return sum29;
    }

    int sum31() {
      return sum31;
    }
  }
}

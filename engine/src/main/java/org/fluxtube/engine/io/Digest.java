package org.fluxtube.engine.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.fluxtube.engine.field.FieldData;

/**
 * SHA-256 of a field: of the line {@code "<field type> <lattice>\n"}, for example {@code "SU(3)
 * gauge field 4x4x4x8\n"}, followed by all numbers in host order as little-endian binary64. The
 * same field has the same digest in every format; another shape or group with the same numbers has
 * not.
 */
final class Digest {
  /** The header key of the digest, in all formats. */
  static final String KEY = "fluxtube.sha256";

  private Digest() {}

  static String sha256(FieldData data) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    String shape = data.type() + " " + data.lattice() + "\n";
    digest.update(shape.getBytes(StandardCharsets.UTF_8));
    double[] values = data.values();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    int chunk = buffer.capacity() / Double.BYTES;
    for (int first = 0; first < values.length; first += chunk) {
      int count = Math.min(chunk, values.length - first);
      buffer.asDoubleBuffer().put(values, first, count);
      digest.update(buffer.array(), 0, count * Double.BYTES);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

package org.fluxtube.engine.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our writers put on disk, taken apart without our readers. */
class WrittenFilesTest {
  private static final Lattice LATTICE = new Lattice(3, 2, 4, 5);

  @TempDir Path folder;

  /** One LIME record as bytes: header, data. */
  private record Piece(int flags, byte[] data) {
    String text() {
      return new String(data, StandardCharsets.UTF_8);
    }
  }

  private static Map<String, Piece> lime(Path file) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    Map<String, Piece> pieces = new LinkedHashMap<>();
    while (bytes.hasRemaining()) {
      assertThat(bytes.getInt()).isEqualTo(0x456789ab);
      assertThat(bytes.getShort()).isEqualTo((short) 1);
      int flags = bytes.getShort() & 0xffff;
      byte[] data = new byte[Math.toIntExact(bytes.getLong())];
      byte[] type = new byte[128];
      bytes.get(type).get(data);
      while (bytes.position() % 8 != 0) {
        assertThat(bytes.get()).isZero();
      }
      pieces.put(new String(type, StandardCharsets.US_ASCII).trim(), new Piece(flags, data));
    }
    return pieces;
  }

  @ParameterizedTest
  @CsvSource({"1, u1gauge, DOUBLE", "2, su2gauge, SINGLE", "3, su3gauge, DOUBLE"})
  void limeStructureAndSlowChecksum(int n, String field, Precision precision) throws Exception {
    FieldData data = SampleFields.links(new Group(n), LATTICE, 30 + n);
    Path file = folder.resolve("c.lime");
    ConfigurationFile.write(file, data, Format.ILDG, precision, Map.of("lfn", "lfn://a/b"));
    Map<String, Piece> pieces = lime(file);
    assertThat(pieces.keySet())
        .containsExactly(
            "scidac-private-file-xml",
            "scidac-file-xml",
            "scidac-private-record-xml",
            "scidac-record-xml",
            "ildg-format",
            "ildg-data-lfn",
            "ildg-binary-data",
            "scidac-checksum");
    // two messages: begin and end flags stand on their first and last records
    assertThat(pieces.values().stream().map(Piece::flags).toList())
        .containsExactly(0x8000, 0x4000, 0x8000, 0, 0, 0, 0, 0x4000);
    assertThat(pieces.get("ildg-format").text())
        .contains("<field>" + field + "</field>")
        .contains("<precision>" + 8 * precision.bytes() + "</precision>")
        .contains("<lx>3</lx><ly>2</ly><lz>4</lz><lt>5</lt>");
    assertThat(pieces.get("scidac-private-file-xml").text()).contains("<dims>3 2 4 5 </dims>");
    assertThat(pieces.get("ildg-data-lfn").text()).isEqualTo("lfn://a/b\0");
    byte[] binary = pieces.get("ildg-binary-data").data();
    assertThat(binary).isEqualTo(SampleFields.payload(data, n, n, precision, ByteOrder.BIG_ENDIAN));
    int[] sums = slowScidac(binary, LATTICE.volume());
    assertThat(pieces.get("scidac-checksum").text())
        .contains(
            String.format(Locale.ROOT, "<suma>%08x</suma><sumb>%08x</sumb>", sums[0], sums[1]));
  }

  /** The SciDAC checksum bit by bit, from the polynomial. */
  private static int[] slowScidac(byte[] binary, int volume) {
    int[] sums = new int[2];
    int siteBytes = binary.length / volume;
    for (int rank = 0; rank < volume; rank++) {
      int crc = 0xffffffff;
      for (int i = rank * siteBytes; i < (rank + 1) * siteBytes; i++) {
        for (int bit = 0; bit < 8; bit++) {
          int in = (binary[i] >> bit ^ crc) & 1;
          crc = crc >>> 1 ^ (in == 1 ? 0xedb88320 : 0);
        }
      }
      long word = ~crc & 0xffffffffL;
      sums[0] ^= (int) (word << rank % 29 | word >> 32 - rank % 29);
      sums[1] ^= (int) (word << rank % 31 | word >> 32 - rank % 31);
    }
    return sums;
  }

  @Test
  void nerscHeaderAndSlowChecksum() throws Exception {
    FieldData data = SampleFields.links(Group.SU3, LATTICE, 40);
    Path file = folder.resolve("c.nersc");
    ConfigurationFile.write(file, data, Format.NERSC, Precision.SINGLE, Map.of("trajectory", "70"));
    byte[] bytes = Files.readAllBytes(file);
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int start = all.indexOf("END_HEADER\n") + "END_HEADER\n".length();
    Map<String, String> header = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>(all.substring(0, start).lines().toList());
    assertThat(lines.removeFirst()).isEqualTo("BEGIN_HEADER");
    assertThat(lines.removeLast()).isEqualTo("END_HEADER");
    for (String line : lines) {
      String[] parts = line.split(" = ", 2);
      assertThat(header.put(parts[0], parts[1])).as(line).isNull();
    }
    long sum = 0;
    for (int i = start; i < bytes.length; i += 4) {
      sum += Long.parseLong(HexFormat.of().formatHex(bytes, i, i + 4), 16);
    }
    assertThat(header)
        .containsEntry("DATATYPE", "4D_SU3_GAUGE_3x3")
        .containsEntry("FLOATING_POINT", "IEEE32BIG")
        .containsEntry("DIMENSION_1", "3")
        .containsEntry("DIMENSION_4", "5")
        .containsEntry("BOUNDARY_4", "PERIODIC")
        .containsEntry("SEQUENCE_NUMBER", "70")
        .containsEntry("CHECKSUM", String.format(Locale.ROOT, "%08x", sum & 0xffffffffL));
    byte[] payload = SampleFields.payload(data, 3, 3, Precision.SINGLE, ByteOrder.BIG_ENDIAN);
    assertThat(Arrays.copyOfRange(bytes, start, bytes.length)).isEqualTo(payload);
  }

  @Test
  void hdf5HoldsThePayloadAsItStandsInMemory() throws Exception {
    FieldData data = SampleFields.links(Group.SU2, new Lattice(3, 4), 41);
    Path file = folder.resolve("c.h5");
    ConfigurationFile.write(file, data, Format.HDF5, Map.of());
    ByteBuffer payload =
        ByteBuffer.allocate(8 * data.values().length).order(ByteOrder.LITTLE_ENDIAN);
    payload.asDoubleBuffer().put(data.values());
    assertThat(Files.readAllBytes(file)).startsWith(HexFormat.of().parseHex("894844460d0a1a0a"));
    assertThat(latin(Files.readAllBytes(file))).containsOnlyOnce(latin(payload.array()));
    ByteArrayOutputStream digested = new ByteArrayOutputStream();
    digested.writeBytes("SU(2) gauge field 3x4\n".getBytes(StandardCharsets.US_ASCII));
    digested.writeBytes(payload.array());
    byte[] sha = MessageDigest.getInstance("SHA-256").digest(digested.toByteArray());
    assertThat(latin(Files.readAllBytes(file))).contains(HexFormat.of().formatHex(sha));
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}

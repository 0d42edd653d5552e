package org.fluxtube.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 3600 damaged files: each is refused with the documented exception, or read with the payload that
 * was written. Seeds are fixed.
 */
class FuzzTest {
  private static final int MUTATIONS = 300;
  private static final Lattice LATTICE = new Lattice(2, 2, 2, 3);

  @TempDir Path folder;

  /** A good file to damage. */
  enum Base {
    ILDG_SU3_DOUBLE,
    ILDG_SU2_SINGLE,
    ILDG_U1_DOUBLE,
    NERSC_SU3_DOUBLE,
    NERSC_SU4_SINGLE,
    NERSC_TWO_ROWS,
    MILC_BIG,
    MILC_LITTLE,
    HDF5_SU3,
    HDF5_U1_IN_2D,
    HDF5_SPIN,
    HDF5_SCALAR;

    FieldData write(Path file) throws Exception {
      Map<String, String> metadata = Map.of("seed", "7", "action", "Wilson plaquette");
      FieldData data =
          switch (this) {
            case ILDG_SU3_DOUBLE,
                NERSC_SU3_DOUBLE,
                NERSC_TWO_ROWS,
                MILC_BIG,
                MILC_LITTLE,
                HDF5_SU3 ->
                SampleFields.links(Group.SU3, LATTICE, 60);
            case ILDG_SU2_SINGLE -> SampleFields.links(Group.SU2, LATTICE, 61);
            case ILDG_U1_DOUBLE -> SampleFields.links(Group.U1, LATTICE, 62);
            case NERSC_SU4_SINGLE -> SampleFields.links(Group.su(4), LATTICE, 63);
            case HDF5_U1_IN_2D -> SampleFields.links(Group.U1, new Lattice(6, 5), 64);
            case HDF5_SPIN -> SampleFields.spins(3, new Lattice(4, 3, 3), 65);
            case HDF5_SCALAR -> SampleFields.scalar(1, new Lattice(17), 66);
          };
      switch (this) {
        case ILDG_SU3_DOUBLE, ILDG_U1_DOUBLE ->
            ConfigurationFile.write(file, data, Format.ILDG, metadata);
        case ILDG_SU2_SINGLE ->
            ConfigurationFile.write(file, data, Format.ILDG, Precision.SINGLE, metadata);
        case NERSC_SU3_DOUBLE -> ConfigurationFile.write(file, data, Format.NERSC, metadata);
        case NERSC_SU4_SINGLE ->
            ConfigurationFile.write(file, data, Format.NERSC, Precision.SINGLE, metadata);
        case NERSC_TWO_ROWS ->
            SampleFields.nersc(
                file, data, "4D_SU3_GAUGE", 2, "IEEE32LITTLE", ByteOrder.LITTLE_ENDIAN);
        case MILC_BIG -> SampleFields.milc(file, data, ByteOrder.BIG_ENDIAN);
        case MILC_LITTLE -> SampleFields.milc(file, data, ByteOrder.LITTLE_ENDIAN);
        case HDF5_SU3, HDF5_U1_IN_2D, HDF5_SPIN, HDF5_SCALAR ->
            ConfigurationFile.write(file, data, Format.HDF5, metadata);
      }
      return ConfigurationFile.read(file).data();
    }

    /**
     * Without a digest the additive NERSC sum misses, and the XORs of MILC may miss, changes of two
     * words that compensate: such files are damaged in one word at a time.
     */
    boolean onlyOneWord() {
      return this == NERSC_TWO_ROWS || this == MILC_BIG || this == MILC_LITTLE;
    }
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void damagedFilesAreRefusedOrReadUnchanged(Base base) throws Exception {
    Path file = folder.resolve("good");
    FieldData data = base.write(file);
    byte[] good = Files.readAllBytes(file);
    Path bad = folder.resolve("bad");
    SplittableRandom random = new SplittableRandom(1000 + base.ordinal());
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = mutated(good, i % 10, base.onlyOneWord(), random);
      Files.write(bad, mutated);
      String what = base + " mutation " + i;
      ReadResult result = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(bad), what);
      if (result == null) {
        refused++;
      } else {
        assertThat(result.data().type()).as(what).isEqualTo(data.type());
        assertThat(result.data().lattice()).as(what).isEqualTo(data.lattice());
        assertThat(Arrays.equals(result.data().values(), data.values())).as(what).isTrue();
      }
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 2);
  }

  /** The result, or null where the file is refused as documented. */
  private static ReadResult read(Path file) {
    try {
      return ConfigurationFile.read(file);
    } catch (ConfigurationFormatException e) {
      assertThat(e).hasMessageStartingWith(file.toString());
      assertThat(e.getMessage().length()).isGreaterThan(file.toString().length() + 10);
      return null;
    } catch (RuntimeException | Error e) {
      return fail("an exception that is not documented", e);
    }
  }

  private static byte[] mutated(byte[] good, int kind, boolean oneWord, SplittableRandom random) {
    byte[] bytes = good.clone();
    int at = random.nextInt(bytes.length);
    int head = random.nextInt(Math.min(bytes.length, 2048));
    switch (kind) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[head] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        for (int k = oneWord ? 1 : 2 + random.nextInt(8); k > 0; k--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        return spliced(bytes, at, at, noise(1 + random.nextInt(16), random));
      }
      case 5 -> {
        return spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(16)), new byte[0]);
      }
      case 6 -> digit(bytes, random);
      case 7 -> {
        // an absurd integer somewhere in the header
        int field = Math.min(head, bytes.length - 4) & ~3;
        Arrays.fill(bytes, field, field + 4, (byte) (random.nextBoolean() ? 0x7f : 0xff));
      }
      case 8 -> {
        int length = oneWord ? 1 : 1 + random.nextInt(64);
        int end = Math.min(bytes.length, at + length);
        System.arraycopy(noise(end - at, random), 0, bytes, at, end - at);
      }
      default -> {
        byte[] piece = Arrays.copyOfRange(bytes, head, Math.min(bytes.length, head + 64));
        return spliced(bytes, head, head, piece);
      }
    }
    return bytes;
  }

  /** Replaces one digit of the text in the file by another. */
  private static void digit(byte[] bytes, SplittableRandom random) {
    String text = new String(bytes, 0, Math.min(bytes.length, 3000), StandardCharsets.US_ASCII);
    int at = random.nextInt(text.length());
    while (!Character.isDigit(text.charAt(at))) {
      at = (at + 1) % text.length();
    }
    bytes[at] = (byte) ('0' + random.nextInt(10));
  }

  private static byte[] noise(int length, SplittableRandom random) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(between);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}

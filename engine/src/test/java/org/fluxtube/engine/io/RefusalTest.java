package org.fluxtube.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
  private static final Lattice LATTICE = new Lattice(2, 3, 2, 4);
  private static final FieldData SU3 = SampleFields.links(Group.SU3, LATTICE, 50);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("configuration");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused() {
    return assertThatThrownBy(() -> ConfigurationFile.read(file))
        .isInstanceOf(ConfigurationFormatException.class)
        .hasMessageStartingWith(file.toString());
  }

  /** Rewrites the file as text, one byte a character. */
  private void edit(UnaryOperator<String> change) throws Exception {
    String before = Files.readString(file, StandardCharsets.ISO_8859_1);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(file, after, StandardCharsets.ISO_8859_1);
  }

  private void write(Format format) throws Exception {
    if (format == Format.MILC) {
      SampleFields.milc(file, SU3, ByteOrder.LITTLE_ENDIAN);
    } else {
      ConfigurationFile.write(file, SU3, format, Map.of());
    }
  }

  @Test
  void whatIsNoConfigurationFile() throws Exception {
    refused().hasMessageContaining("no such file");
    Files.write(file, new byte[0]);
    refused().hasMessageContaining("the file is empty");
    Files.write(file, new byte[] {0x45, 0x67});
    refused().hasMessageContaining("4567,").hasMessageContaining("allowed are");
    Files.writeString(file, "# a text file\n");
    refused().hasMessageContaining("no known format");
    Files.delete(file);
    Files.createDirectory(file);
    refused().hasMessageContaining("is a folder");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void truncatedAtEveryKindOfPlace(Format format) throws Exception {
    write(format);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {1, 7, 8, 11, 40, 95, 144, 600, whole.length / 2}) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused();
    }
    int end = format == Format.HDF5 ? whole.length - 40 : whole.length - 1;
    Files.write(file, Arrays.copyOf(whole, end));
    refused();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void oneChangedPayloadByteIsRefusedWithBothSums(Format format) throws Exception {
    write(format);
    byte[] bytes = Files.readAllBytes(file);
    ByteOrder order =
        format == Format.MILC || format == Format.HDF5
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN;
    Precision precision = format == Format.MILC ? Precision.SINGLE : Precision.DOUBLE;
    byte[] payload = SampleFields.payload(SU3, 3, 3, precision, order);
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    String piece = new String(payload, 0, 36, StandardCharsets.ISO_8859_1);
    int at = all.indexOf(piece);
    assertThat(at).isPositive();
    bytes[at + (order == ByteOrder.LITTLE_ENDIAN ? 0 : 7)] ^= 1;
    Files.write(file, bytes);
    refused().hasMessageContaining("stated").hasMessageContaining("computed");
    ReadOptions options = ReadOptions.STRICT.ignoring(Check.CHECKSUM);
    ReadResult result = ConfigurationFile.read(file, options);
    assertThat(result.warnings()).anyMatch(w -> w.startsWith("ignored: "));
    assertThat(result.data().values()).isNotEqualTo(SU3.values());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void anotherGroupThanAskedFor(Format format) throws Exception {
    write(format);
    assertThatThrownBy(() -> ConfigurationFile.read(file, ReadOptions.STRICT.requiring(Group.SU2)))
        .isInstanceOf(ConfigurationFormatException.class)
        .hasMessageContaining("has group SU(3), needed is SU(2)");
    assertThat(ConfigurationFile.read(file, ReadOptions.STRICT.requiring(Group.SU3)).data().type())
        .isEqualTo(SU3.type());
  }

  @Test
  void absurdSizesAllocateNothing() throws Exception {
    write(Format.ILDG);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).putLong(8, Long.MAX_VALUE);
    Files.write(file, bytes);
    refused().hasMessageContaining("byte offset 8").hasMessageContaining("bytes are left");
    ByteBuffer.wrap(bytes).putLong(8, -5);
    Files.write(file, bytes);
    refused().hasMessageContaining("byte offset 8");
    write(Format.MILC);
    bytes = Files.readAllBytes(file);
    ByteBuffer milc = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    milc.putInt(4, 65536).putInt(8, 65536).putInt(12, 65536).putInt(16, 65536);
    Files.write(file, bytes);
    refused().hasMessageContaining("more than 2^28 sites");
    milc.putInt(4, -2);
    Files.write(file, bytes);
    refused().hasMessageContaining("lattice extent -2");
    milc.putInt(4, 128).putInt(8, 128).putInt(12, 128).putInt(16, 128);
    Files.write(file, bytes);
    refused().hasMessageContaining("the file has " + bytes.length);
    write(Format.NERSC);
    edit(s -> s.replace("DIMENSION_1 = 2", "DIMENSION_1 = 32768"));
    refused().hasMessageContaining("bytes follow the header");
  }

  @Test
  void exchangedExtentsAndCompensatingChangesAreFoundByTheDigest() throws Exception {
    write(Format.NERSC);
    edit(s -> s.replace("DIMENSION_1 = 2", "DIMENSION_1 = 3"));
    edit(s -> s.replace("DIMENSION_2 = 3", "DIMENSION_2 = 2"));
    refused().hasMessageContaining(Digest.KEY);
    write(Format.NERSC);
    byte[] bytes = Files.readAllBytes(file);
    // two words exchanged: the NERSC sum cannot see it
    int at = bytes.length - 8;
    byte[] word = Arrays.copyOfRange(bytes, at - 12, at - 8);
    System.arraycopy(bytes, at - 4, bytes, at - 12, 4);
    System.arraycopy(word, 0, bytes, at - 4, 4);
    Files.write(file, bytes);
    refused()
        .hasMessageContaining(Digest.KEY + " stated")
        .hasMessageNotContaining("CHECKSUM stated");
  }

  @Test
  void linksThatAreNotUnitary() throws Exception {
    FieldData bad = new FieldData(SU3.type(), LATTICE, SU3.values().clone());
    bad.values()[100] += 1e-3;
    SampleFields.milc(file, bad, ByteOrder.BIG_ENDIAN);
    refused().hasMessageContaining("not unitary links: deviation");
    bad.values()[100] = Double.NaN;
    SampleFields.milc(file, bad, ByteOrder.BIG_ENDIAN);
    refused().hasMessageContaining("not finite");
    for (Format format : List.of(Format.ILDG, Format.NERSC, Format.HDF5)) {
      assertThatThrownBy(() -> ConfigurationFile.write(file, bad, format, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("SU(3) gauge field");
    }
  }

  @Test
  void spinsThatAreNotOfUnitLength() throws Exception {
    double[] spins = new double[3 * LATTICE.volume()];
    for (int x = 0; x < LATTICE.volume(); x++) {
      spins[3 * x] = 1;
    }
    FieldData good = new FieldData(new FieldType.Spin(3), LATTICE, spins);
    file = folder.resolve("spins.h5");
    ConfigurationFile.write(file, good, Format.HDF5, Map.of());
    assertThat(ConfigurationFile.read(file).data().values()).isEqualTo(spins);
    FieldData bad = new FieldData(new FieldType.Spin(3), LATTICE, spins.clone());
    bad.values()[7] += 0.1;
    assertThatThrownBy(() -> ConfigurationFile.write(file, bad, Format.HDF5, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ConfigurationFile.read(file).data().values())
        .as("the file that was there is as before")
        .isEqualTo(spins);
    Files.delete(file);
    // it reads what it has written, and leaves the file
    assertThatThrownBy(() -> Hdf5Writer.write(file, bad, Map.of()))
        .hasMessageContaining("not spins of unit length");
    refused().hasMessageContaining("not spins of unit length: deviation");
  }

  @Test
  void whatAFormatCannotHold() {
    FieldData flat = SampleFields.links(Group.U1, new Lattice(4, 4), 1);
    for (Format format : List.of(Format.ILDG, Format.NERSC)) {
      assertThatThrownBy(() -> ConfigurationFile.write(file, flat, format, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gauge fields in 4 dimensions; got a U(1) gauge field on 4x4");
    }
    assertThatThrownBy(() -> ConfigurationFile.write(file, SU3, Format.MILC, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only read");
    assertThatThrownBy(
            () -> ConfigurationFile.write(file, SU3, Format.HDF5, Precision.SINGLE, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("double precision");
    for (Map<String, String> metadata :
        List.of(
            Map.of("a b", "1"),
            Map.of("seed", ""),
            Map.of("seed", "1\nEND_HEADER"),
            Map.of("Plaquette", "1"),
            Map.of("CHECKSUM", "1"))) {
      assertThatThrownBy(() -> ConfigurationFile.write(file, SU3, Format.NERSC, metadata))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("metadata");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void theNameSaysNothingAboutTheFormat() throws Exception {
    file = folder.resolve("looks-like.h5");
    ConfigurationFile.write(file, SU3, Format.NERSC, Map.of());
    assertThat(ConfigurationFile.read(file).format()).isEqualTo(Format.NERSC);
    assertThat(ConfigurationFile.detect(file)).isEqualTo(Format.NERSC);
  }
}

package org.fluxtube.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  private static final Lattice LATTICE = new Lattice(2, 3, 4, 5);
  private static final Map<String, String> METADATA =
      Map.of("seed", "42", "action", "Wilson, \u03b2 = 5.7 & \"a\" < b > c", "trajectory", "1200");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ILDG, SINGLE, 1", "ILDG, SINGLE, 2", "ILDG, SINGLE, 3", "ILDG, SINGLE, 4",
    "ILDG, DOUBLE, 1", "ILDG, DOUBLE, 2", "ILDG, DOUBLE, 3", "ILDG, DOUBLE, 4",
    "NERSC, SINGLE, 1", "NERSC, SINGLE, 2", "NERSC, SINGLE, 3", "NERSC, SINGLE, 4",
    "NERSC, DOUBLE, 1", "NERSC, DOUBLE, 2", "NERSC, DOUBLE, 3", "NERSC, DOUBLE, 4",
    "HDF5, DOUBLE, 1", "HDF5, DOUBLE, 2", "HDF5, DOUBLE, 3", "HDF5, DOUBLE, 8"
  })
  void gaugeFieldsInFourDimensions(Format format, Precision precision, int n) throws Exception {
    FieldData data = SampleFields.links(new Group(n), LATTICE, 100 + n);
    Path file = folder.resolve("configuration");
    ConfigurationFile.write(file, data, format, precision, METADATA);
    ReadResult result = ConfigurationFile.read(file);
    assertThat(result.format()).isEqualTo(format);
    assertThat(result.data().type()).isEqualTo(data.type());
    assertThat(result.data().lattice()).isEqualTo(LATTICE);
    FieldData expected = precision == Precision.SINGLE ? SampleFields.single(data) : data;
    assertThat(result.data().values()).isEqualTo(expected.values());
    assertThat(result.warnings()).isEmpty();
    assertThat(result.header())
        .containsAllEntriesOf(METADATA)
        .containsEntry("precision", precision.toString())
        .containsEntry(Digest.KEY, Digest.sha256(expected))
        .containsKeys("checksum", "unitarityDeviation", "determinantDeviation");
    assertThat(Double.parseDouble(result.header().get("plaquette")))
        .isCloseTo(PlainObservables.plaquette(expected), within(1e-14));
    assertThat(Double.parseDouble(result.header().get("linkTrace")))
        .isCloseTo(PlainObservables.linkTrace(expected), within(1e-14));
    byte[] before = Files.readAllBytes(file);
    ConfigurationFile.write(file, data, format, precision, METADATA);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "4,3", "2,3,4", "3,2,2,3"})
  void everyFieldInEveryDimensionAsHdf5(String extents) throws Exception {
    Lattice lattice =
        Lattice.of(List.of(extents.split(",")).stream().map(Integer::valueOf).toList());
    for (FieldData data :
        List.of(
            SampleFields.scalar(1, lattice, 1),
            SampleFields.scalar(3, lattice, 2),
            SampleFields.spins(2, lattice, 3),
            SampleFields.spins(4, lattice, 4),
            SampleFields.links(Group.U1, lattice, 5),
            SampleFields.links(Group.SU2, lattice, 6),
            SampleFields.links(Group.SU3, lattice, 7))) {
      Path file = folder.resolve("field.h5");
      ConfigurationFile.write(file, data, Format.HDF5, Map.of());
      ReadResult result = ConfigurationFile.read(file);
      assertThat(result.data().type()).isEqualTo(data.type());
      assertThat(result.data().lattice()).isEqualTo(lattice);
      assertThat(result.data().values()).isEqualTo(data.values());
      assertThat(result.warnings()).isEmpty();
    }
  }

  @Test
  void longMetadataStaysWhole() throws Exception {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      metadata.put("entry." + i, "x".repeat(1 + 97 * i));
    }
    metadata.put("longest", "y".repeat(16_384));
    FieldData data = SampleFields.links(Group.SU2, new Lattice(2, 2, 2, 2), 8);
    for (Format format : List.of(Format.ILDG, Format.NERSC, Format.HDF5)) {
      Path file = folder.resolve("long");
      ConfigurationFile.write(file, data, format, metadata);
      assertThat(ConfigurationFile.read(file).header()).containsAllEntriesOf(metadata);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void milcInBothByteOrders(boolean big) throws Exception {
    FieldData data = SampleFields.links(Group.SU3, LATTICE, 9);
    Path file = folder.resolve("milc");
    SampleFields.milc(file, data, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    ReadResult result = ConfigurationFile.read(file);
    assertThat(result.format()).isEqualTo(Format.MILC);
    assertThat(result.data().values()).isEqualTo(SampleFields.single(data).values());
    assertThat(result.header()).containsEntry("timeStamp", "Mon Jan  1 00:00:00 2001");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4D_SU2_GAUGE, 1, IEEE64BIG, true", "2, 4D_SU2_GAUGE_2x2, 2, IEEE64LITTLE, false",
    "3, 4D_SU3_GAUGE, 2, IEEE64BIG, true", "3, 4D_SU3_GAUGE, 2, IEEE32BIG, true",
    "3, 4D_SU3_GAUGE, 2, IEEE64LITTLE, false", "3, 4D_SU3_GAUGE_3x3, 3, IEEE32LITTLE, false",
    "3, 4D_SU3_GAUGE_3X3, 3, IEEE32, true", "3, 4D_SU3_GAUGE, 2, IEEE32, false",
    "3, 4D_SU3_GAUGE, 2, IEEE64, true", "3, 4D_SU3_GAUGE_3x3, 3, IEEE64, false",
    "4, 4D_SU4_GAUGE, 3, IEEE64BIG, true", "4, 4D_SU4_GAUGE, 4, IEEE64BIG, true",
    "5, 4D_SU5_GAUGE, 4, IEEE64LITTLE, false", "1, 4D_U1_GAUGE, 1, IEEE64LITTLE, false"
  })
  void nerscAsOthersWriteIt(int n, String type, int rows, String floating, boolean big)
      throws Exception {
    FieldData data = SampleFields.links(new Group(n), LATTICE, 10 + n);
    Path file = folder.resolve("nersc");
    SampleFields.nersc(
        file, data, type, rows, floating, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    ReadResult result = ConfigurationFile.read(file);
    assertThat(result.data().type()).isEqualTo(data.type());
    double tolerance = floating.contains("32") ? 3e-7 : 2e-15;
    for (int i = 0; i < data.values().length; i++) {
      assertThat(result.data().values()[i]).isCloseTo(data.values()[i], within(tolerance));
    }
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void oneFieldHasOneDigestInEveryFormat() throws Exception {
    FieldData data = SampleFields.links(Group.SU3, LATTICE, 20);
    Path file = folder.resolve("chain");
    ConfigurationFile.write(file, data, Format.NERSC, Map.of());
    for (Format format : List.of(Format.ILDG, Format.HDF5, Format.NERSC)) {
      ReadResult result = ConfigurationFile.read(file);
      assertThat(result.header()).containsEntry(Digest.KEY, Digest.sha256(data));
      ConfigurationFile.write(file, result.data(), format, Map.of());
    }
    assertThat(ConfigurationFile.read(file).data().values()).isEqualTo(data.values());
  }
}

package org.fluxtube.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LIME files put together record by record, as other programs do. */
class IldgVariantsTest {
  private static final Lattice LATTICE = new Lattice(2, 3, 2, 4);
  private static final String FORMAT =
      "<ildgFormat><version>1.0</version>%s<precision>64</precision>"
          + "<lx>2</lx><ly>3</ly><lz>2</lz><lt>4</lt></ildgFormat>";

  @TempDir Path folder;

  private ReadResult read(byte[]... records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] record : records) {
      bytes.writeBytes(record);
    }
    return ConfigurationFile.read(Files.write(folder.resolve("lime"), bytes.toByteArray()));
  }

  private static byte[] text(String type, String text) {
    return Lime.text(type, text, true, true);
  }

  private static byte[] binary(String type, byte[] payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Lime.header(type, payload.length, false, false));
    bytes.writeBytes(payload);
    bytes.writeBytes(Lime.padding(payload.length));
    return bytes.toByteArray();
  }

  private static byte[] payload(FieldData data, int n, int rows) {
    return SampleFields.payload(data, n, rows, Precision.DOUBLE, ByteOrder.BIG_ENDIAN);
  }

  private static String format(String field) {
    return String.format(Locale.ROOT, FORMAT, field);
  }

  @Test
  void theGroupFollowsFromTheSizeWhereTheHeaderNamesNone() throws Exception {
    for (int n = 1; n <= 5; n++) {
      FieldData data = SampleFields.links(new Group(n), LATTICE, n);
      ReadResult result =
          read(text("ildg-format", format("")), binary("ildg-binary-data", payload(data, n, n)));
      assertThat(result.data().type()).isEqualTo(data.type());
      assertThat(result.data().values()).isEqualTo(data.values());
      assertThat(result.warnings())
          .anyMatch(w -> w.contains("names no gauge group"))
          .anyMatch(w -> w.contains("no SciDAC checksum"));
    }
  }

  @Test
  void scidacFileWithoutIldgRecords() throws Exception {
    FieldData data = SampleFields.links(Group.SU3, LATTICE, 6);
    byte[] file =
        text(
            "scidac-private-file-xml",
            "<scidacFile><spacetime>4</spacetime><dims>2 3 2 4 </dims><volfmt>0</volfmt>"
                + "</scidacFile>");
    byte[] record =
        text(
            "scidac-private-record-xml",
            "<scidacRecord><precision>D</precision><colors>3</colors></scidacRecord>");
    byte[] links = binary("scidac-binary-data", payload(data, 3, 3));
    ReadResult result = read(file, record, links);
    assertThat(result.data().values()).isEqualTo(data.values());
    byte[] spread = text("scidac-private-file-xml", "<dims>2 3 2 4 </dims><volfmt>1</volfmt>");
    assertThatThrownBy(() -> read(spread, record, links)).hasMessageContaining("several files");
    assertThatThrownBy(() -> read(record, links)).hasMessageContaining("the lattice is not known");
    assertThatThrownBy(() -> read(file, links)).hasMessageContaining("precision is stated nowhere");
  }

  @Test
  void twoRowsAsGridWritesThem() throws Exception {
    FieldData data = SampleFields.links(Group.SU3, LATTICE, 7);
    String rows = "<field>su3gauge</field><rows>2</rows>";
    ReadResult result =
        read(
            text("scidac-file-xml", claims(data)),
            text("ildg-format", format(rows)),
            binary("ildg-binary-data", payload(data, 3, 2)));
    for (int i = 0; i < data.values().length; i++) {
      assertThat(result.data().values()[i]).isCloseTo(data.values()[i], within(2e-15));
    }
    assertThat(result.header()).containsKeys("plaquette", "linkTrace");
    String one = "<field>su3gauge</field><rows>1</rows>";
    assertThatThrownBy(() ->
            read(text("ildg-format", format(one)), binary("ildg-binary-data", payload(data, 3, 1))))
        .hasMessageContaining("<rows>");
  }

  private static String claims(FieldData data) {
    return String.format(
        Locale.ROOT,
        "<usqcdInfo><plaq>%.6g</plaq><linktr>%.6g</linktr></usqcdInfo>",
        PlainObservables.plaquette(data),
        PlainObservables.linkTrace(data));
  }

  @Test
  void aClaimInTheFilesXmlIsVerified() throws Exception {
    FieldData data = SampleFields.links(Group.SU2, LATTICE, 8);
    FieldData other = SampleFields.links(Group.SU2, LATTICE, 9);
    assertThatThrownBy(() ->
            read(
                text("scidac-file-xml", claims(other)),
                text("ildg-format", format("<field>su2gauge</field>")),
                binary("ildg-binary-data", payload(data, 2, 2))))
        .isInstanceOf(ConfigurationFormatException.class)
        .hasMessageContaining("plaquette stated");
  }

  @Test
  void freeEntriesNeverPassForClaims() throws Exception {
    FieldData data = SampleFields.links(Group.SU2, LATTICE, 10);
    ReadResult result =
        read(
            text("xlf-info", "plaquette = 0.9\ntrajectory nr = 12\nbeta = 2.3, kappa = 0\n"),
            text("ildg-format", format("<field>su2gauge</field>")),
            binary("ildg-binary-data", payload(data, 2, 2)));
    assertThat(result.header())
        .containsEntry("file.plaquette", "0.9")
        .containsEntry("trajectory nr", "12")
        .doesNotContainKey("plaquette");
  }

  @Test
  void aSecondFieldAndAWrongGroupAreRefused() {
    byte[] links =
        binary("ildg-binary-data", payload(SampleFields.links(Group.SU2, LATTICE, 11), 2, 2));
    byte[] su2 = text("ildg-format", format("<field>su2gauge</field>"));
    byte[] su3 = text("ildg-format", format("<field>su3gauge</field>"));
    assertThatThrownBy(() -> read(su2, links, links)).hasMessageContaining("a second record");
    // the header of every group says su3gauge in files of some programs
    assertThatThrownBy(() -> read(su3, links))
        .hasMessageContaining("has 12288 bytes, a SU(3) field of [2, 3, 2, 4]");
    byte[] padding = Arrays.copyOf(links, links.length + 8);
    assertThatThrownBy(() -> read(su2, padding)).hasMessageContaining("8 bytes are left");
  }
}

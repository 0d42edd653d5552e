package org.fluxtube.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers edited by hand: what contradicts itself, the payload or the sense is refused. */
class HeaderEditTest {
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
    ConfigurationFile.write(file, SU3, format, Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<field>su3gauge | <field>su2gauge | <colors>",
        "<field>su3gauge | <field>su9gauge | su2gauge to su8gauge",
        "<precision>64 | <precision>32 | precision",
        "<lx>2 | <lx>4 | lx ly lz lt",
        "<lt>4</lt> | <lt>1000000</lt> | lx ly lz lt",
        "<lt>4</lt> | <lt>x</lt> | is not an integer",
        "<lt>4</lt> | | has no <lt>",
        "<lx>2</lx> | <lx>2</lx><lx>2</lx> | more than one <lx>",
        "ildg-binary-data | ildg-binary-date | needs one record",
        "<ildgFormat | <!DOCTYPE a SYSTEM \"file:///etc/passwd\"><ildgFormat | document type",
        "<suma> | <summa> | has no <suma>",
        "<plaq> | <plaq>x | is not a number",
        "<linktr> | <linktr>0.4</linktr><a> | linkTrace stated 0.4"
      })
  void ildgHeaderEdits(String from, String to, String message) throws Exception {
    write(Format.ILDG);
    relime(from, to == null ? "" : to);
    refused().hasMessageContaining(message);
  }

  /** Replaces text in a LIME file and mends the length of the record around it. */
  private void relime(String from, String to) throws Exception {
    String all = Files.readString(file, StandardCharsets.ISO_8859_1);
    StringBuilder out = new StringBuilder();
    int at = 0;
    int found = 0;
    while (at < all.length()) {
      long length =
          ByteBuffer.wrap(all.substring(at + 8, at + 16).getBytes(StandardCharsets.ISO_8859_1))
              .getLong();
      String head = all.substring(at, at + 144);
      String data = all.substring(at + 144, at + 144 + (int) length);
      at += 144 + (int) (length + 7) / 8 * 8;
      if (head.contains(from)) {
        found++;
        head = head.replace(from, to);
      }
      if (data.contains(from)) {
        found++;
        data = data.replace(from, to);
      }
      byte[] size = ByteBuffer.allocate(8).putLong(data.length()).array();
      out.append(head, 0, 8).append(new String(size, StandardCharsets.ISO_8859_1));
      out.append(head.substring(16)).append(data).append("\0".repeat(-data.length() & 7));
    }
    assertThat(found).as("records with " + from).isPositive();
    Files.writeString(file, out, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATATYPE = 4D_SU3_GAUGE_3x3 | DATATYPE = 4D_SU2_GAUGE_2x2 | bytes follow the header",
        "DATATYPE = 4D_SU3_GAUGE_3x3 | DATATYPE = 3D_SU3_GAUGE | header key DATATYPE",
        "DIMENSION_2 = 3 | DIMENSION_2 = 1 | lattice extent 1",
        "DIMENSION_2 = 3 | DIMENSION_2 = 3.5 | is not an integer",
        "DIMENSION_2 = 3 | X = 3 | is missing",
        "DIMENSION_2 = 3 | DIMENSION_1 = 3 | stands there twice",
        "IEEE64BIG | IEEE64LITTLE | CHECKSUM stated",
        "IEEE64BIG | IEEE16 | allowed are IEEE32",
        "CHECKSUM = | CHECKSUM = 1 | header key CHECKSUM",
        "PLAQUETTE = | PLAQUETTE = x | is not a number",
        "END_HEADER | END | reads KEY = value"
      })
  void nerscHeaderEdits(String from, String to, String message) throws Exception {
    write(Format.NERSC);
    edit(s -> s.replace(from, to));
    refused().hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.59", "NaN", "1e300", "-Infinity"})
  void aClaimThatIsNotMetIsRefusedAndCanBeIgnored(String claim) throws Exception {
    write(Format.NERSC);
    edit(s -> s.replaceFirst("PLAQUETTE = \\S+", "PLAQUETTE = " + claim));
    refused().hasMessageContaining("plaquette stated " + claim + ", measured -0.02");
    ReadResult result = ConfigurationFile.read(file, ReadOptions.STRICT.ignoring(Check.CLAIMS));
    assertThat(result.data().values()).isEqualTo(SU3.values());
    edit(s -> s.replaceFirst("LINK_TRACE = \\S+", "LINK_TRACE = " + claim));
    refused().hasMessageContaining("linkTrace stated " + claim);
  }

  @Test
  void aClaimIsMetToTheDigitsThatAreThere() throws Exception {
    write(Format.NERSC);
    double plaquette = PlainObservables.plaquette(SU3);
    edit(s ->
        s.replaceFirst(
            "PLAQUETTE = \\S+", String.format(Locale.ROOT, "PLAQUETTE = %.4f", plaquette)));
    assertThat(ConfigurationFile.read(file).data().values()).isEqualTo(SU3.values());
    String off = String.format(Locale.ROOT, "PLAQUETTE = %.4f", plaquette + 2e-4);
    edit(s -> s.replaceFirst("PLAQUETTE = \\S+", off));
    refused().hasMessageContaining("plaquette stated");
  }
}

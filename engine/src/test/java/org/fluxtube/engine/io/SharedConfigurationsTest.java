package org.fluxtube.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Files written by chroma, QDP++ and MILC: the numbers of the README beside them. */
@EnabledIf(
    value = "sampleFilesAreThere",
    disabledReason = "the sample files of other programs are not part of the project")
class SharedConfigurationsTest {
  private static final String FOLDER = "shared/configurations";

  static boolean sampleFilesAreThere() {
    return folder() != null;
  }

  /** The folder beside the project, seen from the project or from one of its modules. */
  private static Path folder() {
    return Stream.of("..", "../..")
        .map(up -> Path.of(up, FOLDER))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(null);
  }

  private static ReadResult read(String name) throws Exception {
    return ConfigurationFile.read(folder().resolve(name));
  }

  private static void observables(ReadResult result, double plaquette, double linkTrace) {
    assertThat(PlainObservables.plaquette(result.data())).isCloseTo(plaquette, within(1e-10));
    assertThat(PlainObservables.linkTrace(result.data())).isCloseTo(linkTrace, within(1e-10));
  }

  @Test
  void nerscArchiveWithTwoRows() throws Exception {
    ReadResult result = read("nersc-4444.cfg");
    assertThat(result.format()).isEqualTo(Format.NERSC);
    assertThat(result.data().type()).isEqualTo(new FieldType.Gauge(Group.SU3));
    assertThat(result.data().lattice()).isEqualTo(new Lattice(4, 4, 4, 4));
    assertThat(result.warnings()).isEmpty();
    assertThat(result.header())
        .containsEntry("plaquette", "0.0382422893")
        .containsEntry("linkTrace", "0.4630322094")
        .containsEntry("checksum", "717938df")
        .containsEntry("precision", "single");
    // the header was computed in single precision: it differs in the tenth digit
    assertThat(PlainObservables.plaquette(result.data())).isCloseTo(0.0382422893, within(1e-9));
    assertThat(PlainObservables.linkTrace(result.data())).isCloseTo(0.4630322094, within(1e-9));
  }

  @Test
  void ildgInDoubleIsTheSameField() throws Exception {
    ReadResult result = read("ildg-double-4444.lime");
    assertThat(result.format()).isEqualTo(Format.ILDG);
    assertThat(result.header())
        .containsEntry("checksum", "e6ca40a6 59cdeef1")
        .containsEntry("field", "su3gauge")
        .containsEntry("precision", "double");
    assertThat(PlainObservables.plaquette(result.data())).isCloseTo(0.0382422894, within(1e-10));
    assertThat(result.warnings()).singleElement().asString().contains("single-precision content");
    double[] nersc = read("nersc-4444.cfg").data().values();
    double[] ildg = result.data().values();
    assertThat(ildg).hasSameSizeAs(nersc);
    int exact = 0;
    for (int i = 0; i < ildg.length; i++) {
      // two rows are the same bits, the third was reconstructed by another program
      if (i % 18 < 12) {
        assertThat(ildg[i]).isEqualTo(nersc[i]);
        exact++;
      } else {
        assertThat(ildg[i]).isCloseTo(nersc[i], within(5e-7));
      }
    }
    assertThat(exact).isEqualTo(4 * 256 * 12);
  }

  @Test
  void ildgInSingle() throws Exception {
    ReadResult result = read("ildg-single-4444.lime");
    assertThat(result.warnings()).isEmpty();
    assertThat(result.header()).containsEntry("checksum", "37affb9c 2fc07bbf");
    observables(result, 0.5948501589, 0.6467587374);
    double[] planes = planes(result);
    assertThat((planes[0] + planes[1] + planes[3]) / 3).isCloseTo(0.5982250520, within(1e-10));
    assertThat((planes[2] + planes[4] + planes[5]) / 3).isCloseTo(0.5914752659, within(1e-10));
  }

  /** Plaquette of each plane xy xz xt yz yt zt: fixes the order of sites and directions. */
  private static double[] planes(ReadResult result) {
    double[] u = result.data().values();
    Lattice lattice = result.data().lattice();
    int volume = lattice.volume();
    double[] planes = new double[6];
    int plane = 0;
    for (int mu = 0; mu < 4; mu++) {
      for (int nu = mu + 1; nu < 4; nu++) {
        double sum = 0;
        for (int x = 0; x < volume; x++) {
          int a = (mu * volume + x) * 18;
          int b = (nu * volume + lattice.forward(x, mu)) * 18;
          int c = (mu * volume + lattice.forward(x, nu)) * 18;
          int d = (nu * volume + x) * 18;
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              double re = 0;
              double im = 0;
              double re2 = 0;
              double im2 = 0;
              for (int k = 0; k < 3; k++) {
                int p = 2 * (3 * i + k);
                int q = 2 * (3 * k + j);
                re += u[a + p] * u[b + q] - u[a + p + 1] * u[b + q + 1];
                im += u[a + p] * u[b + q + 1] + u[a + p + 1] * u[b + q];
                re2 += u[d + p] * u[c + q] - u[d + p + 1] * u[c + q + 1];
                im2 += u[d + p] * u[c + q + 1] + u[d + p + 1] * u[c + q];
              }
              sum += re * re2 + im * im2;
            }
          }
        }
        planes[plane++] = sum / (3.0 * volume);
      }
    }
    return planes;
  }

  @Test
  void ildgWithoutChecksumIsReadWithAWarning() throws Exception {
    ReadResult result = read("ildg-nochecksum-4448.lime");
    assertThat(result.warnings()).anyMatch(w -> w.contains("no SciDAC checksum"));
    assertThat(result.header()).doesNotContainKey("checksum");
    observables(result, 0.5690557244, 0.0692165901);
  }

  @Test
  void milcIsTheSameFieldAsIldg() throws Exception {
    ReadResult result = read("milc-bigendian-4448.lat");
    assertThat(result.format()).isEqualTo(Format.MILC);
    assertThat(result.warnings()).isEmpty();
    assertThat(result.header()).containsEntry("checksum", "13f3b413 161f7dde");
    assertThat(result.data().values()).isEqualTo(read("ildg-nochecksum-4448.lime").data().values());
  }

  @Test
  void wrongChecksumIsRefusedAndReadWhenAskedFor() throws Exception {
    Path file = folder().resolve("milc-badchecksum-4448.lat");
    assertThatThrownBy(() -> ConfigurationFile.read(file))
        .isInstanceOf(ConfigurationFormatException.class)
        .hasMessageContaining("stated 2e218ab1 2d188e6b, computed 72d77a0a 19447b24")
        .hasMessageContaining("deviation 1.786e-01");
    assertThatThrownBy(
            () -> ConfigurationFile.read(file, ReadOptions.STRICT.ignoring(Check.CHECKSUM)))
        .isInstanceOf(ConfigurationFormatException.class)
        .hasMessageContaining("not unitary");
    ReadResult result =
        ConfigurationFile.read(file, ReadOptions.STRICT.ignoring(Check.CHECKSUM, Check.UNITARITY));
    assertThat(result.data().lattice()).isEqualTo(new Lattice(4, 4, 4, 8));
    assertThat(result.warnings())
        .anyMatch(w -> w.contains("2e218ab1 2d188e6b") && w.contains("72d77a0a 19447b24"));
  }
}

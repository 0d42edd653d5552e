package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.io.Format;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
  @TempDir private Path folder;
  private FieldData data;
  private Path in;

  @BeforeEach
  void file() throws IOException {
    data = SampleFiles.hot(SampleFiles.SU3, 2, 3, 4, 5);
    in = SampleFiles.write(folder.resolve("in"), data, Format.HDF5);
  }

  /** hdf5 to ildg to nersc to hdf5: every bit is kept. */
  @Test
  void doublePrecisionGoesAroundWithoutAChange() throws IOException {
    Path ildg = folder.resolve("u.lime");
    Path nersc = folder.resolve("u.nersc");
    Path back = folder.resolve("u.h5");
    assertThat(Invocation.run("convert", in, ildg, "--format", "ildg").code()).isZero();
    assertThat(Invocation.run("convert", ildg, nersc, "--format", "nersc").code()).isZero();
    Invocation last = Invocation.run("convert", nersc, back, "--format", "hdf5");

    assertThat(last.code()).isZero();
    assertThat(last.out()).contains("read back and compared");
    assertThat(ConfigurationFile.detect(nersc)).isEqualTo(Format.NERSC);
    assertThat(ConfigurationFile.read(back).data().values()).isEqualTo(data.values());
  }

  @Test
  void singlePrecisionRoundsToNearest() throws IOException {
    Path out = folder.resolve("u.lime");
    Invocation cli =
        Invocation.run("convert", in, out, "--format", "ildg", "--precision", "single");

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("single");
    double[] read = ConfigurationFile.read(out).data().values();
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isEqualTo((double) (float) data.values()[i]);
    }
  }

  @Test
  void anExistingFileIsLeftAloneWithoutForce() throws IOException {
    Path out = Files.writeString(folder.resolve("precious"), "do not touch");
    Invocation refused = Invocation.run("convert", in, out, "--format", "nersc");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.all()).contains("exists and is left as it is", "--force");
    assertThat(out).hasContent("do not touch");
    assertThat(Invocation.run("convert", in, out, "--format", "nersc", "--force").code()).isZero();
    assertThat(ConfigurationFile.detect(out)).isEqualTo(Format.NERSC);
  }

  @Test
  void badInputSaysWhatIsAllowedAndWritesNothing() throws IOException {
    Path out = folder.resolve("out");
    Path damaged = SampleFiles.damaged(in, folder.resolve("damaged"), 1000);
    Path plane =
        SampleFiles.write(
            folder.resolve("plane"), SampleFiles.hot(SampleFiles.U1, 4, 4), Format.HDF5);
    bad(2, "no such file", folder.resolve("absent"), out, "--format", "ildg");
    bad(1, "damaged", damaged, out, "--format", "ildg");
    bad(2, "ildg, nersc, milc, hdf5", in, out, "--format", "xml");
    bad(2, "only read", in, out, "--format", "milc");
    bad(2, "4 dimensions", plane, out, "--format", "ildg");
    bad(2, "single, double", in, out, "--format", "ildg", "--precision", "half");
    bad(2, "double precision", in, out, "--format", "hdf5", "--precision", "single");
    bad(2, "the input itself", in, in, "--format", "ildg", "--force");
    bad(2, "is a folder", in, folder, "--format", "ildg", "--force");
    bad(2, "no folder", in, folder.resolve("no/such/u"), "--format", "ildg");
    bad(2, "Missing required option", in, out);
    assertThat(out).doesNotExist();
    assertThat(ConfigurationFile.read(in).data().values()).isEqualTo(data.values());
  }

  private static void bad(int code, String message, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "convert";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Invocation cli = Invocation.run(all);
    assertThat(cli.code()).as("%s", cli).isEqualTo(code);
    assertThat(cli.all()).contains(message);
    assertThat(cli.out()).isEmpty();
  }
}

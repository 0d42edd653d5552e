package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.io.ConfigurationFormatException;
import org.fluxtube.engine.io.Format;
import org.fluxtube.engine.io.Precision;
import org.fluxtube.engine.io.ReadResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube convert}: a configuration file in another format. */
@Command(
    name = "convert",
    description = {
      "Writes a configuration in another format, reads it back and compares every number.",
      "ILDG and NERSC hold gauge fields in four dimensions, HDF5 every field in double precision."
          + " Single precision rounds to nearest; everything else keeps every bit. Links are"
          + " written as they are read, never reunitarised.",
      "Exit code: 0 written and compared, 1 the input fails its checks or what was written differs,"
          + " 2 the input or output cannot be used."
    })
public final class ConvertCommand extends Subcommand {
  @Parameters(index = "0", paramLabel = "IN", description = "File of any known format.")
  private Path in;

  @Parameters(index = "1", paramLabel = "OUT", description = "File to write.")
  private Path out;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "ildg, nersc or hdf5.")
  private String format;

  @Option(
      names = "--precision",
      defaultValue = "double",
      paramLabel = "PRECISION",
      description = "single or double; default: ${DEFAULT-VALUE}.")
  private String precision;

  @Option(names = "--force", description = "Replace OUT if it exists.")
  private boolean force;

  @Mixin private ReadingOptions reading;

  @Override
  int execute() throws IOException {
    Format target = Format.parse(format);
    Precision digits = Precision.parse(precision);
    if (Files.isDirectory(out)) {
      throw new InputException(
          out + " is a folder; name a file, for example " + out + "/" + "u.h5");
    }
    if (Files.exists(out) && Files.exists(in) && Files.isSameFile(in, out)) {
      throw new InputException(out + " is the input itself; name another file");
    }
    if (Files.exists(out) && !force) {
      throw new InputException(out + " exists and is left as it is; --force replaces it");
    }
    ReadResult read;
    try {
      read = ConfigurationFile.read(in, reading.options());
    } catch (ConfigurationFormatException e) {
      complain(MeasureCommand.refusal(e), e);
      return Files.isRegularFile(in) && Files.isReadable(in) ? WRONG : BAD_INPUT;
    }
    ConfigurationFile.write(out, read.data(), target, digits, origin());
    return compare(read, target, digits);
  }

  private Map<String, String> origin() {
    Map<String, String> metadata = new LinkedHashMap<>();
    String name = in.getFileName().toString();
    // names of files are free, entries of a header are not
    if (name.chars().allMatch(c -> c > ' ' && c < 127)) {
      metadata.put("converted-from", name);
    }
    return metadata;
  }

  private int compare(ReadResult read, Format target, Precision digits) throws IOException {
    FieldData again = ConfigurationFile.read(out, reading.options()).data();
    double[] wanted = read.data().values().clone();
    if (digits == Precision.SINGLE) {
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = (float) wanted[i];
      }
    }
    if (!again.type().equals(read.data().type())
        || !again.lattice().equals(read.data().lattice())
        || !Arrays.equals(again.values(), wanted)) {
      err().println("fluxtube convert: " + out + " reads back differently; do not use it");
      return WRONG;
    }
    out()
        .println(
            out
                + ": "
                + target
                + ", "
                + again.type()
                + ", "
                + again.lattice()
                + ", "
                + digits
                + "; read back and compared, "
                + wanted.length
                + " numbers are identical"
                + (digits == Precision.SINGLE ? " to the input rounded to single" : ""));
    read.warnings().forEach(warning -> out().print(Text.wrap("  warning: ", warning)));
    return OK;
  }
}

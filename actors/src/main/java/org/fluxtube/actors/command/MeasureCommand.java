package org.fluxtube.actors.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.io.ConfigurationFormatException;
import org.fluxtube.engine.io.ReadOptions;
import org.fluxtube.engine.io.ReadResult;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.rng.RandomStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube measure}: observables of configuration files, whoever wrote them. */
@Command(
    name = "measure",
    description = {
      "Measures observables on configuration files; no campaign is needed.",
      "Format, group and lattice are read from the file: ILDG, NERSC, MILC or HDF5. A file that"
          + " fails a check (checksum, plaquette and link trace of its header, unitarity) is"
          + " refused, the other files are measured all the same.",
      "--json prints an array with one object for each file, also for a single one: file, format,"
          + " group, field, lattice, precision, unitarityDeviation, header (what the file claims),"
          + " observables, warnings; a refused one has file and error.",
      "Exit code: 0 all files were measured, 1 a file was refused, 2 a file is missing or an"
          + " observable cannot be used."
    })
public final class MeasureCommand extends Subcommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Configuration files.")
  private List<Path> files;

  @Option(
      names = "--observables",
      paramLabel = "NAME[,NAME...]",
      description = {
        "Names of the catalogue or unique beginnings of them, with parameters after a colon:"
            + " plaquette,polyakov,wilson-loop:r=2,t=2. Default: all that fit and have no"
            + " parameters."
      })
  private String observables;

  @Option(names = "--json", description = "Print a JSON array, one object for each file.")
  private boolean json;

  @Mixin private ReadingOptions reading;

  @Override
  int execute() {
    ReadOptions options = reading.options();
    ObservableChoice choice = new ObservableChoice();
    List<String> wanted = observables == null ? null : ObservableChoice.split(observables);
    if (wanted != null) {
      if (wanted.isEmpty()) {
        throw new InputException("--observables is empty; an example: plaquette,polyakov-loop");
      }
      choice.requireKnown(wanted);
    }
    List<Map<String, Object>> results = new ArrayList<>();
    int code = OK;
    for (Path file : files) {
      try {
        ReadResult read = ConfigurationFile.read(file, options);
        FieldData data = read.data();
        List<ObservableSpec<?>> specs =
            wanted == null
                ? choice.plain(data.type(), data.lattice())
                : choice.of(wanted, data.type(), data.lattice());
        Map<String, Object> result = ConfigurationDescription.entries(file, read);
        result.put("observables", measure(data, specs));
        result.put("warnings", read.warnings());
        results.add(result);
        if (!json) {
          print(file, read, result);
        }
      } catch (ConfigurationFormatException e) {
        code =
            Math.max(code, Files.isReadable(file) && Files.isRegularFile(file) ? WRONG : BAD_INPUT);
        results.add(refused(file, refusal(e), e));
      } catch (InputException e) {
        code = BAD_INPUT;
        results.add(refused(file, file + ": " + e.getMessage(), e));
      }
    }
    if (json) {
      out().println(Json.text(results));
    }
    return code;
  }

  /** The message of a refused file, with the option that reads it all the same. */
  static String refusal(ConfigurationFormatException e) {
    if (e.failed().isEmpty()) {
      return e.getMessage();
    }
    return e.getMessage()
        + ": --ignore "
        + String.join(",", e.failed().stream().map(ReadingOptions::name).toList());
  }

  private Map<String, Object> refused(Path file, String message, Exception e) {
    complain(message, e);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("file", file.toString());
    result.put("error", message);
    return result;
  }

  /** Name to value; components are {@code label.component}. */
  static Map<String, Object> measure(FieldData data, List<ObservableSpec<?>> specs) {
    Map<String, Object> values = new LinkedHashMap<>();
    try (ReferenceOps ops = new ReferenceOps(data.lattice());
        Field<?> field = Field.allocate(ops, data.type())) {
      field.load(data);
      for (ObservableSpec<?> spec : specs) {
        List<String> components = spec.components(data.type(), data.lattice());
        double[] measured = measure(spec, field);
        for (int c = 0; c < measured.length; c++) {
          String name = components.get(c);
          values.put(name.equals("value") ? spec.label() : spec.label() + "." + name, measured[c]);
        }
      }
    }
    return values;
  }

  @SuppressWarnings("unchecked") // requireFits has checked the field
  private static <F extends Field<F>> double[] measure(ObservableSpec<F> spec, Field<?> field) {
    try (Observable<F> observable = spec.bind((F) field)) {
      return observable.measure((F) field, new RandomStream(0, 0, 0));
    }
  }

  private void print(Path file, ReadResult read, Map<String, Object> result) {
    out().println(file + ": " + ConfigurationDescription.line(read));
    out().println("  header: " + ConfigurationDescription.claims(read));
    Map<?, ?> values = (Map<?, ?>) result.get("observables");
    int width = values.keySet().stream().mapToInt(name -> name.toString().length()).max().orElse(0);
    values.forEach((name, value) ->
        out()
            .println(
                "  "
                    + name
                    + " ".repeat(width + 2 - name.toString().length())
                    + ((Double) value < 0 ? "" : " ")
                    + Numbers.text((Double) value)));
    read.warnings().forEach(warning -> out().print(Text.wrap("  warning: ", warning)));
    out().flush();
  }
}

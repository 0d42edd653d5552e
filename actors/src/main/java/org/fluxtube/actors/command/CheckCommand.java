package org.fluxtube.actors.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.config.Problem;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.io.ConfigurationFormatException;
import org.fluxtube.engine.io.ReadOptions;
import org.fluxtube.engine.io.ReadResult;
import org.fluxtube.engine.run.Campaign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube check}: campaign files, configuration files and run folders. */
@Command(
    name = "check",
    description = {
      "Verifies campaign files (names that end in .conf, .hocon or .json), configuration files and"
          + " run folders.",
      "Campaign files: every problem, with file and line. Configuration files: format, group,"
          + " lattice, checksum, plaquette and link trace against the header, unitarity, finite"
          + " numbers. Run folders: the resolved campaign file, the database, every checkpoint and"
          + " every stored configuration.",
      "--json prints an array with one object for each file: file, kind (campaign, configuration"
          + " or run), ok, summary, problems, warnings.",
      "Exit code: 0 all is well, 1 something failed, 2 a file is missing or cannot be read."
    })
public final class CheckCommand extends Subcommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Campaign files, configuration files, run folders.")
  private List<Path> files;

  @Option(names = "--json", description = "Print a JSON array, one object for each file.")
  private boolean json;

  @Mixin private ReadingOptions reading;

  /**
   * What was found out about one file.
   *
   * @param kind campaign, configuration or run
   * @param summary what it is, one line
   * @param problems what is wrong
   * @param warnings what a reader should know
   */
  record Verdict(String kind, String summary, List<String> problems, List<String> warnings) {}

  @Override
  int execute() {
    ReadOptions options = reading.options();
    List<Map<String, Object>> results = new ArrayList<>();
    int code = OK;
    for (Path file : files) {
      Verdict verdict = verdict(file, options);
      boolean ok = verdict.problems().isEmpty();
      if (!ok) {
        code = Math.max(code, Files.isReadable(file) ? WRONG : BAD_INPUT);
      }
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("file", file.toString());
      result.put("kind", verdict.kind());
      result.put("ok", ok);
      result.put("summary", verdict.summary());
      result.put("problems", verdict.problems());
      result.put("warnings", verdict.warnings());
      results.add(result);
      if (!json) {
        print(file, ok, verdict);
      }
    }
    if (json) {
      out().println(Json.text(results));
    }
    return code;
  }

  private void print(Path file, boolean ok, Verdict verdict) {
    String summary = verdict.summary().isEmpty() ? "" : ": " + verdict.summary();
    out().println((ok ? "OK      " : "FAILED  ") + file + summary);
    verdict.problems().forEach(problem -> out().println("        " + problem));
    verdict.warnings().forEach(warning -> out().println("        warning: " + warning));
    out().flush();
  }

  private static Verdict verdict(Path file, ReadOptions options) {
    if (Files.isDirectory(file)) {
      return RunFolderCheck.of(file, options);
    }
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(conf|hocon|json)")
        ? campaign(file)
        : configuration(file, options);
  }

  private static Verdict campaign(Path file) {
    try {
      Campaign campaign = Binder.bind(file);
      return new Verdict(
          "campaign",
          summary(campaign),
          List.of(),
          SessionStart.missing(campaign).stream().toList());
    } catch (CampaignFileException e) {
      List<String> problems = e.problems().stream().map(Problem::toString).toList();
      String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
      return new Verdict("campaign", count, problems, List.of());
    }
  }

  /** {@code campaign quickstart, U(1) gauge field, 16x16, 2 chains of 2000 trajectories}. */
  static String summary(Campaign campaign) {
    int chains = campaign.chainCount();
    return "campaign "
        + campaign.name()
        + ", "
        + campaign.field()
        + ", "
        + campaign.geometry()
        + ", "
        + chains
        + (chains == 1 ? " chain of " : " chains of ")
        + campaign.trajectories().total()
        + " trajectories";
  }

  private static Verdict configuration(Path file, ReadOptions options) {
    try {
      ReadResult read = ConfigurationFile.read(file, options);
      return new Verdict(
          "configuration",
          ConfigurationDescription.line(read) + "; " + ConfigurationDescription.claims(read),
          List.of(),
          read.warnings());
    } catch (ConfigurationFormatException e) {
      return new Verdict("configuration", "", List.of(refusal(file, e)), List.of());
    }
  }

  /** The refusal; a file of no known format may be a campaign file under another name. */
  private static String refusal(Path file, ConfigurationFormatException e) {
    try {
      ConfigurationFile.detect(file);
      return MeasureCommand.refusal(e);
    } catch (ConfigurationFormatException unknown) {
      return Files.isRegularFile(file)
          ? unknown.getMessage() + "; campaign files are known by their names: NAME.conf"
          : unknown.getMessage();
    }
  }
}

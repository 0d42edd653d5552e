package org.fluxtube.actors.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.run.Campaign;
import picocli.CommandLine.Option;

/** The options of {@code fluxtube bench} that measure a campaign instead of kernels. */
final class CampaignBench {
  @Option(
      names = "--trajectory",
      paramLabel = "FILE",
      description = {
        "Instead of kernels: trajectories of a campaign file from its start, split by part, with"
            + " the solver's iterations/s and GFlop/s. The field after the first one is compared"
            + " with the reference's, which takes the reference's time.",
        "A thermalised start is --set start.type=file with start.path."
      })
  private Path trajectory;

  @Option(
      names = "--flow",
      paramLabel = "FILE",
      description = {
        "Instead of kernels: the flow that a campaign file trains, as it starts: a step of"
            + " training, samples with ln q, and the inverse, each of a batch of its lessons. The"
            + " inverse must lead back, ln q by both ways agree, and the gradient be that of the"
            + " loss. Threads (of libtorch), precision and backend (of S) are those of the file,"
            + " if --threads and --backend do not say otherwise."
      })
  private Path flow;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a value of the campaign file.")
  private List<String> overrides = new ArrayList<>();

  /**
   * Whether a campaign is to be measured.
   *
   * @param kernels that were asked for
   * @throws InputException where the options do not go together
   */
  boolean asked(List<String> kernels) {
    if (trajectory == null && flow == null) {
      if (!overrides.isEmpty()) {
        throw new InputException(
            "--set changes a campaign file; give one, for example --trajectory"
                + " config/campaigns/su2-staggered.conf");
      }
      return false;
    }
    if (trajectory != null && flow != null) {
      throw new InputException("--trajectory with --flow; give one of them");
    }
    if (!kernels.isEmpty()) {
      throw new InputException(
          "--kernel "
              + String.join(",", kernels)
              + " with "
              + (ofFlow() ? "--flow" : "--trajectory")
              + "; give one of them");
    }
    return true;
  }

  /** Whether it is the flow of the campaign that is measured. */
  boolean ofFlow() {
    return flow != null;
  }

  /** The campaign. */
  Campaign campaign() throws CampaignFileException {
    return Binder.bind(ofFlow() ? flow : trajectory, overrides);
  }
}

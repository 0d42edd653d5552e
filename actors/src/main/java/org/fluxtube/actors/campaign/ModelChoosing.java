package org.fluxtube.actors.campaign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.CampaignReader;
import org.fluxtube.actors.database.Series;
import org.fluxtube.engine.learn.Choice;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.learn.ModelChoice;
import org.fluxtube.engine.learn.ModelTrial;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;

/**
 * The choice of a model: what was decided before, where the database knows, so that a run that was
 * killed goes on as it did; else what the trajectories of the trials have cost. Called in the
 * trainer's thread, at the lesson that needs it.
 */
final class ModelChoosing {
  private final Campaign campaign;
  private final Learning learning;
  private final CampaignReader reader;

  /** The slowest observable of a group of chains. */
  private record Slowest(double twiceTau, String observable) {}

  private ModelChoosing(Campaign campaign, CampaignReader reader) {
    this.campaign = campaign;
    this.learning = campaign.learning().orElseThrow();
    this.reader = reader;
  }

  /**
   * The choice.
   *
   * @throws IOException if the database cannot be read
   */
  static ModelChoice of(Setup setup) throws IOException {
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(setup.folder().database())) {
      CampaignReader reader = database.reader();
      Optional<ModelChoice> before = reader.choice();
      return before.isPresent()
          ? before.get()
          : new ModelChoosing(setup.campaign(), reader).decide();
    }
  }

  private ModelChoice decide() throws IOException {
    List<Choice.Candidate> candidates = learning.candidates();
    int count = candidates.size();
    List<CampaignReader.Drive> drives = reader.drives(count + 1, learning.choosing() - 1);
    List<ModelTrial> trials = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      int which = c;
      List<CampaignReader.Drive> own =
          drives.stream().filter(d -> (d.version() - 1) % count == which).toList();
      trials.add(
          ModelTrial.of(
              candidates.get(c).name(),
              own.stream().mapToDouble(CampaignReader.Drive::acceptance).toArray(),
              own.stream().mapToDouble(CampaignReader.Drive::seconds).toArray()));
    }
    Slowest slowest = slowest(false).or(() -> slowest(true)).orElse(new Slowest(1, ""));
    return ModelChoice.of(trials, slowest.twiceTau(), slowest.observable());
  }

  /**
   * 2 tau_1 of the slowest first component of an observable in LEARN.
   *
   * @param driven of the chains that models drive, or of the others
   */
  private Optional<Slowest> slowest(boolean driven) {
    Set<Integer> chains =
        IntStream.range(0, campaign.chainCount())
            .filter(chain -> campaign.group(chain).sampler().learned() == driven)
            .boxed()
            .collect(Collectors.toSet());
    try {
      Optional<Slowest> slowest = Optional.empty();
      for (String label : reader.observables()) {
        List<Series> series =
            reader.series(label, 0, Phase.LEARN).stream()
                .filter(s -> chains.contains(s.chain()) && s.values().length > GammaMethod.MINIMUM)
                .toList();
        double twice = series.isEmpty() ? Double.NaN : twiceTau(series);
        if (Double.isFinite(twice) && (slowest.isEmpty() || twice > slowest.get().twiceTau())) {
          String group = campaign.group(series.getFirst().chain()).label();
          slowest = Optional.of(new Slowest(twice, label + " of " + group));
        }
      }
      return slowest;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private double twiceTau(List<Series> series) throws IOException {
    if (series.stream().anyMatch(s -> Arrays.stream(s.values()).distinct().count() < 2)) {
      return Double.NaN; // a constant has no autocorrelation
    }
    long[] at = series.getFirst().trajectories();
    double every = at[1] - at[0];
    Estimate estimate =
        GammaMethod.DEFAULT.analyse(series.stream().map(Series::values).toList()).estimate();
    if (every > 1 && !estimate.seesAutocorrelation()) {
      return Double.NaN; // half the distance of measurements, whatever the chain does
    }
    double acceptance = reader.acceptance(series.getFirst().chain(), Phase.LEARN);
    return ModelTrial.twiceTau(estimate.tauInt() * every, acceptance);
  }
}

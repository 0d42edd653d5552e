package org.fluxtube.engine.learn;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.action.OneOf;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.CheckpointException;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Temperatures;
import org.fluxtube.engine.sampler.SamplerSpec;

/**
 * The learning of a campaign: one effective action, learnt from the chains that feed, used by the
 * chains whose sampler says {@code learned = true}.
 *
 * @param model the effective action; its numbers are version 0, unless there is a file
 * @param trainer how it learns
 * @param epoch trajectories of each chain between two lessons
 * @param lag epochs from a lesson's data to its effect
 * @param settle trajectories at the end of LEARN with the final model: re-tuning, then burn-in
 * @param window the replay window
 * @param feed labels of the groups whose samples train; empty: all that can and are not held out
 * @param heldOut labels of the groups whose samples only judge
 * @param share largest share of the cores that lessons may take
 * @param schedule when models are adopted
 * @param trust a new model whose predicted overlap, mean exp(-|dS - dS_eff|) over fresh samples, is
 *     below this must not drive: chains fall back to their target until a lesson does better
 * @param ahead memory for samples that wait for their lessons, of chains that only feed; MiB
 * @param choose an automatic choice of the model's mass and depth
 * @param from file of a model that was learnt before, which is then version 0
 * @param transfer whether that file may be of another lattice
 */
public record Learning(
    @Param("the effective action that is learnt") ActionSpec<?> model,
    @Param("how it is learnt") TrainerSpec trainer,
    @Param(value = "trajectories of each chain between two lessons", optional = true) int epoch,
    @Param(
            value =
                "epochs from a lesson's data to its effect; 1 overlaps lessons and sampling, 0"
                    + " makes the chains wait",
            optional = true)
        int lag,
    @Param(
            value =
                "trajectories at the end of LEARN with the final model: half re-tune the step size,"
                    + " half are burn-in",
            optional = true)
        long settle,
    @Param(value = "the replay window", optional = true) Window window,
    @Param(
            value = "labels of the groups that train; none: all that can and are not held out",
            optional = true)
        List<String> feed,
    @Param(value = "labels of the groups whose samples only judge", optional = true)
        List<String> heldOut,
    @Param(
            value =
                "largest share of the cores that lessons may take, in (0, 1]: so many threads, at"
                    + " least one, and a rest after each lesson where even one is too much",
            optional = true)
        double share,
    @Param(
            value = "epochs (reproducible) or free (adopted at once, not reproducible)",
            optional = true)
        Schedule schedule,
    @Param(
            value =
                "least mean of exp(-|dS - dS_eff|) over fresh samples at which a new model may"
                    + " drive; below it chains fall back to plain HMC (slhmc) or the fallback of"
                    + " their slmc until a lesson does better; 0: always",
            optional = true)
        double trust,
    @Param(
            value =
                "MiB for samples that wait for their lessons: so far may chains that no model"
                    + " drives be ahead of the others before they wait",
            optional = true)
        int ahead,
    @Param(
            value =
                "an automatic choice of the model's mass and depth by what an independent sample"
                    + " costs with each; absent: the model as it is",
            optional = true)
        Optional<Choice> choose,
    @Param(
            value =
                "a model file of another run to begin with, for example"
                    + " runs/first/models/model-000009.ckpt; of the same model block (a"
                    + " spin-transformer may have fewer layers), kind of field and lattice",
            optional = true)
        Optional<String> from,
    @Param(
            value =
                "none, or volume: the file of from may be of another lattice of equal dimension"
                    + " (flows: train small, continue large)",
            optional = true)
        Transfer transfer) {
  /** When models are adopted. */
  public enum Schedule {
    /** At fixed trajectories, see {@link Epochs}. */
    EPOCHS,
    /** As soon as they are there; not reproducible. */
    FREE
  }

  /** What is done with a model of another lattice. */
  public enum Transfer {
    /** It is refused. */
    NONE,
    /** Its parameters are taken over, see {@link EffectiveSpec#transferred}. */
    VOLUME
  }

  /** With a file, if any, of the same lattice. */
  public Learning(
      ActionSpec<?> model,
      TrainerSpec trainer,
      int epoch,
      int lag,
      long settle,
      Window window,
      List<String> feed,
      List<String> heldOut,
      double share,
      Schedule schedule,
      double trust,
      int ahead,
      Optional<Choice> choose,
      Optional<String> from) {
    this(
        model,
        trainer,
        epoch,
        lag,
        settle,
        window,
        feed,
        heldOut,
        share,
        schedule,
        trust,
        ahead,
        choose,
        from,
        Transfer.NONE);
  }

  /** Checks the ranges and that the model can be learnt. */
  public Learning {
    feed = List.copyOf(feed);
    heldOut = List.copyOf(heldOut);
    if (!(model instanceof EffectiveSpec<?> effective) || !effective.learnable()) {
      throw new IllegalArgumentException(
          "model "
              + model
              + " has nothing to learn; allowed are effective actions, and sums with"
              + " one of them, for example model { type = loops, terms = [{ loop = plaquette }] }");
    }
    if (epoch < 1) {
      throw new IllegalArgumentException(
          "epoch = " + epoch + " trajectories; allowed are numbers from 1, for example epoch = 20");
    }
    if (lag < 0 || lag > 1000) {
      throw new IllegalArgumentException(
          "lag = " + lag + " epochs; allowed are 0 to 1000, for example lag = 1");
    }
    if (settle < 0) {
      throw new IllegalArgumentException(
          "settle = " + settle + "; allowed are numbers from 0, for example settle = 50");
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "share = " + share + "; allowed are numbers in (0, 1], for example share = 0.5");
    }
    if (!(trust >= 0 && trust < 1)) {
      throw new IllegalArgumentException(
          "trust = " + trust + "; allowed are numbers in [0, 1), for example trust = 0.05");
    }
    if (ahead < 0) {
      throw new IllegalArgumentException(
          "ahead = " + ahead + " MiB; allowed are numbers from 0, for example ahead = 256");
    }
    if (choose.isPresent() && from.isPresent()) {
      throw new IllegalArgumentException(
          "choose and from = "
              + from.get()
              + ": a choice begins untrained, and the file is of one model; leave one of them out");
    }
    if (transfer == Transfer.VOLUME && from.isEmpty()) {
      throw new IllegalArgumentException(
          "transfer = volume needs the file of a model of another lattice, for example from ="
              + " runs/small/models/model-000009.ckpt");
    }
    choose.ifPresent(c -> c.candidates(model));
    for (String label : feed) {
      if (heldOut.contains(label)) {
        throw new IllegalArgumentException(
            "feed and held-out both name the group \"" + label + "\"; a group is one of them");
      }
    }
  }

  /** What the numbers depend on; not how far a chain may be ahead. */
  public String theory() {
    return Neutral.without(toString().replace(", ahead=" + ahead, ""));
  }

  /** The model as what it is. */
  public EffectiveSpec<?> effective() {
    return choose.isPresent() ? oneOf(candidates()) : (EffectiveSpec<?>) model;
  }

  @SuppressWarnings("unchecked") // all come from one model and are for its kind of field
  private static <F extends Field<F>> EffectiveSpec<F> oneOf(List<Choice.Candidate> candidates) {
    return new OneOf<>(candidates.stream().map(c -> (EffectiveSpec<F>) c.model()).toList());
  }

  /** What is chosen from, the simplest first; the model alone where nothing is chosen. */
  public List<Choice.Candidate> candidates() {
    return choose
        .map(c -> c.candidates(model))
        .orElseGet(() -> List.of(new Choice.Candidate("", (EffectiveSpec<?>) model)));
  }

  /** The lesson before which the model is chosen; 0 where nothing is chosen. */
  public int choosing() {
    return choose.map(c -> c.lesson(candidates().size(), lag)).orElse(0);
  }

  /**
   * The model of the file to begin with, as version 0; empty where there is none.
   *
   * @throws IllegalArgumentException if it cannot be read, or is of another effective action, kind
   *     of field, lattice (see {@link #transfer}) or temperatures
   */
  public Optional<Model> first(Campaign campaign) {
    return from.map(file -> {
      try {
        return FirstModel.of(this, campaign, file);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "from = " + file + " cannot be read: is the path right? " + e.getMessage(), e);
      } catch (CheckpointException | IllegalArgumentException e) {
        throw new IllegalArgumentException("from = " + file + ": " + e.getMessage(), e);
      }
    });
  }

  /** The arithmetic of the epochs. */
  public Epochs epochs(Phases phases) {
    return new Epochs(phases.thermalise(), phases.learn(), epoch, lag, settle);
  }

  /**
   * How far chains that only feed may be ahead of the lessons: as many epochs as {@link #ahead}
   * holds, at least lag. A sample counts as three fields, its two ends and what is drawn for them.
   *
   * @param chains how many such chains there are
   */
  public int lead(Campaign campaign, int chains) {
    double sample = 3.0 * Double.BYTES * campaign.field().size(campaign.geometry());
    double epochs = ahead * 0x1p20 / (sample * epoch * Math.max(1, chains));
    return Math.max(lag, (int) Math.min(Integer.MAX_VALUE, epochs));
  }

  /** The sampler as its chains run it: with this model where it says learned. */
  public SamplerSpec sampler(Campaign.ChainGroup group) {
    return group.sampler().driven(effective());
  }

  /** Whether the samples of that group train. */
  public boolean feeds(Campaign.ChainGroup group) {
    return group.sampler().teaches()
        && (feed.isEmpty() ? !named(heldOut, group) : named(feed, group));
  }

  /** By its label, or by that of the file where it is one of several temperatures. */
  private static boolean named(List<String> labels, Campaign.ChainGroup group) {
    return labels.contains(group.label()) || labels.contains(Temperatures.written(group.label()));
  }

  /** Whether the samples of that group go to the trainer at all. */
  public boolean listens(Campaign.ChainGroup group) {
    return feeds(group) || (named(heldOut, group) && group.sampler().teaches());
  }

  /** The chains whose samples only judge. */
  public Set<Integer> heldOutChains(Campaign campaign) {
    Set<Integer> chains = new HashSet<>();
    for (int chain = 0; chain < campaign.chainCount(); chain++) {
      if (named(heldOut, campaign.group(chain))) {
        chains.add(chain);
      }
    }
    return chains;
  }

  /**
   * Checks that names, phases and samplers fit together.
   *
   * @throws IllegalArgumentException if not, saying what and what is allowed
   */
  public void requireFits(Campaign campaign) {
    List<String> labels = campaign.chains().stream().map(Campaign.ChainGroup::label).toList();
    List<String> teaching =
        campaign.chains().stream()
            .filter(g -> g.sampler().teaches())
            .map(Campaign.ChainGroup::label)
            .toList();
    for (List<String> named : List.of(feed, heldOut)) {
      for (String label : named) {
        if (!labels.contains(label)) {
          throw new IllegalArgumentException(
              "learning names the group \"" + label + "\"; the groups are " + labels);
        }
        if (!teaching.contains(label)) {
          throw new IllegalArgumentException(
              "the sampler of the group \""
                  + label
                  + "\" knows no action at both ends of a proposal, so nothing can be learnt from"
                  + " it; groups that can teach are "
                  + teaching);
        }
      }
    }
    if (campaign.chains().stream().noneMatch(this::feeds)) {
      throw new IllegalArgumentException(
          "no group of chains feeds the learning; groups that can teach are " + teaching);
    }
    Epochs epochs = epochs(campaign.trajectories());
    if (epochs.lessons() < 1 && from.isEmpty()) {
      throw new IllegalArgumentException(
          "MEASURE would run without a trained model: LEARN has "
              + epochs.learn()
              + " trajectories, too few for one lesson to take effect; with epoch = "
              + epoch
              + ", lag = "
              + lag
              + ", settle = "
              + settle
              + " allowed is learn from "
              + (settle + (1L + lag) * epoch)
              + " on, or a model learnt before, for example from ="
              + " runs/first/models/model-000009.ckpt");
    }
    if (choose.isPresent()) {
      requireFits(campaign, epochs);
    }
    if (transfer == Transfer.VOLUME && campaign.temperatures().isPresent()) {
      throw new IllegalArgumentException(
          "transfer = volume and temperatures: a model goes to another lattice at one temperature;"
              + " leave one of them out");
    }
    candidates().forEach(c -> trainer.requireFits(campaign.action(), c.model()));
    trainer.requireFits(campaign.field(), campaign.geometry());
  }

  private void requireFits(Campaign campaign, Epochs epochs) {
    if (campaign.temperatures().isPresent()) {
      throw new IllegalArgumentException(
          "choose and temperatures: a model can be chosen at one temperature; leave one of them"
              + " out");
    }
    if (schedule == Schedule.FREE) {
      throw new IllegalArgumentException(
          "choose and schedule = free: candidates take turns in epochs; leave one of them out");
    }
    if (epochs.lessons() < choosing()) {
      throw new IllegalArgumentException(
          "choose: "
              + candidates().size()
              + " candidates take "
              + choosing()
              + " lessons until one is chosen, and LEARN has "
              + epochs.lessons()
              + "; allowed is learn from "
              + (settle + ((long) choosing() + lag) * epoch)
              + " on, or fewer candidates or rounds");
    }
  }
}

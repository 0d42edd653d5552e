package org.fluxtube.engine.run;

import java.nio.file.Path;
import java.util.function.Function;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.SamplerSpec;

/** Makes the chains of a campaign: binds the specifications and fills the first field. */
public final class ChainStart {
  private ChainStart() {}

  /**
   * A chain of a campaign at trajectory 0.
   *
   * @param chain number of the chain
   * @param group its group
   * @param phases its phases
   * @param ops memory and operations; stay the caller's
   * @param files reads a configuration file for {@link Start.File}
   */
  public static Chain<?> open(
      Campaign campaign,
      int chain,
      Campaign.ChainGroup group,
      Phases phases,
      FieldOps ops,
      Function<Path, FieldData> files) {
    return switch (Field.allocate(ops, campaign.field())) {
      case GaugeField u -> bind(campaign, chain, campaign.sampler(group), phases, u, files);
      case ScalarField u -> bind(campaign, chain, campaign.sampler(group), phases, u, files);
      case SpinField u -> bind(campaign, chain, campaign.sampler(group), phases, u, files);
    };
  }

  private static <F extends Field<F>> Chain<F> bind(
      Campaign campaign,
      int chain,
      SamplerSpec sampler,
      Phases phases,
      F u,
      Function<Path, FieldData> files) {
    switch (campaign.start()) {
      case Start.Cold() -> u.cold();
      case Start.Hot() -> u.hot(new RandomStream(campaign.seed(), chain, 0));
      case Start.File(String path) -> u.load(files.apply(Path.of(path)));
    }
    // requireFits has checked that the action is for this kind of field
    @SuppressWarnings("unchecked")
    ActionSpec<F> action = (ActionSpec<F>) campaign.action();
    return new Chain<>(
        chain,
        campaign.seed(),
        phases,
        campaign.learning().filter(l -> sampler.learned()).map(l -> l.epochs(phases)),
        sampler.bind(action, u),
        u);
  }
}

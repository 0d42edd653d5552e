package org.fluxtube.engine.learn;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.LoopAction;
import org.fluxtube.engine.action.LoopKind;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.sampler.Slmc;

/** Small learning campaigns. */
final class Campaigns {
  private Campaigns() {}

  static final SamplerSpec SLHMC = new HmcSpec(1, new Omelyan2(6), 0, Optional.empty(), true);

  static final SamplerSpec HMC = new HmcSpec(1, new Omelyan2(6));

  static SamplerSpec slmc(SamplerSpec proposal, int steps) {
    return new Slmc(proposal, steps, Optional.empty(), true);
  }

  static LoopAction plaquette(double beta) {
    return new LoopAction(List.of(new LoopAction.LoopTerm(LoopKind.PLAQUETTE, beta)));
  }

  static LoopAction loops(double plaquette, double rectangle) {
    return new LoopAction(
        List.of(
            new LoopAction.LoopTerm(LoopKind.PLAQUETTE, plaquette),
            new LoopAction.LoopTerm(LoopKind.RECTANGLE, rectangle)));
  }

  static Learning learning(ActionSpec<?> model, TrainerSpec trainer, int epoch, long settle) {
    return new Learning(
        model,
        trainer,
        epoch,
        1,
        settle,
        new Window(40, Window.Keep.LATEST),
        List.of(),
        List.of(),
        1,
        Learning.Schedule.EPOCHS,
        0,
        256,
        Optional.empty(),
        Optional.empty());
  }

  static Campaign campaign(
      long seed,
      List<Integer> lattice,
      FieldType field,
      ActionSpec<?> target,
      List<Campaign.ChainGroup> groups,
      Phases phases,
      Learning learning) {
    return new Campaign(
        "test",
        seed,
        lattice,
        field,
        target,
        new Start.Hot(),
        groups,
        phases,
        List.of(),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        1,
        Optional.of(learning),
        Campaign.Checks.NONE);
  }
}

package org.fluxtube.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import org.fluxtube.engine.sampler.StepInfo;

/** The meters of the trajectories of one chain in one phase. */
final class PhaseMeters {
  private final MeterFamily family;
  private final Counter trajectories;
  private final Counter proposals;
  private final Counter accepted;
  private HmcMeters hmc;

  PhaseMeters(MeterFamily family) {
    this.family = family;
    trajectories =
        family.counter(
            "fluxtube.trajectories",
            "trajectories",
            "Trajectories computed by this process, repeated ones after a restart included.");
    proposals =
        family.counter(
            "fluxtube.proposals",
            "proposals",
            "Accept decisions taken: one a trajectory in HMC, sites times hits in local updates.");
    accepted =
        family.counter(
            "fluxtube.accepted.proposals", "proposals", "Accept decisions that accepted.");
  }

  /** In the thread of the chain only. */
  void add(StepInfo info) {
    trajectories.increment();
    proposals.increment(info.proposals());
    accepted.increment(info.accepted());
    double deltaH = info.deltaH();
    if (!Double.isNaN(deltaH)) {
      if (hmc == null) {
        hmc = new HmcMeters(family);
      }
      hmc.add(deltaH);
    }
  }

  /** Only where the kernel has a dH. */
  private static final class HmcMeters {
    private final DistributionSummary size;
    private final Counter infinite;
    private final Creutz creutz = new Creutz();

    HmcMeters(MeterFamily family) {
      size =
          family.summary(
              "fluxtube.energy.violation.nats",
              "nats",
              "Size of the energy violation of the proposals, |dH|; infinite ones are left out.");
      infinite =
          family.counter(
              "fluxtube.diverged.proposals", "proposals", "Proposals with an infinite dH.");
      family.gauge(
          "fluxtube.creutz.ratio",
          "ratio",
          "Mean of exp(-dH) since this process started; 1 in equilibrium.",
          creutz::mean);
      family.gauge(
          "fluxtube.creutz.deviation.sigma",
          "sigma",
          "Mean of exp(-dH) minus 1 in standard errors, as if trajectories were independent.",
          creutz::deviation);
    }

    void add(double deltaH) {
      if (Double.isInfinite(deltaH)) {
        infinite.increment();
      } else {
        size.record(Math.abs(deltaH));
      }
      creutz.add(deltaH);
    }
  }
}

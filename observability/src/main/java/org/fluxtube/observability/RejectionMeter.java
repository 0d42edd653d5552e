package org.fluxtube.observability;

import io.micrometer.core.instrument.DistributionSummary;

/** Rejections in a row before each accepted proposal of an independence sampler. */
final class RejectionMeter {
  private final DistributionSummary runs;
  private double before = Double.NaN;

  RejectionMeter(MeterFamily family) {
    runs =
        family.summary(
            "fluxtube.rejection.run.proposals",
            "proposals",
            "Rejections in a row before an accepted proposal of an independence sampler; the run"
                + " that goes on is the detail rejections of fluxtube.step.detail.");
  }

  /**
   * After a proposal.
   *
   * @param rejections since the last accepted one
   */
  void add(double rejections) {
    if (rejections == 0 && !Double.isNaN(before)) {
      runs.record(before);
    }
    before = rejections;
  }
}

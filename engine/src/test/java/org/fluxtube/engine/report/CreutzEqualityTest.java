package org.fluxtube.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.report.SyntheticCampaign.analyse;
import static org.fluxtube.engine.report.SyntheticCampaign.check;
import static org.fluxtube.engine.report.SyntheticCampaign.u1;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What reversible proposals say of dH, and that a wrong dH is seen. */
class CreutzEqualityTest {
  /** dH normal with mean s^2/2 and variance s^2: <exp(-dH)> = 1. */
  @Test
  void creutzEqualityHoldsForEachGroup() {
    SyntheticSamples samples =
        new SyntheticSamples()
            .chain(0, SyntheticSamples.deltaH(1, 5000, 0.3))
            .chain(1, SyntheticSamples.deltaH(2, 5000, 0.3))
            .chain(2, SyntheticSamples.deltaH(3, 5000, 0.6));
    RunReport report = analyse(u1(1, 2, 1), samples);

    assertThat(report.checks())
        .extracting(RunReport.Check::name)
        .containsExactly("<exp(-dH)> of group0", "<exp(-dH)> of group1");
    assertThat(report.checks()).allMatch(RunReport.Check::passed);
    // two chains of 5000: the error is sqrt(exp(s^2) - 1)/sqrt(n)
    assertThat(report.checks().getFirst().error())
        .isCloseTo(Math.sqrt(Math.expm1(0.09) / 10_000), within(2e-4));
    assertThat(report.chains())
        .extracting(RunReport.ChainReport::group)
        .containsExactly("group0", "group0", "group1");
    assertThat(report.chains().getFirst().trajectoriesPerSecond()).isCloseTo(50, within(1e-6));
    assertThat(report.chains().getFirst().expMinusDH().error())
        .isCloseTo(Math.sqrt(Math.expm1(0.09) / 5000), within(3e-4));
  }

  /** A shift of dH by its variance, as from a wrong sign, is seen. */
  @Test
  void creutzEqualityCanFail() {
    double[] biased = SyntheticSamples.ar1(5, 5000, 0, 0, 0.3);
    RunReport report = analyse(u1(1, 1), new SyntheticSamples().chain(0, biased));

    assertThat(check(report, "<exp(-dH)>").passed()).isFalse();
  }

  /** From a large variance exp(-dH) is not estimable, and its bounded form is checked instead. */
  @Test
  void aLargeVarianceIsCheckedByTheBoundedForm() {
    RunReport report =
        analyse(u1(1, 1), new SyntheticSamples().chain(0, SyntheticSamples.deltaH(4, 5000, 2.5)));

    assertThat(report.checks()).hasSize(1);
    RunReport.Check check = check(report, "<sign(dH)/(1+exp(dH))> of group0");
    assertThat(check.passed()).isTrue();
    assertThat(check.expected()).isZero();
    assertThat(check.error()).isBetween(0.002, 0.01);
    assertThat(report.remarks())
        .anySatisfy(r -> assertThat(r).contains("<exp(-dH)> of group0", "not estimable", "6."));
    // the mean of dH is half its variance, 3.1; with 2.5 too much goes down
    double[] biased = SyntheticSamples.ar1(5, 5000, 0, 2.5, 2.5);
    RunReport wrong = analyse(u1(1, 1), new SyntheticSamples().chain(0, biased));
    assertThat(check(wrong, "<sign(dH)/(1+exp(dH))> of group0").passed()).isFalse();
  }

  @Test
  void infiniteDeltaHIsARemarkAndCheckedByTheBoundedForm() {
    for (double infinite :
        new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -800}) {
      double[] deltaH = SyntheticSamples.deltaH(4, 100, 0.3);
      deltaH[40] = infinite;
      deltaH[60] = infinite;
      RunReport report = analyse(u1(1, 1), new SyntheticSamples().chain(0, deltaH));

      assertThat(report.checks())
          .singleElement()
          .matches(c -> c.name().startsWith("<sign(dH)") && Math.abs(c.value()) < 0.1);
      assertThat(report.remarks())
          .anySatisfy(r ->
              assertThat(r)
                  .contains(infinite == -800 ? "not estimable" : "dH is infinite in 2 of 100"));
      assertThat(Double.isFinite(report.chains().getFirst().expMinusDH().value()))
          .isEqualTo(infinite > 0); // a proposal of infinite energy has weight 0
    }
    double[] never = new double[100];
    Arrays.fill(never, Double.POSITIVE_INFINITY);
    assertThat(analyse(u1(1, 1), new SyntheticSamples().chain(0, never)).checks()).isEmpty();
  }

  @Test
  void samplersWithoutDeltaHHaveNoCreutzCheck() {
    double[] none = new double[100];
    Arrays.fill(none, Double.NaN);
    RunReport report = analyse(u1(1, 1), new SyntheticSamples().chain(0, none));

    assertThat(report.checks()).isEmpty();
    assertThat(report.chains().getFirst().expMinusDH().value()).isNaN();
    assertThat(report.remarks()).noneMatch(r -> r.contains("dH"));

    none[3] = 0.1;
    assertThat(analyse(u1(1, 1), new SyntheticSamples().chain(0, none)).remarks())
        .anySatisfy(r -> assertThat(r).contains("99 of 100 trajectories have no dH"));
  }
}

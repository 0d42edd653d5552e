package org.fluxtube.engine.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.physics.TinySchwinger.TINY;
import static org.fluxtube.engine.physics.TinySchwinger.U1;
import static org.fluxtube.engine.physics.TinySchwinger.integral;
import static org.fluxtube.engine.physics.TinySchwinger.nested;
import static org.fluxtube.engine.physics.TinySchwinger.plaquette;
import static org.fluxtube.engine.physics.TinySchwinger.with;
import static org.fluxtube.engine.testing.Runs.assertAgrees;

import org.fluxtube.engine.action.Determinant;
import org.fluxtube.engine.action.RationalPseudoFermions;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.testing.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One flavour by rational pseudo-fermions against the integral with |det D|. */
@Tag("physics")
class OneFlavourTest {
  /**
   * kappa = 0.24: |H| is at most 4 in two dimensions, so D is at least 1 - 4 kappa = 0.04 and Dhat
   * 1 - 16 kappa^2 = 0.078 in norm, at most 1.96 and 1.93: the range is one of every field, and det
   * D is positive. 4 sigma; the fermions move the plaquette by some ten.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theIntegralWithOnePowerOfTheDeterminant(boolean evenOdd) {
    Wilson wilson = new Wilson(0.24);
    double exact = integral(with(1, new Determinant(wilson, 1)), 11);
    assertThat(integral(with(1, new Determinant(wilson, 1)), 9)).isCloseTo(exact, within(1e-5));
    double quenched = integral(with(1, new Determinant(new Wilson(0), 1)), 9);
    double two = integral(with(1, new Determinant(wilson, 2)), 9);
    double lower = evenOdd ? 0.006 : 0.0015;
    Runs.Series series =
        Runs.run(
            new HmcSpec(1, nested(4, 2)),
            with(
                1,
                new RationalPseudoFermions(
                    wilson, 0.5, lower, 4, 16, 10, evenOdd, 1e-10, 1e-8, 1000, 50)),
            U1,
            TINY,
            21,
            200,
            12_000,
            (u, s) -> new double[] {plaquette(u)});
    assertAgrees("one flavour on 2x2", series.mean(0), exact, 0, 4, 0.005);
    assertAgrees("<exp(-dH)>", series.creutz(), 1, 0, 4, 0.01);
    // the run tells one flavour from none and from two
    double error = series.mean(0).error();
    assertThat(Math.abs(exact - quenched)).isGreaterThan(6 * error);
    assertThat(Math.abs(exact - two)).isGreaterThan(6 * error);
  }
}

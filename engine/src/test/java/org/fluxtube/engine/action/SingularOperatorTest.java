package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.FermionMatrix;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.WilsonClover;
import org.fluxtube.engine.dirac.solver.SpectralEnds;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.SamplerException;
import org.fluxtube.engine.sampler.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A start on which D has a zero mode (the constant field of periodic fermions at the critical kappa
 * on unit links, or a mass below rounding) ends with the term, the parameter and what works.
 */
class SingularOperatorTest {
  private static final List<Double> PERIODIC2 = List.of(0.0, 0.0);
  private static final List<Double> PERIODIC4 = List.of(0.0, 0.0, 0.0, 0.0);

  static Stream<ActionSpec<GaugeField>> theories() {
    Wilson wilson = new Wilson(0.25, PERIODIC2);
    Wilson wilson4 = new Wilson(0.125, PERIODIC4);
    Staggered staggered = new Staggered(1e-12, PERIODIC2);
    return Stream.of(
        new Determinant(wilson, 2),
        new Determinant(wilson4, 1),
        new Determinant(staggered, 1),
        new PseudoFermions(wilson),
        full(wilson),
        new PseudoFermions(wilson4),
        new PseudoFermions(new WilsonClover(0.125, 1, PERIODIC4)),
        new PseudoFermions(staggered),
        new PseudoFermionRatio(wilson, 0, 0.3),
        new RationalPseudoFermions(wilson, 0.5, 0.01, 4),
        new RationalPseudoFermions(wilson, 0.5, 0.01, 4, 15, 8, false, 1e-10, 1e-8, 10_000),
        new RationalPseudoFermions(staggered, 0.5, 0.01, 4.1));
  }

  private static PseudoFermions full(OperatorSpec operator) {
    return new PseudoFermions(operator, false, 0, 1e-10, 1e-8, 10_000);
  }

  /** The operator of a theory. */
  private static OperatorSpec operator(ActionSpec<GaugeField> theory) {
    return switch (theory) {
      case Determinant s -> s.operator();
      case PseudoFermions s -> s.operator();
      case PseudoFermionRatio s -> s.operator();
      case RationalPseudoFermions s -> s.operator();
      default -> throw new IllegalArgumentException(theory.toString());
    };
  }

  private static Lattice lattice(OperatorSpec operator) {
    return operator.boundary().size() == 2 ? new Lattice(4, 4) : new Lattice(2, 2, 2, 4);
  }

  @ParameterizedTest
  @MethodSource("theories")
  void aSingularStartEndsWithTheTermAndWhatWorks(ActionSpec<GaugeField> theory) {
    OperatorSpec operator = operator(theory);
    try (FieldOps ops = new ReferenceOps(lattice(operator));
        GaugeField u = new GaugeField(ops, Group.SU2);
        Sampler<GaugeField> hmc = sampler(theory, u)) {
      u.cold();
      double[] before = u.snapshot().values();
      State<GaugeField> state = hmc.start(u);
      String key = operator instanceof Staggered ? "mass = 1.0E-12" : "kappa = 0.";
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> hmc.step(state, new RandomStream(7, 0, 1)))
            .isInstanceOf(SamplerException.class)
            .hasMessageContaining("term fermions: ")
            .hasMessageContaining("is singular on this field")
            .hasMessageContaining("operator has " + key)
            .hasMessageContaining("for example " + operator.heavierText())
            .hasMessageContaining("start = hot");
        assertThat(u.snapshot().values()).as("the field is kept").isEqualTo(before);
      }
    }
  }

  /** The example of the message is right: the heavier operator goes on from the same field. */
  @ParameterizedTest
  @MethodSource("theories")
  void antiperiodicFermionsOnTheSameFieldGoOn(ActionSpec<GaugeField> theory) {
    OperatorSpec anti = operator(theory).withBoundary(List.of());
    ActionSpec<GaugeField> same =
        switch (theory) {
          case Determinant s -> new Determinant(anti, s.copies());
          case PseudoFermions s -> new PseudoFermions(anti);
          case PseudoFermionRatio s -> new PseudoFermionRatio(anti, 0, s.heavierMu());
          case RationalPseudoFermions s -> new RationalPseudoFermions(anti, 0.5, 0.001, 9);
          default -> throw new IllegalArgumentException(theory.toString());
        };
    try (FieldOps ops = new ReferenceOps(lattice(operator(theory)));
        GaugeField u = new GaugeField(ops, Group.SU2);
        Sampler<GaugeField> hmc = sampler(same, u)) {
      u.cold();
      double deltaH = hmc.step(hmc.start(u), new RandomStream(7, 0, 1)).info().deltaH();
      assertThat(Math.abs(deltaH)).isLessThan(5);
    }
  }

  private static Sampler<GaugeField> sampler(ActionSpec<GaugeField> theory, GaugeField like) {
    ActionSpec<GaugeField> sum =
        new SumOfActions<>(
            List.of(
                new SumOfActions.Entry<>("gauge", new WilsonPlaquette(2)),
                new SumOfActions.Entry<>("fermions", theory)));
    return new HmcSpec(0.2, new Omelyan2(20)).bind(sum, like);
  }

  /** Light is not singular: m = 1e-6 leaves 2.5e-13 of the highest eigenvalue, m = 1e-9 1e-18. */
  @Test
  void onlyRoundingIsSingular() {
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = new GaugeField(ops, Group.SU3)) {
      u.cold();
      for (double mass : new double[] {1e-2, 1e-4, 1e-6, 1e-9}) {
        SpectralEnds ends = ends(new Staggered(mass, PERIODIC2), u, 1000);
        assertThat(ends.regular()).as("mass %s", mass).isEqualTo(mass > 1e-8);
        if (ends.regular()) {
          assertThat(ends.smallest()).isGreaterThan(0.999 * mass * mass);
        }
        assertThat(ends.largest()).isLessThanOrEqualTo(2 + mass * mass + 1e-12);
      }
      u.hot(new RandomStream(3, 0, 0));
      assertThat(ends(new Staggered(1e-9, PERIODIC2), u, 1000).regular()).isTrue();
      ops.scale(Double.NaN, u.link(0));
      assertThat(ends(new Staggered(0.3), u, 1000).regular()).as("no numbers").isFalse();
    }
  }

  private static SpectralEnds ends(OperatorSpec operator, GaugeField u, int most) {
    operator.requireFits(new FieldType.Gauge(u.group()), u.lattice());
    try (DiracOperator d = operator.bind(u)) {
      d.update(u);
      FermionMatrix k = new FermionMatrix(d, true);
      try (Scratch.Lease b = u.ops().scratch().take(k.shape())) {
        u.ops().gaussian(1, new RandomStream(5, 0, 0).key(Purpose.TEST), b.vector());
        return SpectralEnds.of(u.ops(), k::apply, b.vector(), most);
      }
    }
  }
}

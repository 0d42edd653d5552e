package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.Runs.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.ImprovedGauge;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.Acceptance;
import org.fluxtube.engine.exact.OnRing;
import org.fluxtube.engine.exact.Phi4Ring;
import org.fluxtube.engine.exact.Su2Torus;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Leapfrog;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Runs;
import org.fluxtube.engine.testing.Theories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hybrid Monte Carlo against identities and closed forms; all comparisons within 4 sigma. */
class HmcTest {
  record Case(ActionSpec<?> action, FieldType type, Lattice lattice) {}

  static List<Case> theories() {
    return List.of(
        new Case(new WilsonPlaquette(2), new FieldType.Gauge(Group.U1), new Lattice(4, 4)),
        new Case(new WilsonPlaquette(2), new FieldType.Gauge(Group.U1), new Lattice(2, 3, 2)),
        new Case(new WilsonPlaquette(2.7), new FieldType.Gauge(Group.SU2), new Lattice(3, 3)),
        new Case(new WilsonPlaquette(6), new FieldType.Gauge(Group.SU3), new Lattice(2, 3)),
        new Case(new WilsonPlaquette(8), new FieldType.Gauge(Group.su(4)), new Lattice(2, 2)),
        new Case(new Phi4(-4, 6.975), new FieldType.Scalar(1), new Lattice(6, 6)),
        new Case(new Phi4(-4, 6.975), new FieldType.Scalar(3), new Lattice(3, 5)),
        new Case(new SpinModel(1.5), new FieldType.Spin(2), new Lattice(4, 4)),
        new Case(new SpinModel(1.5), new FieldType.Spin(3), new Lattice(4, 4)),
        new Case(new SpinModel(-1), new FieldType.Spin(4), new Lattice(3, 4)));
  }

  /**
   * Integrating by parts, &lt;F.F&gt; = &lt;Delta S&gt;. Wilson: each plaquette has four links and
   * T^a T^a = -C_F, so Delta S = -4 C_F S. O(n): each bond has two ends and the sphere's Laplacian
   * of x is -(n-1) x, so Delta S = -2 (n-1) S. phi^4: the virial theorem, &lt;phi dS/dphi&gt; = 1
   * for each number.
   */
  @ParameterizedTest
  @MethodSource("theories")
  void schwingerDysonAndCreutz(Case c) {
    this.<ScalarField>identities(c);
  }

  @SuppressWarnings("unchecked")
  private <F extends Field<F>> void identities(Case c) {
    Momentum[] force = new Momentum[1];
    int numbers = c.type.size(c.lattice);
    Runs.Probe<F> probe =
        (u, action) -> {
          if (force[0] == null) {
            force[0] = u.newMomentum();
          }
          action.force(u, force[0]);
          if (u instanceof ScalarField phi) {
            double virial = -phi.ops().dot(phi.vector(), force[0].vector(0));
            return new double[] {virial, numbers};
          }
          double factor =
              u instanceof GaugeField gauge
                  ? -4 * gauge.group().casimir()
                  : -2 * (((FieldType.Spin) c.type).components() - 1);
          return new double[] {force[0].dot(force[0]), factor * action.value(u)};
        };
    Runs.Series series =
        Runs.run(
            new HmcSpec(1, new Omelyan2(c.type instanceof FieldType.Scalar ? 7 : 5)),
            (ActionSpec<F>) c.action,
            c.type,
            c.lattice,
            17,
            200,
            4000,
            probe);
    String name = c.toString();
    Estimate ratio =
        GammaMethod.DEFAULT
            .analyse(List.<double[][]>of(series.rows()), a -> a[0] / a[1])
            .estimate();
    assertAgrees("<F.F>/<Delta S>, " + name, ratio, 1, 0, 4, 0.05);
    assertAgrees("<exp(-dH)>, " + name, series.creutz(), 1, 0, 4, 0.05);
  }

  /** 2x2 lattices: one-plaquette-like theories whose exact values need the whole group integral. */
  @Test
  void tinyLatticesAgreeWithTheirExactSums() {
    HmcSpec hmc = new HmcSpec(1, new Omelyan2(3));
    Lattice four = new Lattice(2, 2);
    for (double beta : new double[] {0.5, 2}) {
      Runs.Series u1 =
          Runs.run(
              hmc,
              new WilsonPlaquette(beta),
              new FieldType.Gauge(Group.U1),
              four,
              1,
              100,
              20_000,
              HmcTest::plaquette);
      double exact = new U1Torus(beta, 4).plaquette();
      assertAgrees("U(1) 2x2 beta " + beta, u1.mean(0), exact, 0, 4, 0.01);
    }
    Runs.Series su2 =
        Runs.run(
            hmc,
            new WilsonPlaquette(2),
            new FieldType.Gauge(Group.SU2),
            four,
            2,
            100,
            20_000,
            HmcTest::plaquette);
    assertAgrees("SU(2) 2x2", su2.mean(0), new Su2Torus(2, 4).plaquette(), 0, 4, 0.005);
    Runs.Series spins =
        Runs.run(
            hmc,
            new SpinModel(1),
            new FieldType.Spin(3),
            new Lattice(2),
            3,
            100,
            20_000,
            (u, action) -> new double[] {-action.value(u) / 2});
    assertAgrees("O(3) L=2", spins.mean(0), new OnRing(3, 1, 2).bond(), 0, 4, 0.01);
    Runs.Series phi =
        Runs.run(
            hmc,
            new Phi4(-1, 1),
            new FieldType.Scalar(1),
            new Lattice(2),
            4,
            100,
            20_000,
            (u, action) -> moments(u));
    Phi4Ring ring = new Phi4Ring(-1, 1, 2);
    assertAgrees("phi^2 L=2", phi.mean(0), ring.phiSquared(), 0, 4, 0.01);
    assertAgrees("phi^4 L=2", phi.mean(1), ring.phiFourth(), 0, 4, 0.02);
  }

  private static double[] plaquette(GaugeField u, Object action) {
    double sum = u.ops().plaquetteSum(u.vectors(), 0, 1);
    return new double[] {sum / u.group().n() / u.lattice().volume()};
  }

  private static double[] moments(ScalarField u) {
    double[] x = u.snapshot().values();
    double square = Arrays.stream(x).map(a -> a * a).average().orElseThrow();
    double fourth = Arrays.stream(x).map(a -> a * a * a * a).average().orElseThrow();
    return new double[] {square, fourth};
  }

  /** A guide with other couplings, or another action, drives to the same distribution. */
  @Test
  void anyGuideGivesThePhysicsOfTheTarget() {
    Lattice lattice = new Lattice(4, 4);
    FieldType type = new FieldType.Gauge(Group.U1);
    double exact = new U1Torus(2, 16).plaquette();
    double[] acceptance = new double[3];
    int k = 0;
    for (Optional<ActionSpec<?>> guide :
        List.<Optional<ActionSpec<?>>>of(
            Optional.empty(),
            Optional.of(new WilsonPlaquette(1.6)),
            Optional.of(new ImprovedGauge(ImprovedGauge.Name.SYMANZIK, 1.2)))) {
      HmcSpec hmc = new HmcSpec(1, new Omelyan2(5), 0, guide);
      Runs.Series series =
          Runs.run(hmc, new WilsonPlaquette(2), type, lattice, 7, 200, 12_000, HmcTest::plaquette);
      assertAgrees("guide " + guide, series.mean(0), exact, 0, 4, 0.005);
      assertAgrees("<exp(-dH)>, guide " + guide, series.creutz(), 1, 0, 4, 0.05);
      acceptance[k++] = Arrays.stream(series.acceptance()).average().orElseThrow();
    }
    assertThat(acceptance[0]).isGreaterThan(0.97);
    assertThat(acceptance[1]).isBetween(0.3, 0.95);
    assertThat(acceptance[2]).isBetween(0.3, 0.95);
  }

  /**
   * P = erfc(sqrt(<dH>)/2) for a field large enough that dH is Gaussian, within 4 sigma + 0.005.
   */
  @Test
  void acceptanceFollowsFromTheMeanOfDeltaH() {
    for (int steps : new int[] {8, 10}) {
      Runs.Series series =
          Runs.run(
              new HmcSpec(1, new Leapfrog(steps)),
              new Phi4(-4, 6.975),
              new FieldType.Scalar(1),
              new Lattice(12, 12),
              3,
              200,
              4000,
              (u, action) -> new double[1]);
      Estimate mean = Runs.mean(series.deltaH());
      Estimate accepted = Runs.mean(series.acceptance());
      double expected = Acceptance.hmc(mean.value());
      // dP/d<dH> = -exp(-<dH>/4)/(2 sqrt(pi <dH>))
      double slope = Math.exp(-mean.value() / 4) / (2 * Math.sqrt(Math.PI * mean.value()));
      double error = Math.hypot(accepted.error(), slope * mean.error());
      assertThat(accepted.error()).isLessThan(0.01);
      assertThat(accepted.value()).isCloseTo(expected, within(4 * error + 0.005));
      assertThat(accepted.value()).isBetween(0.2, 0.97);
      assertAgrees("<exp(-dH)> " + steps, series.creutz(), 1, 0, 4, 0.1);
    }
  }

  /** /dof = 1 within 4 sigma, dof = number of coordinates, for every kind of field. */
  @Test
  void momentaAreEquipartitioned() {
    Lattice lattice = new Lattice(8, 8);
    for (FieldType type :
        List.of(new FieldType.Gauge(Group.SU3), new FieldType.Scalar(2), new FieldType.Spin(4))) {
      try (FieldOps ops = new ReferenceOps(lattice)) {
        Field<?> u = Field.allocate(ops, type);
        try (Momentum p = u.newMomentum()) {
          double sum = 0;
          for (int i = 0; i < 200; i++) {
            p.refresh(RandomFields.stream(i));
            sum += 2 * p.kinetic();
          }
          double dof = 200.0 * p.coordinates();
          assertThat(sum / dof).isCloseTo(1, within(4 * Math.sqrt(2 / dof)));
        }
      }
    }
  }

  /**
   * Dual averaging ends at a number of steps whose neighbours bracket the target acceptance (4
   * sigma), and nothing changes in MEASURE.
   */
  @Test
  void tuningReachesItsTargetAndThenStops() {
    for (double target : new double[] {0.7, 0.9}) {
      Runs.Series tuned = phi4(new HmcSpec(1, new Leapfrog(10), target, Optional.empty()));
      assertThat(Arrays.stream(tuned.stepSizes()).distinct().count()).isEqualTo(1);
      int steps = (int) Math.round(1 / tuned.stepSizes()[0]);
      Estimate fewer = Runs.mean(phi4(new HmcSpec(1, new Leapfrog(steps - 1))).acceptance());
      Estimate more = Runs.mean(phi4(new HmcSpec(1, new Leapfrog(steps + 1))).acceptance());
      System.out.println(
          "target "
              + target
              + ": "
              + steps
              + " steps, acceptance "
              + fewer.format()
              + " with one"
              + " fewer, "
              + Runs.mean(tuned.acceptance()).format()
              + ", "
              + more.format());
      assertThat(fewer.value() - 4 * fewer.error()).isLessThan(target);
      assertThat(more.value() + 4 * more.error()).isGreaterThan(target);
      assertThat(more.value() - fewer.value()).isLessThan(0.25);
    }
  }

  private static Runs.Series phi4(HmcSpec hmc) {
    return Runs.run(
        hmc,
        new Phi4(-4, 6.975),
        new FieldType.Scalar(1),
        new Lattice(8, 8),
        9,
        400,
        1500,
        (u, action) -> new double[1]);
  }

  /** With 10 steps no proposal from this hot start is ever accepted; tuning must find a way out. */
  @Test
  void tuningLeavesAStartFromWhichNothingIsAccepted() {
    double[] accepted = new double[2];
    for (int tuned = 0; tuned < 2; tuned++) {
      try (FieldOps ops = new ReferenceOps(new Lattice(8, 8))) {
        ScalarField u = new ScalarField(ops, 1);
        u.hot(RandomFields.stream(1));
        HmcSpec hmc = new HmcSpec(1, new Leapfrog(10), tuned * 0.8, Optional.empty());
        try (Chain<ScalarField> chain =
            new Chain<>(0, 1, new Phases(300, 0, 200), hmc.bind(new Phi4(-4, 6.975), u), u)) {
          while (!chain.finished()) {
            Trajectory t = chain.advance();
            accepted[tuned] += t.phase() == Phase.MEASURE ? t.info().accepted() / 200.0 : 0;
          }
        }
      }
    }
    assertThat(accepted[0]).isZero();
    assertThat(accepted[1]).isBetween(0.65, 0.95);
  }

  /** dH of a rejected proposal counts too, and the field after a rejection is the old one. */
  @Test
  void aRejectedProposalLeavesTheField() {
    try (FieldOps ops = new ReferenceOps(new Lattice(6, 6))) {
      ScalarField u = Theories.cast(Field.allocate(ops, new FieldType.Scalar(1)));
      u.cold();
      Sampler<ScalarField> hmc = new HmcSpec(1, new Leapfrog(6)).bind(new Phi4(-4, 6.975), u);
      State<ScalarField> state = hmc.start(u);
      int rejected = 0;
      for (int i = 1; i <= 200; i++) {
        double[] before = hmc.field(state).snapshot().values();
        Transition<ScalarField> next = hmc.step(state, RandomFields.stream(1).trajectory(i));
        state = next.state();
        double[] after = hmc.field(state).snapshot().values();
        if (next.info().accepted() == 0) {
          rejected++;
          assertThat(next.info().deltaH()).isPositive();
          assertThat(after).isEqualTo(before);
        } else {
          assertThat(after).isNotEqualTo(before);
        }
      }
      assertThat(rejected).isBetween(5, 150);
    }
  }
}

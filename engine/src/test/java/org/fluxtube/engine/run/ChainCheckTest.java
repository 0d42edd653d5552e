package org.fluxtube.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Element;
import org.fluxtube.engine.md.IntegratorSpec;
import org.fluxtube.engine.md.Leapfrog;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.Exactness;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.State;
import org.fluxtube.engine.sampler.StepInfo;
import org.fluxtube.engine.sampler.Transition;
import org.junit.jupiter.api.Test;

/** What is wrong is found: an integrator without mirror symmetry, links that leave the group. */
class ChainCheckTest {
  private static final Lattice LATTICE = Lattice.of(List.of(4, 4));

  /** Symplectic Euler: kick 1, drift 1, which reversed is drift 1, kick 1. */
  private record Euler(@Param("steps") int steps) implements IntegratorSpec {
    @Override
    public List<Element> elements() {
      return List.of(new Element.Kick(1), new Element.Drift(1));
    }

    @Override
    public Euler withSteps(int other) {
      return new Euler(other);
    }

    @Override
    public int order() {
      return 2;
    }
  }

  /** Links grow by one part in 10^9 with every step, as by a sloppy exponential. */
  private record Drifting() implements Sampler<GaugeField> {
    @Override
    public Exactness exactness() {
      return new Exactness.Approximate("for a test");
    }

    @Override
    public Transition<GaugeField> step(State<GaugeField> state, RandomStream rng) {
      for (int mu = 0; mu < state.field().vectors().length; mu++) {
        state.field().ops().scale(1 + 1e-9, state.field().vectors()[mu]);
      }
      return new Transition<>(state, new StepInfo(1, 1, Double.NaN, 1, java.util.Map.of()));
    }

    @Override
    public void close() {}
  }

  private static GaugeField hot(FieldOps ops) {
    GaugeField u = new GaugeField(ops, Group.SU2);
    u.hot(new RandomStream(7, 0, 0));
    return u;
  }

  private static List<ChainCheck> afterOne(Sampler<GaugeField> sampler, GaugeField u) {
    try (Chain<GaugeField> chain = new Chain<>(0, 7, new Phases(0, 0, 10), sampler, u)) {
      chain.advance();
      return chain.check();
    }
  }

  private static List<ChainCheck> hmc(IntegratorSpec integrator) {
    try (FieldOps ops = new ReferenceOps(LATTICE)) {
      GaugeField u = hot(ops);
      HmcSpec spec = new HmcSpec(1, integrator, 0, Optional.empty());
      return afterOne(spec.bind(new WilsonPlaquette(2), u), u);
    }
  }

  private static ChainCheck named(List<ChainCheck> found, String name) {
    return found.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void reversibleIntegratorComesBack() {
    List<ChainCheck> found = hmc(new Leapfrog(5));
    assertThat(found).hasSize(4).allMatch(ChainCheck::passed);
    assertThat(named(found, ChainCheck.REVERSIBILITY_H).value()).isLessThan(1e-11);
    assertThat(named(found, ChainCheck.REVERSIBILITY_U).value()).isLessThan(1e-12);
    assertThat(named(found, ChainCheck.FORCE + "action").value()).isBetween(0.1, 10.0);
  }

  @Test
  void brokenIntegratorIsCaught() {
    List<ChainCheck> found = hmc(new Euler(5));
    assertThat(named(found, ChainCheck.REVERSIBILITY_H).passed()).isFalse();
    assertThat(named(found, ChainCheck.REVERSIBILITY_U).passed()).isFalse();
    assertThat(named(found, ChainCheck.UNITARITY).passed()).isTrue();
  }

  @Test
  void linksThatLeaveTheGroupAreCaught() {
    try (FieldOps ops = new ReferenceOps(LATTICE)) {
      List<ChainCheck> found = afterOne(new Drifting(), hot(ops));
      assertThat(found).hasSize(1);
      assertThat(named(found, ChainCheck.UNITARITY).value()).isBetween(1.9e-9, 2.1e-9);
      assertThat(found.getFirst().passed()).isFalse();
      assertThat(found.getFirst().complaint()).contains("unitarity", "1.0E-10");
    }
  }

  @Test
  void whatCannotBeFoundOutIsWrong() {
    assertThat(ChainCheck.of(ChainCheck.REVERSIBILITY_H, Double.NaN).passed()).isFalse();
  }

  @Test
  void dueAtTheInterval() {
    try (FieldOps ops = new ReferenceOps(LATTICE);
        Chain<GaugeField> chain =
            new Chain<>(0, 7, new Phases(4, 0, 6), new Drifting(), hot(ops))) {
      StringBuilder due = new StringBuilder();
      while (!chain.finished()) {
        chain.advance();
        due.append(chain.checkDue(3) ? 'x' : '-').append(chain.checkDue(0) ? '!' : ' ');
      }
      assertThat(due.toString()).isEqualTo("- - - - x x - - x - ");
    }
  }
}

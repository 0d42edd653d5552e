package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.MolecularDynamics;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.network.Cask;
import org.fluxtube.engine.network.Covariant;
import org.fluxtube.engine.network.DenseCovariant;
import org.fluxtube.engine.network.LayerSpec;
import org.fluxtube.engine.network.Stout;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** Actions on the links of a network: limits, reversibility, refusals. */
class SmearedTest {
  private static final PseudoFermions LIGHT =
      new PseudoFermions(new Staggered(0.5), true, 1e-13, 1e-13, 10_000);
  private static final Covariant ZERO =
      new Covariant(List.of(0.0), List.of(0.0), List.of(0.0, 0.0));

  private static SumOfActions<GaugeField> sum(ActionSpec<GaugeField> fermions) {
    return new SumOfActions<>(
        List.of(
            new SumOfActions.Entry<>("gauge", new WilsonPlaquette(2.7)),
            new SumOfActions.Entry<>("fermions", fermions)));
  }

  /** A guide with zero weights is the target, bit by bit, at the target's pseudo-fermions. */
  @Test
  void zeroWeightsAreTheInnerAction() {
    List<LayerSpec> layers = List.of(ZERO, new Cask(List.of(0.0, 0.0, 0.0), 0, 0, 0), ZERO);
    try (FieldOps ops = new ReferenceOps(new Lattice(2, 2, 2, 4));
        GaugeField u = new GaugeField(ops, Group.SU2);
        Action<GaugeField> target = sum(LIGHT).bind(u);
        Action<GaugeField> guide = sum(new Smeared(layers, LIGHT)).bind(u)) {
      u.hot(RandomFields.stream(1));
      try (Auxiliary phi = target.draw(u, RandomFields.stream(2), 0)) {
        assertThat(phi.fields().keySet()).containsExactly("fermions.phi");
        assertThat(guide.given(phi).value(u)).isEqualTo(target.given(phi).value(u));
        Momentum force = u.newMomentum();
        Momentum same = u.newMomentum();
        target.given(phi).force(u, force);
        guide.given(phi).force(u, same);
        assertThat(RandomFields.host(u, same)).isEqualTo(RandomFields.host(u, force));
      }
    }
  }

  /** Coefficients that are seen to depend on the loops. */
  private static LayerSpec dense() {
    DenseCovariant start =
        new DenseCovariant(
            List.of(DenseCovariant.Loop.PLAQUETTE, DenseCovariant.Loop.POLYAKOV),
            2,
            true,
            List.of());
    double[] w = start.weights();
    double[] noise = RandomFields.normal(9, w.length);
    Arrays.setAll(w, k -> w[k] + 0.05 * noise[k]);
    return start.with(w);
  }

  /** Forward, p to -p, back with the force of a network: links to 1e-11. */
  @Test
  void trajectoriesAreReversible() {
    List<LayerSpec> layers =
        List.of(
            new Covariant(List.of(0.05), List.of(-0.02), List.of(0.03, 0.04)),
            new Cask(List.of(0.03, 0.02, -0.01), 0.1, -0.1, 0.05),
            dense(),
            new Stout(0.08, 1, false));
    for (Group group : List.of(Group.SU2, Group.SU3)) {
      try (FieldOps ops = new ReferenceOps(new Lattice(2, 2, 2, 4));
          GaugeField u = new GaugeField(ops, group);
          Action<GaugeField> s = sum(new Scaled<>(1.1, new Smeared(layers, LIGHT))).bind(u);
          MolecularDynamics<GaugeField> md = new MolecularDynamics<>(u, () -> false)) {
        u.hot(RandomFields.stream(1));
        double[] start = u.snapshot().values();
        try (Auxiliary phi = s.draw(u, RandomFields.stream(2), 0)) {
          Momentum p = RandomFields.momentum(u, 3);
          double h = p.kinetic() + s.given(phi).value(u);
          md.integrate(s.given(phi), new Omelyan2(5), 0.5, u, p);
          assertThat(u.snapshot().values()).isNotEqualTo(start);
          p.scale(-1);
          md.integrate(s.given(phi), new Omelyan2(5), 0.5, u, p);
          double[] back = u.snapshot().values();
          for (int i = 0; i < start.length; i++) {
            assertThat(back[i]).isCloseTo(start[i], within(1e-11));
          }
          double again = p.kinetic() + s.given(phi).value(u);
          assertThat(again).isCloseTo(h, within(1e-10 * Math.abs(h)));
        }
      }
    }
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new Smeared(List.of(), LIGHT)).hasMessageContaining("type = stout");
    assertThatThrownBy(() -> new Smeared(List.of(ZERO), sum(LIGHT)))
        .hasMessageContaining("smear the terms instead");
    assertThatThrownBy(() -> new Covariant(List.of(), List.of(), List.of()))
        .hasMessageContaining("plaquette = [0.0]");
    assertThatThrownBy(() -> new Covariant(List.of(Double.NaN), List.of(), List.of()))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> new Stout(0.1, 0, false)).hasMessageContaining("steps = 3");
    assertThatThrownBy(() -> new Cask(List.of(), 0, 0, 0)).hasMessageContaining("rho = [");
    assertThatThrownBy(() -> new DenseCovariant(List.of(), 2, false, List.of()))
        .hasMessageContaining("loops = [plaquette, polyakov]");
    List<DenseCovariant.Loop> lines = List.of(DenseCovariant.Loop.POLYAKOV);
    assertThatThrownBy(() -> new DenseCovariant(lines, 0, false, List.of()))
        .hasMessageContaining("hidden = 4");
    assertThatThrownBy(() -> new DenseCovariant(lines, 2, true, List.of(0.1)))
        .hasMessageContaining("all 14 of 1 loops and 2 hidden units, twice");
    assertThatThrownBy(() -> new Scaled<>(0, LIGHT)).hasMessageContaining("factor = 1");
    assertThatThrownBy(() -> new Scaled<>(1, sum(LIGHT)))
        .hasMessageContaining("scale the terms instead");
    assertThatThrownBy(() -> new Scaled<>(1, new Determinant(new Staggered(0.5), 1)).estimated())
        .hasMessageContaining("rational-pseudo-fermions");
    Smeared planes =
        new Smeared(
            List.of(new Covariant(List.of(0.0, 0.0), List.of(), List.of())),
            new WilsonPlaquette(2));
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = new GaugeField(ops, Group.U1)) {
      assertThatThrownBy(() -> planes.requireFits(u.type(), u.lattice()))
          .hasMessageContaining("no spatial plane");
    }
  }
}

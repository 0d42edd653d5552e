package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.fluxtube.engine.testing.Theories.Theory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Environment, stencil and update of every local action of the catalogue. */
class LocalActionContractTest {
  static List<Theory> theories() {
    List<Theory> local = Theories.all().stream().filter(LocalActionContractTest::isLocal).toList();
    assertThat(local).hasSizeGreaterThan(20);
    return local;
  }

  private static boolean isLocal(Theory theory) {
    try (FieldOps ops = theory.ops()) {
      Field<?> u = Field.allocate(ops, theory.type());
      return bind(theory, u) instanceof LocalAction<?>;
    }
  }

  private static <F extends Field<F>> Action<F> bind(Theory theory, Field<?> u) {
    return Theories.bind(theory.action(), u);
  }

  /** Replaces the value at one site of one vector by another field's; returns the new field. */
  private static <F extends Field<F>> F changed(F u, F other, int part, int site) {
    double[] host = u.snapshot().values();
    double[] from = other.snapshot().values();
    int volume = u.lattice().volume();
    int reals = host.length / volume / u.vectors().length;
    int at = (part * volume + site) * reals;
    System.arraycopy(from, at, host, at, reals);
    F copy = u.allocateLike();
    copy.load(new FieldData(u.type(), u.lattice(), host));
    return copy;
  }

  @ParameterizedTest
  @MethodSource("theories")
  void theEnvironmentDependsOnTheStencilAlone(Theory theory) {
    this.<ScalarField>stencil(theory);
  }

  private <F extends Field<F>> void stencil(Theory theory) {
    try (FieldOps ops = theory.ops()) {
      F u = Theories.cast(RandomFields.hot(ops, theory.type(), 3));
      F other = Theories.cast(RandomFields.hot(ops, theory.type(), 4));
      LocalAction<F> action = (LocalAction<F>) Theories.<F>bind(theory.action(), u);
      Lattice lattice = u.lattice();
      for (int part = 0; part < u.vectors().length; part++) {
        Vector before = ops.allocate(u.vectors()[part].shape());
        Vector after = ops.allocate(u.vectors()[part].shape());
        action.environment(u, part, before);
        double[] a = RandomFields.host(ops, before);
        int reals = before.shape().reals();
        int y = lattice.volume() / 2;
        try (F moved = changed(u, other, part, y)) {
          action.environment(moved, part, after);
        }
        double[] b = RandomFields.host(ops, after);
        Set<Integer> reached = new HashSet<>();
        for (int i = 0; i < a.length; i++) {
          if (Math.abs(a[i] - b[i]) > 1e-12) {
            reached.add(i / reals);
          }
        }
        Set<Integer> allowed = new HashSet<>();
        for (int[] offset : action.stencil(part)) {
          int[] x = new int[lattice.dimensions()];
          for (int mu = 0; mu < x.length; mu++) {
            x[mu] = lattice.coordinate(y, mu) - offset[mu];
          }
          allowed.add(lattice.site(x));
        }
        // no offset too few (a race) and, where nothing cancels, none too many (colours wasted)
        assertThat(allowed).containsAll(reached);
        assertThat(reached).isNotEmpty();
      }
    }
  }

  /** A single-site change of S is the change of the update rule's exponent at fixed environment. */
  @ParameterizedTest
  @MethodSource("theories")
  void theWeightOfOneSite(Theory theory) {
    this.<ScalarField>weight(theory);
  }

  private <F extends Field<F>> void weight(Theory theory) {
    try (FieldOps ops = theory.ops()) {
      F u = Theories.cast(RandomFields.hot(ops, theory.type(), 3));
      F other = Theories.cast(RandomFields.hot(ops, theory.type(), 4));
      LocalAction<F> action = (LocalAction<F>) Theories.<F>bind(theory.action(), u);
      LocalUpdate update = action.update(LocalAction.Rule.METROPOLIS, 0.3, 2);
      int volume = u.lattice().volume();
      double value = action.value(u);
      for (int part = 0; part < u.vectors().length; part++) {
        if (wraps(action, part, u.lattice())) {
          continue; // the colouring refuses such a lattice: see the test of the stencil
        }
        Vector environment = ops.allocate(u.vectors()[part].shape());
        action.environment(u, part, environment);
        double[] e = RandomFields.host(ops, environment);
        int reals = environment.shape().reals();
        double[] old = RandomFields.host(ops, u.vectors()[part]);
        double[] fresh = RandomFields.host(ops, other.vectors()[part]);
        for (int site : new int[] {0, volume / 2, volume - 1}) {
          double expected =
              exponent(update, fresh, e, site, reals) - exponent(update, old, e, site, reals);
          try (F moved = changed(u, other, part, site)) {
            assertThat(action.value(moved) - value).isCloseTo(expected, within(1e-11));
          }
        }
      }
    }
  }

  @Test
  void aRuleThatDoesNotExistIsRefusedWithThoseThatDo() {
    try (FieldOps ops = new ReferenceOps(new Lattice(3, 3))) {
      LocalAction<ScalarField> phi4 =
          (LocalAction<ScalarField>) new Phi4(-4, 6).bind(new ScalarField(ops, 1));
      assertThatThrownBy(() -> phi4.update(LocalAction.Rule.HEAT_BATH, 0.1, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("metropolis");
    }
  }

  private static boolean wraps(LocalAction<?> action, int part, Lattice lattice) {
    return action.stencil(part).stream().anyMatch(offset -> lattice.site(offset) == 0);
  }

  /** -ln(weight) of the value at a site for the given environment. */
  private static double exponent(LocalUpdate update, double[] x, double[] e, int site, int reals) {
    int o = site * reals;
    return switch (update) {
      case LocalUpdate.LinkMetropolis link -> {
        int n = link.group().n();
        yield -link.coefficient() * Mat.at(n, x, o).times(Mat.at(n, e, o)).reTrace();
      }
      case LocalUpdate.ScalarMetropolis scalar -> {
        double square = dot(x, x, o, reals);
        yield scalar.quadratic() * square
            + scalar.quartic() * square * square
            - dot(x, e, o, reals);
      }
      case LocalUpdate.SpinMetropolis spin -> -dot(x, e, o, reals);
      default -> throw new IllegalStateException("no Metropolis rule: " + update);
    };
  }

  private static double dot(double[] x, double[] y, int o, int reals) {
    double sum = 0;
    for (int c = o; c < o + reals; c++) {
      sum += x[c] * y[c];
    }
    return sum;
  }
}

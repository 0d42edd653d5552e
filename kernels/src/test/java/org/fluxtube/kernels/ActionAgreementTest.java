package org.fluxtube.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.fluxtube.engine.testing.Theories.Theory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every action of the catalogue, and every fermion action with every operator, on every backend:
 * draw, S and force are the reference's, whose force is the derivative of its S.
 */
class ActionAgreementTest {
  private static final double AGREEMENT = 1e-10;

  /** Each action on each kind of field that it fits, on its largest lattice. */
  static List<Arguments> theoriesAndBackends() {
    Map<String, Theory> largest = new LinkedHashMap<>();
    for (Theory theory : Theories.withEveryOperator()) {
      largest.merge(
          theory.name() + theory.type(),
          theory,
          (a, b) -> b.lattice().volume() > a.lattice().volume() ? b : a);
    }
    List<String> required = List.of(System.getProperty("fluxtube.require", "").split(","));
    List<Arguments> all = new ArrayList<>();
    for (Theory theory : largest.values()) {
      for (Backend backend : Backend.all()) {
        boolean tested = backend.unavailable().isEmpty() || required.contains(backend.name());
        if (tested && !backend.name().equals("reference")) {
          all.add(Arguments.of(theory, backend.name()));
        }
      }
    }
    return all;
  }

  /** What an action says of the hot field of a seed, at its own draw. */
  private record Outcome(double value, double[] force, List<double[]> drawn) {
    static <F extends Field<F>> Outcome of(FieldOps ops, Theory theory) {
      F hot = Theories.cast(RandomFields.hot(ops, theory.type(), 11));
      try (ops;
          F u = hot;
          Action<F> whole = Theories.bind(theory.action(), u);
          Auxiliary auxiliary = whole.draw(u, RandomFields.stream(12), 0);
          Momentum force = u.newMomentum()) {
        Action<F> action = whole.given(auxiliary);
        action.force(u, force);
        List<double[]> drawn = new ArrayList<>();
        for (Vector v : auxiliary.fields().values()) {
          drawn.add(RandomFields.host(ops, v));
        }
        return new Outcome(action.value(u), RandomFields.host(u, force), drawn);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("theoriesAndBackends")
  void theReferenceAgrees(Theory theory, String backend) {
    Outcome expected = Outcome.of(theory.ops(), theory);
    Outcome got = Outcome.of(Backend.choose(backend).backend().open(theory.lattice()), theory);
    assertThat(got.value)
        .isCloseTo(expected.value, within(AGREEMENT * Math.max(1, Math.abs(expected.value))));
    agree(got.force, expected.force);
    assertThat(got.drawn).hasSameSizeAs(expected.drawn);
    for (int k = 0; k < got.drawn.size(); k++) {
      agree(got.drawn.get(k), expected.drawn.get(k));
    }
  }

  private static void agree(double[] got, double[] expected) {
    double scale = 1e-300;
    for (double x : expected) {
      scale = Math.max(scale, Math.abs(x));
    }
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).isCloseTo(expected[i], within(AGREEMENT * scale));
    }
  }
}

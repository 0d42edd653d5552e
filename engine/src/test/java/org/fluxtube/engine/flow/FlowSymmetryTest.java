package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Translations, gauge transformations and the sign go through every flow that says so. */
class FlowSymmetryTest extends FlowContract {
  /** f(z) moves with z by the period of the map in every direction, if any; ln J stays. */
  @ParameterizedTest
  @MethodSource("cases")
  void translationsGoThrough(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(4, flow, 1);
          TransportMap.Batch x = flow.forward(z);
          if (c.flow().period() == 0) {
            int mu =
                IntStream.range(0, c.lattice().dimensions())
                    .filter(nu -> c.lattice().extent(nu) > 2)
                    .findFirst()
                    .orElseThrow();
            double[] there = flow.forward(moved(c, mu, moved(c, mu, z))).values();
            double[] expected = moved(c, mu, moved(c, mu, x.values()));
            assertThat(distance(there, expected)).isGreaterThan(1e-3);
            return;
          }
          for (int mu = 0; mu < c.lattice().dimensions(); mu++) {
            double[] moved = z;
            double[] expected = x.values();
            for (int k = 0; k < c.flow().period(); k++) {
              moved = moved(c, mu, moved);
              expected = moved(c, mu, expected);
            }
            TransportMap.Batch there = flow.forward(moved);
            assertThat(there.values()).containsExactly(expected, within(1e-10));
            assertThat(there.logs()[0]).isCloseTo(x.logs()[0], within(1e-10));
          }
        });
  }

  private static double distance(double[] a, double[] b) {
    double most = 0;
    for (int k = 0; k < a.length; k++) {
      most = Math.max(most, Math.abs(a[k] - b[k]));
    }
    return most;
  }

  /** Links are direction by direction; the components of a scalar are together. */
  private static double[] moved(Case c, int mu, double[] x) {
    double[] out = new double[x.length];
    Lattice lattice = c.lattice();
    int volume = lattice.volume();
    int n = c.type() instanceof FieldType.Scalar(int components) ? components : 1;
    for (int k = 0; k < x.length; k++) {
      int site = k / n % volume;
      out[k + (lattice.forward(site, mu) - site) * n] = x[k];
    }
    return out;
  }

  /** theta_mu(x) + a(x) - a(x + mu) goes through the map; ln J stays. */
  @ParameterizedTest
  @MethodSource("gauge")
  void gaugeTransformationsGoThrough(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(10, flow, 1);
          double[] a = RandomFields.normal(11, c.lattice().volume());
          TransportMap.Batch x = flow.forward(z);
          TransportMap.Batch there = flow.forward(transformed(c.lattice(), a, z));
          double[] expected = transformed(c.lattice(), a, x.values());
          double[] off = there.values();
          // plaquettes near the cut of the circle may differ by a turn
          Arrays.setAll(off, k -> Math.IEEEremainder(off[k] - expected[k], 2 * Math.PI));
          assertThat(off).containsExactly(new double[off.length], within(1e-10));
          assertThat(there.logs()[0]).isCloseTo(x.logs()[0], within(1e-10));
        });
  }

  private static double[] transformed(Lattice lattice, double[] a, double[] x) {
    double[] out = x.clone();
    int volume = lattice.volume();
    for (int k = 0; k < x.length; k++) {
      int s = k % volume;
      out[k] += a[s] - a[lattice.forward(s, k / volume)];
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSignGoesThroughWhereItIsSaid(Case c) {
    boolean said =
        c.flow().maps().stream()
            .allMatch(m ->
                switch (m) {
                  case AffineCoupling coupling -> coupling.equivariant();
                  case ContinuousFlow _ -> true;
                  case ContinuousSpinFlow _ -> true;
                  case SplineCoupling coupling -> coupling.equivariant();
                  case ModeScaling _ -> true;
                  case MaskedSmearing _ -> true;
                  case PlaquetteCoupling _ -> false;
                  case BlockSplitting _ -> true;
                  case SpectralCoupling _, SpectralSplitting _ -> false;
                });
    with(
        c,
        flow -> {
          double[] z = some(5, flow, 1);
          double[] x = flow.forward(z).values();
          double[] minus = flow.forward(Arrays.stream(z).map(v -> -v).toArray()).values();
          double off = 0;
          for (int s = 0; s < x.length; s++) {
            off = Math.max(off, Math.abs(x[s] + minus[s]));
          }
          if (said) {
            assertThat(off).isLessThan(1e-10);
          } else {
            assertThat(off).isGreaterThan(1e-3);
          }
        });
  }
}

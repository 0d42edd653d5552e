package org.fluxtube.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainObservablesTest {
  private static final Lattice LATTICE = new Lattice(2, 3, 4, 2);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void plaquetteIsGaugeInvariantAndLinkTraceIsNot(int n) {
    FieldData u = SampleFields.links(new Group(n), LATTICE, 11);
    FieldData g = SampleFields.links(new Group(n), LATTICE, 12);
    FieldData v = transformed(u, g.values(), n);
    assertThat(PlainObservables.unitarityDeviation(v)).isLessThan(1e-13);
    assertThat(PlainObservables.plaquette(v))
        .isCloseTo(PlainObservables.plaquette(u), within(1e-13));
    assertThat(PlainObservables.linkTrace(v))
        .isNotCloseTo(PlainObservables.linkTrace(u), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void pureGaugeHasPlaquetteOne(int n) {
    double[] one = new double[new FieldType.Gauge(new Group(n)).size(LATTICE)];
    for (int link = 0; link < one.length; link += 2 * n * n) {
      for (int i = 0; i < n; i++) {
        one[link + 2 * i * (n + 1)] = 1;
      }
    }
    FieldData cold = new FieldData(new FieldType.Gauge(new Group(n)), LATTICE, one);
    assertThat(PlainObservables.linkTrace(cold)).isEqualTo(1);
    FieldData pure = transformed(cold, SampleFields.links(new Group(n), LATTICE, 13).values(), n);
    assertThat(PlainObservables.plaquette(pure)).isCloseTo(1, within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 8})
  void deviationsSeeScaleAndPhase(int n) {
    FieldData u = SampleFields.links(new Group(n), LATTICE, 14);
    assertThat(PlainObservables.determinantDeviation(u)).isLessThan(1e-13);
    double[] scaled = u.values().clone();
    for (int k = 0; k < 2 * n; k++) {
      scaled[k] *= 1.01;
    }
    FieldData longer = new FieldData(u.type(), LATTICE, scaled);
    assertThat(PlainObservables.unitarityDeviation(longer)).isCloseTo(0.0201, within(1e-12));
    assertThat(PlainObservables.determinantDeviation(longer)).isCloseTo(0.01, within(1e-12));
    double[] turned = u.values().clone();
    for (int k = 0; k < 2 * n; k += 2) {
      turned[k] = -u.values()[k + 1];
      turned[k + 1] = u.values()[k];
    }
    FieldData phase = new FieldData(u.type(), LATTICE, turned);
    assertThat(PlainObservables.unitarityDeviation(phase)).isLessThan(1e-13);
    assertThat(PlainObservables.determinantDeviation(phase)).isCloseTo(Math.sqrt(2), within(1e-12));
  }

  @Test
  void oneNumberThatIsNotFiniteIsSeen() {
    FieldData u = SampleFields.scalar(2, LATTICE, 15);
    assertThat(PlainObservables.unitarityDeviation(u)).isEqualTo(0);
    u.values()[7] = Double.POSITIVE_INFINITY;
    assertThat(PlainObservables.unitarityDeviation(u)).isNaN();
  }

  /** {@code g(x) U_mu(x) g(x+mu)^+}; the transformation is taken from the first direction. */
  private static FieldData transformed(FieldData u, double[] g, int n) {
    int size = 2 * n * n;
    int volume = LATTICE.volume();
    double[] out = new double[u.values().length];
    for (int mu = 0; mu < LATTICE.dimensions(); mu++) {
      for (int x = 0; x < volume; x++) {
        int link = (mu * volume + x) * size;
        double[] left = product(g, x * size, u.values(), link, n, false);
        double[] all = product(left, 0, g, LATTICE.forward(x, mu) * size, n, true);
        System.arraycopy(all, 0, out, link, size);
      }
    }
    return new FieldData(u.type(), LATTICE, out);
  }

  private static double[] product(double[] a, int ai, double[] b, int bi, int n, boolean adjoint) {
    double[] out = new double[2 * n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          int p = ai + 2 * (i * n + k);
          int q = bi + 2 * (adjoint ? j * n + k : k * n + j);
          double im = adjoint ? -b[q + 1] : b[q + 1];
          out[2 * (i * n + j)] += a[p] * b[q] - a[p + 1] * im;
          out[2 * (i * n + j) + 1] += a[p] * im + a[p + 1] * b[q];
        }
      }
    }
    return out;
  }
}

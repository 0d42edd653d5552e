package org.fluxtube.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.observable.ChiralCondensate;
import org.fluxtube.engine.observable.DiracEigenvalues;
import org.fluxtube.engine.observable.MesonCorrelators;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.observable.PlaquetteCondensate;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every observable of the catalogue, the condensate with every operator, on every backend. */
class ObservableAgreementTest {
  private record Setting(FieldType type, Lattice lattice) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting(new FieldType.Gauge(Group.U1), new Lattice(4, 6)),
          new Setting(new FieldType.Gauge(Group.SU3), new Lattice(2, 2, 2, 4)),
          new Setting(new FieldType.Scalar(1), new Lattice(5, 6)),
          new Setting(new FieldType.Spin(3), new Lattice(4, 4)));

  static List<Arguments> observablesAndBackends() {
    List<ObservableSpec<?>> specs = new ArrayList<>();
    for (Record record : Catalogue.entries(ObservableSpec.class).values()) {
      specs.add((ObservableSpec<?>) record);
    }
    for (Record operator : Catalogue.entries(OperatorSpec.class).values()) {
      specs.add(new ChiralCondensate((OperatorSpec) operator, 3, 1e-10));
    }
    List<String> required = List.of(System.getProperty("fluxtube.require", "").split(","));
    List<Arguments> all = new ArrayList<>();
    for (Backend backend : Backend.all()) {
      boolean tested = backend.unavailable().isEmpty() || required.contains(backend.name());
      if (!tested || backend.name().equals("reference")) {
        continue;
      }
      for (ObservableSpec<?> spec : specs) {
        for (Setting setting : SETTINGS) {
          if (fits(spec, setting)) {
            all.add(Arguments.of(spec, setting.type, setting.lattice, backend.name()));
          }
        }
      }
    }
    return all;
  }

  private static boolean fits(ObservableSpec<?> spec, Setting setting) {
    try {
      spec.requireFits(setting.type, setting.lattice);
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private static <F extends Field<F>> double[] measured(
      FieldOps open, ObservableSpec<?> raw, FieldType type) {
    try (FieldOps ops = open) {
      F u = Theories.cast(RandomFields.hot(ops, type, 11));
      // requireFits has accepted the field, so the types agree
      @SuppressWarnings("unchecked")
      ObservableSpec<F> spec = (ObservableSpec<F>) raw;
      try (Observable<F> observable = spec.bind(u)) {
        return observable.measure(u, RandomFields.stream(12));
      }
    }
  }

  /** Solves end at a residual, so what they measure agrees as far as that goes. */
  private static double tolerance(ObservableSpec<?> spec) {
    boolean solves =
        spec instanceof ChiralCondensate
            || spec instanceof DiracEigenvalues
            || spec instanceof MesonCorrelators
            || spec instanceof PlaquetteCondensate;
    return solves ? 1e-7 : 1e-10;
  }

  @ParameterizedTest
  @MethodSource("observablesAndBackends")
  void theReferenceAgrees(ObservableSpec<?> spec, FieldType type, Lattice lattice, String backend) {
    double[] expected = measured(new ReferenceOps(lattice), spec, type);
    double[] got = measured(Backend.choose(backend).backend().open(lattice), spec, type);
    double scale = 1;
    for (double x : expected) {
      scale = Math.max(scale, Math.abs(x));
    }
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).isCloseTo(expected[i], within(tolerance(spec) * scale));
    }
  }
}

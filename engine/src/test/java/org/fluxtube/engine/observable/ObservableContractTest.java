package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.fluxtube.engine.action.ImprovedGauge;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.Phi4Hopping;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered observable owes, on every field that it accepts. */
class ObservableContractTest {
  private static final RandomStream RNG = new RandomStream(5, 0, 1);

  /** Components that change sign under phi -> -phi. */
  private static final Set<String> ODD = Set.of("m", "phi");

  record Setting(FieldType type, Lattice lattice) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting(new FieldType.Gauge(Group.U1), new Lattice(6, 4)),
          new Setting(new FieldType.Gauge(Group.su(4)), new Lattice(3, 5)),
          new Setting(new FieldType.Gauge(Group.SU2), new Lattice(4, 3, 5)),
          new Setting(new FieldType.Gauge(Group.SU3), new Lattice(3, 4, 3, 4)),
          new Setting(new FieldType.Gauge(Group.U1), new Lattice(2, 3, 4, 3)),
          new Setting(new FieldType.Scalar(1), new Lattice(5, 6)),
          new Setting(new FieldType.Scalar(2), new Lattice(3, 4, 5)),
          new Setting(new FieldType.Spin(3), new Lattice(4, 7)),
          new Setting(new FieldType.Spin(2), new Lattice(8)));

  record Case(ObservableSpec<?> spec, Setting setting) {
    @Override
    public String toString() {
      return spec.label() + " on a " + setting.type + ", " + setting.lattice;
    }
  }

  private static List<ObservableSpec<?>> specs() {
    List<ObservableSpec<?>> specs = new ArrayList<>();
    Catalogue.entries(ObservableSpec.class)
        .values()
        .forEach(record -> specs.add((ObservableSpec<?>) record));
    Catalogue.entries(OperatorSpec.class)
        .values()
        .forEach(operator -> {
          specs.add(new ChiralCondensate((OperatorSpec) operator, 6, 1e-10));
          if (!specs.contains(new ChiralCondensate((OperatorSpec) operator))) {
            specs.add(new ChiralCondensate((OperatorSpec) operator));
          }
        });
    specs.add(new WilsonLoop(1, 2, true));
    specs.add(new WilsonLoop(3, 2, false));
    specs.add(new CloverCharge(0, 0.02));
    specs.add(new ActionDensity<>(new Phi4(-4, 6.975)));
    specs.add(new ActionDensity<>(new SpinModel(1.1)));
    specs.add(new SchwingerDyson<>(new ImprovedGauge(ImprovedGauge.Name.IWASAKI, 2.6)));
    specs.add(new SchwingerDyson<>(new Phi4Hopping(0.21, 0.022)));
    specs.add(new SchwingerDyson<>(new SpinModel(1.1)));
    return specs;
  }

  private static boolean fits(ObservableSpec<?> spec, Setting setting) {
    try {
      spec.requireFits(setting.type, setting.lattice);
      return true;
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).as("%s", spec).hasSizeGreaterThan(30);
      return false;
    }
  }

  static Stream<Case> cases() {
    return specs().stream()
        .flatMap(spec -> SETTINGS.stream().filter(s -> fits(spec, s)).map(s -> new Case(spec, s)));
  }

  @Test
  void everyObservableFitsSomethingAndRefusesSomething() {
    for (ObservableSpec<?> spec : specs()) {
      long accepted = SETTINGS.stream().filter(s -> fits(spec, s)).count();
      assertThat(accepted).as("%s", spec).isBetween(1L, SETTINGS.size() - 1L);
    }
  }

  @Test
  void labelsAreUnique() {
    List<String> labels = specs().stream().map(ObservableSpec::label).toList();
    assertThat(labels).doesNotHaveDuplicates();
    assertThat(labels).allMatch(label -> label.matches("[A-Za-z0-9._+-]+"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void contract(Case c) {
    check(c.spec, Transforms.warm(c.setting.type, c.setting.lattice, 0.4, 11));
  }

  private static <F extends Field<F>> void check(ObservableSpec<?> raw, Field<?> field) {
    // requireFits has accepted the field, so the types agree
    @SuppressWarnings("unchecked")
    ObservableSpec<F> spec = (ObservableSpec<F>) raw;
    @SuppressWarnings("unchecked")
    F u = (F) field;
    FieldType type = u.type();
    Lattice lattice = u.lattice();
    List<String> names = spec.components(type, lattice);
    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    FieldData before = u.snapshot();
    try (Observable<F> observable = spec.bind(u);
        F other = u.allocateLike()) {
      double[] first = observable.measure(u, RNG);
      assertThat(first).hasSameSizeAs(names.toArray());
      for (double x : first) {
        assertThat(x).isFinite();
      }
      assertThat(u.snapshot().values()).containsExactly(before.values());
      for (Derived derived : spec.derived(type, lattice)) {
        double value = derived.function().applyAsDouble(first.clone());
        assertThat(Double.isInfinite(value)).as("%s = %s", derived, value).isFalse();
      }
      for (int mu = 0; mu < lattice.dimensions() && !spec.stochastic(); mu++) {
        other.load(Transforms.translate(before, mu));
        close(first, observable.measure(other, RNG), "translation", names, Set.of());
      }
      if (spec.stochastic()) {
        // another estimate of the same number
        other.load(Transforms.gauge(before, 3));
        double[] transformed = observable.measure(other, RNG);
        int noise = names.indexOf("noise");
        assertThat(first[noise]).isPositive();
        double error = Math.hypot(first[noise], transformed[noise]);
        assertThat(transformed[names.indexOf("value")])
            .isCloseTo(first[names.indexOf("value")], Offset.offset(6 * error));
        assertThat(observable.measure(u, new RandomStream(5, 0, 2))).isNotEqualTo(first);
      } else if (type instanceof FieldType.Gauge gauge) {
        other.load(Transforms.gauge(before, 3));
        double[] transformed = observable.measure(other, RNG);
        if (spec.gaugeInvariant()) {
          close(first, transformed, "gauge transformation", names, Set.of());
        } else {
          assertThat(Math.abs(transformed[0] - first[0])).as("not invariant").isGreaterThan(1e-3);
        }
        other.load(Transforms.conjugate(before));
        Set<String> odd =
            lattice.dimensions() == 2 && gauge.group().abelian()
                ? Set.of("im", "charge")
                : Set.of("im");
        close(first, observable.measure(other, RNG), "charge conjugation", names, odd);
      } else {
        other.load(Transforms.negate(before));
        close(first, observable.measure(other, RNG), "sign change", names, ODD);
        other.load(Transforms.rotate(before, 0.7));
        List<String> even = names.stream().filter(name -> !ODD.contains(name)).toList();
        double[] rotated = observable.measure(other, RNG);
        for (String name : even) {
          int i = names.indexOf(name);
          assertThat(rotated[i]).as("rotation, %s", name).isCloseTo(first[i], within(first[i]));
        }
      }
      assertThat(observable.measure(u, RNG)).containsExactly(first);
    }
    try (Observable<F> again = spec.bind(u);
        Observable<F> once = spec.bind(u)) {
      assertThat(again.measure(u, RNG)).containsExactly(once.measure(u, RNG));
    }
  }

  private static void close(
      double[] expected, double[] got, String what, List<String> names, Set<String> odd) {
    for (int i = 0; i < expected.length; i++) {
      double sign = odd.contains(names.get(i)) ? -1 : 1;
      assertThat(got[i])
          .as("%s, %s", what, names.get(i))
          .isCloseTo(sign * expected[i], within(expected[i]));
    }
  }

  private static Offset<Double> within(double scale) {
    return Offset.offset(1e-12 * Math.max(1, Math.abs(scale)));
  }
}

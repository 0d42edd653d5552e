package org.fluxtube.engine.observable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The two-point function at zero spatial momentum, G~(t) = (1/V_s) sum_{x in space} G(x, t), G(x) =
 * (1/V) sum_y phi_y.phi_{y+x}, t along the last direction, V_s the volume of a time slice
 * (arXiv:1904.12072, section II). With the slice sums s(t): G~(t) = (1/(V V_s)) sum_t'
 * s(t').s(t'+t).
 *
 * <p>Components: g0 .. g(T/2), then phi = (1/V) sum_x phi_0(x).
 *
 * <p>Derived, with G~_c = G~ - <phi>^2 for one component and G~_c = G~ for more (<phi> = 0 by the
 * O(n) symmetry at finite volume): connected-t, effective-mass-t = arccosh[(G~_c(t-1) +
 * G~_c(t+1))/(2 G~_c(t))] for 1 <= t < T/2, and two-point-susceptibility chi_2 = V_s
 * sum_{t=0}^{T-1} G~_c(t).
 *
 * @param <F> scalar or spin field
 */
public record TwoPoint<F extends Field<F>>() implements ObservableSpec<F> {
  @Override
  public String label() {
    return "two-point";
  }

  private static int time(Lattice lattice) {
    return lattice.extent(lattice.dimensions() - 1);
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    List<String> names = new ArrayList<>();
    for (int t = 0; t <= time(lattice) / 2; t++) {
      names.add("g" + t);
    }
    names.add("phi");
    return List.copyOf(names);
  }

  @Override
  public List<Derived> derived(FieldType type, Lattice lattice) {
    int extent = time(lattice);
    int half = extent / 2;
    boolean subtract = Fit.components("the two-point function", type) == 1;
    double space = (double) lattice.volume() / extent;
    List<Derived> list = new ArrayList<>();
    for (int t = 0; t <= half; t++) {
      list.add(new Derived("connected-" + t, "G~_c(" + t + ")", connected(t, half, subtract)));
    }
    for (int t = 1; t < half; t++) {
      ToDoubleFunction<double[]> before = connected(t - 1, half, subtract);
      ToDoubleFunction<double[]> here = connected(t, half, subtract);
      ToDoubleFunction<double[]> after = connected(t + 1, half, subtract);
      list.add(EffectiveMass.derived("effective-mass-" + t, "G~_c", t, before, here, after));
    }
    list.add(
        new Derived(
            "two-point-susceptibility",
            "V_s sum_t G~_c(t)",
            m -> {
              double sum = 0;
              for (int t = 0; t < extent; t++) {
                sum += connected(Math.min(t, extent - t), half, subtract).applyAsDouble(m);
              }
              return space * sum;
            }));
    return List.copyOf(list);
  }

  private static ToDoubleFunction<double[]> connected(int t, int half, boolean subtract) {
    return m -> subtract ? m[t] - m[half + 1] * m[half + 1] : m[t];
  }

  @Override
  public Observable<F> bind(F like) {
    FieldOps ops = like.ops();
    int direction = ops.lattice().dimensions() - 1;
    int extent = ops.lattice().extent(direction);
    int reals = like.vectors()[0].shape().reals();
    double volume = ops.lattice().volume();
    double space = volume / extent;
    return (u, rng) -> {
      double[] slices = ops.sliceSum(u.vectors()[0], direction);
      double[] result = new double[extent / 2 + 2];
      for (int t = 0; t <= extent / 2; t++) {
        double sum = 0;
        for (int i = 0; i < extent; i++) {
          int j = (i + t) % extent;
          for (int c = 0; c < reals; c++) {
            sum += slices[i * reals + c] * slices[j * reals + c];
          }
        }
        result[t] = sum / (volume * space);
      }
      double phi = 0;
      for (int i = 0; i < extent; i++) {
        phi += slices[i * reals];
      }
      result[extent / 2 + 1] = phi / volume;
      return result;
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.scalarOrSpin("the two-point function", type);
  }
}

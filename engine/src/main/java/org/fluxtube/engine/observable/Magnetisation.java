package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * m_c = (1/V) sum_x phi_c(x). Components: m = m_0 (the first component), abs = |m|, m2 = m.m, m4 =
 * (m.m)^2.
 *
 * <p>Derived:
 *
 * <ul>
 *   <li>susceptibility: chi_2 = V (<m^2> - <m>^2) = sum_x G_c(x) for one component
 *       (arXiv:1904.12072, section II); for n > 1 components V <m.m>, since <m> = 0 by the O(n)
 *       symmetry at finite volume.
 *   <li>susceptibility-abs: V (<m^2> - <|m|>^2), the one that stays finite in the broken phase. In
 *       the symmetric phase it is smaller than chi_2, by 1 - 2/pi for one Gaussian component.
 *   <li>binder: U = 1 - <m^4>/(3 <m^2>^2); 2/3 in the broken phase, and in the symmetric one 0 for
 *       one component, 1 - (n+2)/(3n) for n.
 * </ul>
 *
 * @param <F> scalar or spin field
 */
public record Magnetisation<F extends Field<F>>() implements ObservableSpec<F> {
  @Override
  public String label() {
    return "magnetisation";
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return List.of("m", "abs", "m2", "m4");
  }

  @Override
  public List<Derived> derived(FieldType type, Lattice lattice) {
    double volume = lattice.volume();
    Derived chi =
        Fit.components("the magnetisation", type) == 1
            ? new Derived("susceptibility", "V (<m^2> - <m>^2)", m -> volume * (m[2] - m[0] * m[0]))
            : new Derived("susceptibility", "V <m.m>", m -> volume * m[2]);
    return List.of(
        chi,
        new Derived(
            "susceptibility-abs", "V (<m^2> - <|m|>^2)", m -> volume * (m[2] - m[1] * m[1])),
        new Derived("binder", "1 - <m^4>/(3 <m^2>^2)", m -> 1 - m[3] / (3 * m[2] * m[2])));
  }

  @Override
  public Observable<F> bind(F like) {
    FieldOps ops = like.ops();
    double volume = ops.lattice().volume();
    return (u, rng) -> {
      double[] sum = ops.sum(u.vectors()[0]);
      double m2 = 0;
      for (double s : sum) {
        m2 += s / volume * (s / volume);
      }
      return new double[] {sum[0] / volume, Math.sqrt(m2), m2, m2 * m2};
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.scalarOrSpin("the magnetisation", type);
  }
}

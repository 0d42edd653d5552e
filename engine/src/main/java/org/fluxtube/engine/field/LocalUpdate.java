package org.fluxtube.engine.field;

/** A local update rule, plain data; see {@link FieldOps#update}. */
public sealed interface LocalUpdate {

  /**
   * The adjoint rule with respect to the conditional distribution: the same rule with the SU(2)
   * subgroups of SU(N) in the opposite order; every other rule is its own adjoint. The backward
   * half of a palindromic sweep uses it.
   */
  default LocalUpdate mirrored() {
    return switch (this) {
      case LinkHeatBath(Group group, double coefficient, boolean reversed) ->
          new LinkHeatBath(group, coefficient, !reversed);
      case LinkOverrelaxation(Group group, boolean reversed) ->
          new LinkOverrelaxation(group, !reversed);
      case LinkMetropolis rule -> rule;
      case ScalarMetropolis rule -> rule;
      case SpinMetropolis rule -> rule;
      case SpinHeatBath rule -> rule;
      case SpinOverrelaxation rule -> rule;
    };
  }

  /**
   * Heat bath for a link with weight exp((beta/N) Re tr[U A]), A the environment: exact for U(1)
   * and SU(2), Cabibbo-Marinari over all SU(2) subgroups for SU(N) (Cabibbo, Marinari, Phys. Lett.
   * B119 (1982) 387; Kennedy, Pendleton, Phys. Lett. B156 (1985) 393; Creutz, Phys. Rev. D21 (1980)
   * 2308 for small couplings; U(1): Best, Fisher, Applied Statistics 28 (1979) 152).
   *
   * <p>The subgroups (i, j), i < j, follow each other in lexicographic order. Counted: links that
   * changed.
   *
   * @param group the gauge group
   * @param coefficient beta/N (the sign and the weights of loops are in A); any sign
   * @param reversed whether the subgroups follow in the opposite order
   */
  record LinkHeatBath(Group group, double coefficient, boolean reversed) implements LocalUpdate {
    /** Subgroups in lexicographic order. */
    public LinkHeatBath(Group group, double coefficient) {
      this(group, coefficient, false);
    }
  }

  /**
   * Overrelaxation: the reflection of U that leaves Re tr[U A] unchanged, U = A^dagger U^dagger
   * A^dagger/|A|^2 for U(1) and SU(2), by SU(2) subgroups in lexicographic order for SU(N). Its own
   * inverse for U(1) and SU(2); for SU(N) the inverse is {@link #mirrored}. Counted: links that
   * changed (all but those with A = 0).
   *
   * @param group the gauge group
   * @param reversed whether the subgroups follow in the opposite order
   */
  record LinkOverrelaxation(Group group, boolean reversed) implements LocalUpdate {
    /** Subgroups in lexicographic order. */
    public LinkOverrelaxation(Group group) {
      this(group, false);
    }
  }

  /**
   * Metropolis for a link with weight exp(coefficient Re tr[U A]): {@code hits} proposals exp(w^a
   * T^a) U with normal w of deviation width. Counted: accepted proposals, as in every Metropolis
   * rule.
   *
   * @param group the gauge group
   * @param coefficient beta/N
   * @param width deviation of w^a
   * @param hits proposals at each link
   */
  record LinkMetropolis(Group group, double coefficient, double width, int hits)
      implements LocalUpdate {}

  /**
   * Metropolis for a scalar with weight exp(-[quadratic x^2 + quartic (x^2)^2 - x.h]), h the
   * environment: proposals x + width xi with normal xi.
   *
   * @param quadratic coefficient of x^2
   * @param quartic coefficient of (x^2)^2
   * @param width deviation of the step in each component
   * @param hits proposals at each site
   */
  record ScalarMetropolis(double quadratic, double quartic, double width, int hits)
      implements LocalUpdate {}

  /**
   * Metropolis for a unit vector with weight exp(x.h): proposals (x + width xi)/|x + width xi|.
   *
   * @param width deviation of the step in each component
   * @param hits proposals at each site
   */
  record SpinMetropolis(double width, int hits) implements LocalUpdate {}

  /** Heat bath for a unit vector with weight exp(x.h), h the environment. */
  record SpinHeatBath() implements LocalUpdate {}

  /** Overrelaxation for a unit vector: x becomes 2 (x.h) h/h^2 - x. */
  record SpinOverrelaxation() implements LocalUpdate {}
}

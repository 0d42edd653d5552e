package org.fluxtube.engine.field;

/** A local update rule, plain data; see {@link FieldOps#update}. */
public sealed interface LocalUpdate {

  /**
   * Heat bath for a link with weight exp((beta/N) Re tr[U A]), A the environment: exact for U(1) and
   * SU(2), Cabibbo-Marinari over all SU(2) subgroups for SU(N) (Cabibbo, Marinari, Phys. Lett. B119
   * (1982) 387; Kennedy, Pendleton, Phys. Lett. B156 (1985) 393; Creutz, Phys. Rev. D21 (1980) 2308
   * for small couplings; U(1): Best, Fisher, Applied Statistics 28 (1979) 152).
   *
   * @param group the gauge group
   * @param coefficient beta/N (the sign and the weights of loops are in A)
   */
  record LinkHeatBath(Group group, double coefficient) implements LocalUpdate {}

  /**
   * Overrelaxation: the reflection of U that leaves Re tr[U A] unchanged, by SU(2) subgroups for
   * SU(N).
   *
   * @param group the gauge group
   */
  record LinkOverrelaxation(Group group) implements LocalUpdate {}

  /**
   * Metropolis for a link with weight exp(coefficient Re tr[U A]): {@code hits} proposals exp(w^a T^a)
   * U with normal w of deviation width.
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

package org.fluxtube.engine.md;

/** One element of an integration step of size h. */
public sealed interface Element {

  /**
   * p = p + c h F(U).
   *
   * @param c share of the step
   */
  record Kick(double c) implements Element {}

  /**
   * U = exp(c h p) U.
   *
   * @param c share of the step
   */
  record Drift(double c) implements Element {}

  /**
   * Force-gradient kick p = p + c h F(exp(g h^2 F) U): to this order the commutator term [S,[S,T]]
   * without second derivatives (H. Yin, R. D. Mawhinney, arXiv:1111.5059, eq. (14)).
   *
   * @param c share of the step
   * @param g displacement along the force in units of h^2
   */
  record GradientKick(double c, double g) implements Element {}
}

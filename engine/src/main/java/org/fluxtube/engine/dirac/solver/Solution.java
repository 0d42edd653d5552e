package org.fluxtube.engine.dirac.solver;

/**
 * What a solve took.
 *
 * @param iterations applications of the operator within the iteration
 * @param residual the true |b - A x|/|b| at the end, computed from x
 */
public record Solution(int iterations, double residual) {}

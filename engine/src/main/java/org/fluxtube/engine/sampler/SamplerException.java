package org.fluxtube.engine.sampler;

/**
 * A failure that would only repeat itself: NaN, a solver that does not converge. Stops the chain.
 */
public final class SamplerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says where, what was got, and what may help. */
  public SamplerException(String message) {
    super(message);
  }
}

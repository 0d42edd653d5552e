package org.fluxtube.engine.sampler;

/** What a sampler's accept step proves about its stationary distribution. */
public sealed interface Exactness {

  /** Detailed balance with respect to the target. */
  record Reversible() implements Exactness {
    @Override
    public String toString() {
      return "exact (detailed balance)";
    }
  }

  /** The target is stationary, but the kernel is not its own reverse. */
  record Invariant() implements Exactness {
    @Override
    public String toString() {
      return "exact (stationary)";
    }
  }

  /**
   * Not exact.
   *
   * @param why the reason, one sentence
   */
  record Approximate(String why) implements Exactness {
    @Override
    public String toString() {
      return "approximate: " + why;
    }
  }

  /** The composition of two kernels, one after the other: never better than stationary. */
  default Exactness then(Exactness next) {
    if (this instanceof Approximate) {
      return this;
    }
    return next instanceof Approximate ? next : new Invariant();
  }
}

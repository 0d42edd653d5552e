package org.fluxtube.engine.learn;

import java.util.function.Supplier;

/**
 * A sample in a window, with what a linear model says of it: evaluated at theta = 0 and so a
 * function of the sample alone, which is why it need not be saved.
 */
final class Examined {
  private final Sample sample;
  private Ending[] ends;

  Examined(Sample sample) {
    this.sample = sample;
  }

  Sample sample() {
    return sample;
  }

  /** Start and proposal at theta = 0. */
  Ending[] ends() {
    return ends;
  }

  void fillOnce(Supplier<Ending[]> evaluate) {
    if (ends == null) {
      ends = evaluate.get();
    }
  }
}

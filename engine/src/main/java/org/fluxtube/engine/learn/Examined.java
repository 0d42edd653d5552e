package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A sample in a window, with what the model says of it at the parameters that were asked for: a
 * function of the sample and the parameters alone, which is why it need not be saved, and why no
 * number depends on which lesson asked first.
 */
final class Examined {
  private final Sample sample;
  private final List<Known> known = new ArrayList<>();

  private record Known(double[] theta, boolean gradients, Ending[] endings) {}

  Examined(Sample sample) {
    this.sample = sample;
  }

  Sample sample() {
    return sample;
  }

  /**
   * What the model says at theta, evaluated only where it is not known.
   *
   * @param gradients whether the endings need their gradients
   */
  Ending[] endings(double[] theta, boolean gradients, Supplier<Ending[]> evaluate) {
    for (Known k : known) {
      if ((k.gradients || !gradients) && Arrays.equals(k.theta, theta)) {
        return k.endings;
      }
    }
    Ending[] endings = evaluate.get();
    known.add(new Known(theta.clone(), gradients, endings));
    return endings;
  }

  /** Keeps what is known at theta, where the next lesson begins. */
  void keepOnly(double[] theta) {
    known.removeIf(k -> !Arrays.equals(k.theta, theta));
  }
}

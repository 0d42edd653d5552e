package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A fall of the acceptance is told once, a stationary chain never. */
class AcceptanceWatchTest {
  private final AcceptanceWatch watch = new AcceptanceWatch();
  private final List<String> told = new ArrayList<>();

  /** min(1, exp(-dH)) with dH normal, mean sigma^2 / 2: a(sigma) = erfc(sigma / sqrt 8). */
  private void run(int version, int trajectories, double sigma, Random random) {
    for (int n = 0; n < trajectories; n++) {
      double deltaH = sigma * random.nextGaussian() + 0.5 * sigma * sigma;
      watch.add(version, Math.min(1, Math.exp(-deltaH))).ifPresent(told::add);
    }
  }

  @Test
  void aStationaryChainIsNeverToldOf() {
    for (int seed = 0; seed < 20; seed++) { // acceptance 0.96 to 0.05
      run(seed, 20_000, 0.1 + 0.2 * seed, new Random(seed));
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aFallIsToldOnceAndAgainAfterItWasOver() {
    Random random = new Random(5);
    run(3, 2000, 0.5, random); // 0.80
    run(3, 1000, 2.5, random); // 0.21
    assertThat(told).hasSize(1);
    assertThat(told.getFirst())
        .startsWith("acceptance was 0.2")
        .containsPattern("and 0\\.(79|80)")
        .contains("in the 2000 before", "model 3");
    run(3, 500, 0.5, random);
    assertThat(told).hasSize(1);
    run(3, 300, 2.5, random);
    assertThat(told).hasSize(2);
  }

  @Test
  void anotherModelHasAnotherMeasure() {
    run(1, 2000, 0.5, new Random(6));
    run(2, 2000, 2.5, new Random(7));
    assertThat(told).isEmpty();
    run(2, 200, 9, new Random(8));
    assertThat(told).hasSize(1);
  }

  @Test
  void numbersThatAreNoneAreNotCounted() {
    for (int n = 0; n < 1000; n++) {
      assertThat(watch.add(1, Double.NaN)).isEmpty();
    }
    run(1, 2000, 0.5, new Random(9));
    assertThat(told).isEmpty();
  }
}

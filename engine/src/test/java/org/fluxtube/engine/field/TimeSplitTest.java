package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeSplitTest {
  private static void spin(double seconds) {
    long end = System.nanoTime() + Math.round(1e9 * seconds);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** Every moment counts once, for the innermost part; an exception leaves its part. */
  @Test
  void partsAddUpToTheWhole() {
    TimeSplit times = new TimeSplit();
    times.take();
    long begin = System.nanoTime();
    spin(0.002);
    try (var _ = times.enter("force")) {
      spin(0.002);
      try (var _ = times.enter("solve")) {
        spin(0.004);
      }
    }
    assertThatThrownBy(
            () -> {
              try (var _ = times.enter("drift")) {
                spin(0.002);
                throw new IllegalStateException("cancelled");
              }
            })
        .hasMessage("cancelled");
    try (var _ = times.enter("force")) {
      spin(0.002);
    }
    Map<String, Double> parts = times.take();
    double whole = 1e-9 * (System.nanoTime() - begin);
    assertThat(parts).containsOnlyKeys("drift", "force", "force.solve", TimeSplit.OTHER);
    assertThat(parts.get("force")).isGreaterThanOrEqualTo(0.004);
    assertThat(parts.get("force.solve")).isGreaterThanOrEqualTo(0.004);
    assertThat(parts.get(TimeSplit.OTHER)).isGreaterThanOrEqualTo(0.002);
    double sum = parts.values().stream().mapToDouble(x -> x).sum();
    // what lies between the two clocks of this test is no part
    assertThat(sum).isLessThanOrEqualTo(whole + 1e-3).isCloseTo(whole, within(0.5 * whole));
    assertThat(times.take()).containsOnlyKeys(TimeSplit.OTHER);
  }

  @Test
  void partsAreLeftInTheirOrder() {
    TimeSplit times = new TimeSplit();
    TimeSplit.Part outer = times.enter("outer");
    try (var _ = times.enter("inner")) {
      assertThatThrownBy(outer::close)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("\"outer\" was left while \"outer.inner\"");
    }
    outer.close();
    assertThat(times.take()).containsKeys("outer", "outer.inner");
  }
}

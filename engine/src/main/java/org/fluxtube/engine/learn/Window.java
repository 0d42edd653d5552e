package org.fluxtube.engine.learn;

import org.fluxtube.engine.catalogue.Param;

/**
 * The replay window: which samples a lesson trains on.
 *
 * @param size samples, at least 1
 * @param keep which ones stay when more have come
 */
public record Window(
    @Param(value = "samples in the replay window, 1 to 1000000", optional = true) int size,
    @Param(
            value =
                "latest (the newest samples) or reservoir (a uniform random choice of all samples"
                    + " so far)",
            optional = true)
        Keep keep) {
  /** Which samples stay. */
  public enum Keep {
    /** The newest. */
    LATEST,
    /** Every sample so far with the same probability (Vitter's algorithm R). */
    RESERVOIR
  }

  /** Checks the size. */
  public Window {
    if (size < 1 || size > 1_000_000) {
      throw new IllegalArgumentException(
          "size = " + size + " samples; allowed are 1 to 1000000, for example size = 64");
    }
  }
}

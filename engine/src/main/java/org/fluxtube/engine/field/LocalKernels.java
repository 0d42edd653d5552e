package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.StreamKey;

/** Local updates on host arrays. */
final class LocalKernels {
  private LocalKernels() {}

  static long update(
      LocalUpdate update, SiteSet sites, double[] environment, StreamKey key, double[] x) {
    throw new IllegalArgumentException("no rule for " + update);
  }
}

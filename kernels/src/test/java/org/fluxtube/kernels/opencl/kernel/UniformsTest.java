package org.fluxtube.kernels.opencl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;
import org.junit.jupiter.api.Test;

/** The Java of the drawing helper is the engine's generator, bit by bit, high bits included. */
class UniformsTest {
  @Test
  void uniformsAreTheEngines() {
    StreamKey[] keys = {
      new StreamKey(0, 0, 0, 0, 0),
      new StreamKey(-1, -1, 0xFFFF0000, -1, -1),
      new StreamKey(0xDEADBEEF, 0x80000001, 0x80030000, 0x9E3779B9, 0xBB67AE85)
    };
    double[] pair = new double[2];
    for (StreamKey key : keys) {
      for (int site : new int[] {0, 1, 77_777, Integer.MAX_VALUE}) {
        SiteRandom random = key.at(site);
        for (int block = 0; block < 300; block++) {
          Uniforms.draw(
              key.word0Base(), site, key.word2(), key.word3(), key.key0(), key.key1(), block, pair);
          assertThat(pair[0]).isEqualTo(random.uniform());
          assertThat(pair[1]).isEqualTo(random.uniform());
        }
      }
    }
  }
}

package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Philox;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hand-written random numbers against the engine's. */
@NeedsDevice
class PhiloxTest {
  private static final int SITES = 1000;

  /** Keys with the highest bits set: unsigned arithmetic must not become signed. */
  private static StreamKey[] keys() {
    return new StreamKey[] {
      new StreamKey(0, 0, 0, 0, 0),
      new StreamKey(-1, -1, 0xFFFF0000, -1, -1),
      new StreamKey(0xDEADBEEF, 0x80000001, 0x80030000, 0x9E3779B9, 0xBB67AE85),
      new RandomStream(-77, 3, 123_456_789_012L).key(Purpose.MOMENTUM, 3, 5)
    };
  }

  private static Launch launch(Launcher launcher, String function, StreamKey key) {
    return launcher.kernel("Philox", function).set(key).set("volume", SITES);
  }

  @Test
  void wordsAreTheHostsBitByBit() {
    try (Launcher launcher = TestDevice.launcher()) {
      Buffer out = launcher.allocate(Signature.Type.INTS, 4 * SITES);
      int[] expected = new int[4];
      for (StreamKey key : keys()) {
        launch(launcher, "words", key).set("out", out).run(SITES);
        int[] got = launcher.readInts(out);
        for (int s = 0; s < SITES; s++) {
          Philox.block(
              key.word0Base(), s, key.word2(), key.word3(), key.key0(), key.key1(), expected);
          for (int w = 0; w < 4; w++) {
            assertThat(got[4 * s + w]).isEqualTo(expected[w]);
          }
        }
      }
    }
  }

  @Test
  void uniformsAreTheHostsBitByBit() {
    try (Launcher launcher = TestDevice.launcher()) {
      Buffer out = launcher.allocate(Signature.Type.DOUBLES, 2 * SITES);
      double[] got = new double[2 * SITES];
      for (StreamKey key : keys()) {
        launch(launcher, "uniforms", key).set("out", out).run(SITES);
        launcher.read(out, 0, got.length, got, 0);
        for (int s = 0; s < SITES; s++) {
          var random = key.at(s);
          assertThat(got[2 * s]).isEqualTo(random.uniform());
          assertThat(got[2 * s + 1]).isEqualTo(random.uniform());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 15})
  void normalNumbersAreTheHostsUpToTheLibraryOfTheDriver(int reals) {
    Lattice lattice = new Lattice(7, 9, 3);
    try (FieldOps device = new OpenClBackend().open(lattice);
        FieldOps host = new ReferenceOps(lattice)) {
      for (StreamKey key : keys()) {
        double[] got = numbers(device, key, reals);
        double[] expected = numbers(host, key, reals);
        for (int i = 0; i < got.length; i++) {
          assertThat(got[i]).isCloseTo(expected[i], within(4e-15 * (1 + Math.abs(expected[i]))));
        }
      }
    }
  }

  private static double[] numbers(FieldOps ops, StreamKey key, int reals) {
    double[] host = new double[ops.lattice().volume() * reals];
    try (Vector x = ops.allocate(new Shape.Real(reals))) {
      ops.gaussian(0.5, key, x);
      ops.store(x, host, 0);
    }
    return host;
  }
}

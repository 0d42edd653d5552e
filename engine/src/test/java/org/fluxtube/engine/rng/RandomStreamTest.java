package org.fluxtube.engine.rng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layout, draw order and errors. */
class RandomStreamTest {
  private static final RandomStream STREAM = new RandomStream(0x0123456789abcdefL, 5, 77);

  /** Every field can be read back from the words: the layout is one to one, so nothing collides. */
  @Test
  void layoutIsOneToOne() {
    for (long seed : new long[] {0, -1, 0x0123456789abcdefL}) {
      for (int chain : new int[] {0, 1, 8191, RandomStream.MAX_CHAIN}) {
        for (long trajectory : new long[] {0, 1, 0xFFFFFFFFL, 1L << 32, (1L << 40) - 1}) {
          for (Purpose purpose : Purpose.values()) {
            for (int direction : new int[] {0, 3, 7}) {
              for (int round : new int[] {0, 1, 65535}) {
                StreamKey k =
                    new RandomStream(seed, chain, trajectory).key(purpose, direction, round);
                assertThat((k.key1() & 0xFFFFFFFFL) << 32 | k.key0() & 0xFFFFFFFFL).isEqualTo(seed);
                assertThat(k.word0Base() >>> 16).isEqualTo(round);
                assertThat(k.word0Base() & 0xFFFF).isZero();
                assertThat((k.word3() & 0xFFL) << 32 | k.word2() & 0xFFFFFFFFL)
                    .isEqualTo(trajectory);
                assertThat(k.word3() >>> 8 & 0x3FFF).isEqualTo(chain);
                assertThat(k.word3() >>> 22 & 7).isEqualTo(direction);
                assertThat(k.word3() >>> 25).isEqualTo(purpose.code());
              }
            }
          }
        }
      }
    }
  }

  /** The codes are part of the file format: this list only ever grows. */
  @Test
  void purposesAreNeverRenumbered() {
    assertThat(Arrays.stream(Purpose.values()).map(p -> p.name() + "=" + p.code()))
        .containsExactly(
            "START=1",
            "MOMENTUM=2",
            "AUXILIARY=3",
            "ACCEPT=4",
            "HEAT_BATH=5",
            "OVERRELAXATION=6",
            "METROPOLIS=7",
            "CLUSTER=8",
            "MEASUREMENT=9",
            "REVERSIBILITY=10",
            "LEARNING=11",
            "EXCHANGE=12",
            "ORDER=13",
            "TEST=14");
  }

  /** A device that follows the documented formulas gets the same numbers. */
  @Test
  void numbersFollowFromTheBlocksAsDocumented() {
    StreamKey k = STREAM.key(Purpose.MOMENTUM, 2, 9);
    int site = 123_456;
    SiteRandom random = k.at(site);
    for (int b = 0; b < 10; b++) {
      int[] w = block(k, site, b);
      assertThat(random.uniform()).isEqualTo(documentedUniform(w[0], w[1]));
      assertThat(random.uniform()).isEqualTo(documentedUniform(w[2], w[3]));
    }
    random.moveTo(site);
    for (int b = 0; b < 10; b++) {
      int[] w = block(k, site, b);
      double r = StrictMath.sqrt(-2 * StrictMath.log(documentedUniform(w[0], w[1])));
      double angle = 2 * Math.PI * documentedUniform(w[2], w[3]);
      assertThat(random.gaussian()).isEqualTo(r * StrictMath.cos(angle));
      assertThat(random.gaussian()).isEqualTo(r * StrictMath.sin(angle));
    }
    int[] w = block(k, site, 10);
    assertThat(random.bits()).isEqualTo((long) w[0] << 32 | w[1] & 0xFFFFFFFFL);
  }

  @Test
  void gaussianBetweenTwoUniformsKeepsTheHalfBlock() {
    StreamKey k = STREAM.key(Purpose.TEST);
    SiteRandom plain = k.at(1);
    double first = plain.uniform();
    double second = plain.uniform();
    SiteRandom mixed = k.at(1);
    assertThat(mixed.uniform()).isEqualTo(first);
    mixed.gaussian();
    assertThat(mixed.uniform()).isEqualTo(second);
  }

  /** Order of sites, other cursors and what was drawn before make no difference. */
  @Test
  void numbersDependOnlyOnTheirPlace() {
    StreamKey a = STREAM.key(Purpose.HEAT_BATH, 1, 3);
    StreamKey b = STREAM.key(Purpose.HEAT_BATH, 2, 3);
    double[] forward = new double[100];
    SiteRandom random = a.at(0);
    for (int site = 0; site < 100; site++) {
      forward[site] = random.moveTo(site).gaussian();
    }
    for (int site = 99; site >= 0; site--) {
      random.moveTo(b, site).uniform();
      assertThat(random.moveTo(a, site).gaussian()).isEqualTo(forward[site]);
      assertThat(a.at(site).gaussian()).isEqualTo(forward[site]);
    }
    assertThat(STREAM.trajectory(78).trajectory(77)).isEqualTo(STREAM);
  }

  /** 0 and 1 never occur, also for the extreme words; u and 1-u are both possible. */
  @Test
  void uniformIsOpenAndSymmetric() {
    double smallest = SiteRandom.uniform(0, 0);
    double largest = SiteRandom.uniform(-1, -1);
    assertThat(smallest).isEqualTo(0x1p-53);
    assertThat(largest).isLessThan(1).isEqualTo(1 - 0x1p-53);
    assertThat(SiteRandom.uniform(0x1234567, 0x7654321))
        .isEqualTo(1 - SiteRandom.uniform(~0x1234567, ~0x7654321));
    assertThat(SiteRandom.uniform(1 << 31, 0)).isEqualTo(0.5 + 0x1p-53);
  }

  @Test
  void exhaustedBlocksAreAnErrorAndDoNotWrap() {
    SiteRandom random = STREAM.key(Purpose.TEST).at(4);
    for (int b = 0; b < SiteRandom.MAX_BLOCKS; b++) {
      random.uniform();
      random.uniform();
    }
    assertThatIllegalStateException()
        .isThrownBy(random::uniform)
        .withMessageContaining("65536 blocks of site 4");
    assertThat(random.moveTo(5).uniform()).isBetween(0.0, 1.0);
  }

  @Test
  void rangesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomStream(1, 16384, 0))
        .withMessageContaining("chain is 16384, allowed is 0..16383");
    assertThatIllegalArgumentException().isThrownBy(() -> new RandomStream(1, -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RandomStream(1, 0, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STREAM.trajectory(1L << 40))
        .withMessageContaining("trajectory");
    for (List<Integer> bad : List.of(List.of(8, 0), List.of(-1, 0), List.of(0, 65536))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> STREAM.key(Purpose.TEST, bad.get(0), bad.get(1)));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> STREAM.key(Purpose.TEST).at(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new StreamKey(0, 0, 1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> STREAM.key(Purpose.TEST).at(0).below(0));
  }

  /** Bounds that are no power of two, up to the largest: mean (n-1)/2 within 4 sigma. */
  @Test
  void integersStayBelowTheirBound() {
    SiteRandom random = STREAM.key(Purpose.TEST, 1, 0).at(0);
    for (int n : new int[] {1, 2, 3, 1000, (1 << 30) + 1, Integer.MAX_VALUE}) {
      double sum = 0;
      for (int i = 0; i < 10_000; i++) {
        int k = random.below(n);
        assertThat(k >= 0 && k < n).isTrue();
        sum += (k - (n - 1) / 2.0) / n;
      }
      assertThat(sum / 10_000).isCloseTo(0, within(4 / Math.sqrt(12 * 10_000.0)));
    }
  }

  /** 2^64 mod n of the 2^64 tries are rejected: the x with n x = 0, ..., (2^64 mod n) - 1. */
  @Test
  void integersRejectWhatMakesSharesUnequal() {
    assertThat(SiteRandom.rejected(0, 1 << 20)).isFalse();
    assertThat(SiteRandom.rejected(0, 3)).isTrue();
    assertThat(SiteRandom.rejected(1, 3)).isFalse();
    long inverse = 0x6DB6DB6DB6DB6DB7L; // 7 * inverse = 1 mod 2^64, and 2^64 mod 7 = 2
    assertThat(7 * inverse).isEqualTo(1);
    assertThat(SiteRandom.rejected(0, 7)).isTrue();
    assertThat(SiteRandom.rejected(inverse, 7)).isTrue();
    assertThat(SiteRandom.rejected(2 * inverse, 7)).isFalse();
    assertThat(SiteRandom.rejected(-1, 7)).isFalse();
  }

  private static int[] block(StreamKey k, int site, int b) {
    int[] out = new int[4];
    Philox.block(k.word0Base() | b, site, k.word2(), k.word3(), k.key0(), k.key1(), out);
    return out;
  }

  private static double documentedUniform(int a, int b) {
    long n = (long) (a >>> 5) * (1L << 26) + (b >>> 6);
    return (n % 2 == 0 ? n + 1 : n) / (double) (1L << 53);
  }
}

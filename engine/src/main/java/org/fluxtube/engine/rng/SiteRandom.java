package org.fluxtube.engine.rng;

/**
 * A cursor over the random numbers of one (key, site): mutable, owned by one thread, reused over
 * sites by {@link #moveTo(int)}.
 *
 * <p>Draw order. Numbers are taken from the blocks 0, 1, 2, ... of the site. A uniform (and each
 * try of {@link #below} and each {@link #bits}) takes two words: first words 0, 1 of a fresh block,
 * then words 2, 3 of the same block. A pair of Gaussians takes a whole fresh block; the second is
 * kept for the next call. The two kinds keep their left-over halves separately, so a Gaussian
 * between two uniforms of one block does not lose the second.
 */
public final class SiteRandom {
  /** Blocks of one (key, site). */
  public static final int MAX_BLOCKS = 1 << 16;

  private static final double UNIT = 0x1p-53;

  private final int[] words = new int[4];
  private StreamKey key;
  private int site;
  private int block;
  private boolean spareBits;
  private int spareA;
  private int spareB;
  private boolean spareGaussian;
  private double spareG;

  SiteRandom(StreamKey key, int site) {
    moveTo(key, site);
  }

  /**
   * Moves to the first number of another site under the same key.
   *
   * @return this
   * @throws IllegalArgumentException if the site is negative
   */
  public SiteRandom moveTo(int newSite) {
    if (newSite < 0) {
      throw new IllegalArgumentException(
          "random numbers: site is " + newSite + ", allowed is 0.." + Integer.MAX_VALUE);
    }
    site = newSite;
    block = 0;
    spareBits = false;
    spareGaussian = false;
    return this;
  }

  /**
   * Moves to the first number of a site under another key.
   *
   * @return this
   */
  public SiteRandom moveTo(StreamKey newKey, int newSite) {
    key = newKey;
    return moveTo(newSite);
  }

  /**
   * Uniform in the open interval (0,1): {@code u = (n | 1) 2^-53} with {@code n = (a >>> 5) 2^26 +
   * (b >>> 6)} from two words a, b.
   *
   * <p>The values are the odd multiples of 2^-53, so that 0 and 1 never occur, u and 1-u are
   * equally likely and log(u) and log(1-u) are finite; every value is exact in double.
   */
  public double uniform() {
    if (spareBits) {
      spareBits = false;
      return uniform(spareA, spareB);
    }
    nextBlock();
    keepUpperHalf();
    return uniform(words[0], words[1]);
  }

  /**
   * Normal with mean 0 and variance 1 (Box-Muller): from the two uniforms u, v of a fresh block,
   * {@code sqrt(-2 ln u) cos(2 pi v)} and, at the next call, {@code sqrt(-2 ln u) sin(2 pi v)}.
   *
   * <p>StrictMath, so that the bits are the same on every machine. The largest value is 8.57.
   */
  public double gaussian() {
    if (spareGaussian) {
      spareGaussian = false;
      return spareG;
    }
    nextBlock();
    double r = StrictMath.sqrt(-2 * StrictMath.log(uniform(words[0], words[1])));
    double angle = 2 * Math.PI * uniform(words[2], words[3]);
    spareGaussian = true;
    spareG = r * StrictMath.sin(angle);
    return r * StrictMath.cos(angle);
  }

  /**
   * Uniform in 0..n-1, without bias: the upper half of the 128-bit product n times 64 random bits;
   * the tries whose lower half is below 2^64 mod n are rejected (D. Lemire, arXiv:1805.10941,
   * section 4).
   *
   * @throws IllegalArgumentException if n is smaller than 1
   */
  public int below(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "random integer below n: n is " + n + ", allowed is n > 0");
    }
    long x = bits();
    while (rejected(x, n)) {
      x = bits();
    }
    return (int) Math.unsignedMultiplyHigh(x, n);
  }

  /** Whether x is one of the 2^64 mod n tries too many for n equal shares. */
  static boolean rejected(long x, int n) {
    return Long.compareUnsigned(x * n, Long.remainderUnsigned(-(long) n, n)) < 0;
  }

  /** 64 random bits: two words, the first in the upper half. */
  public long bits() {
    int a;
    int b;
    if (spareBits) {
      spareBits = false;
      a = spareA;
      b = spareB;
    } else {
      nextBlock();
      keepUpperHalf();
      a = words[0];
      b = words[1];
    }
    return (long) a << 32 | b & 0xFFFFFFFFL;
  }

  private void keepUpperHalf() {
    spareBits = true;
    spareA = words[2];
    spareB = words[3];
  }

  static double uniform(int a, int b) {
    return (((long) (a >>> 5) << 26 | b >>> 6) | 1) * UNIT;
  }

  private void nextBlock() {
    if (block == MAX_BLOCKS) {
      throw new IllegalStateException(
          String.format(
              "random numbers: all %d blocks of site %d, word0 %08x, word3 %08x are used; give"
                  + " each sweep or hit its own round instead of drawing on",
              MAX_BLOCKS, site, key.word0Base(), key.word3()));
    }
    Philox.block(
        key.word0Base() | block, site, key.word2(), key.word3(), key.key0(), key.key1(), words);
    block++;
  }
}

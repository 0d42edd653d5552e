package org.fluxtube.engine.rng;

/**
 * Philox 4x32-10: four random words {@code = bijection_key(c0, c1, c2, c3)}, ten rounds of
 *
 * <pre>
 *   (c0, c1, c2, c3) := (hi(M1 c2) ^ c1 ^ k0,  lo(M1 c2),  hi(M0 c0) ^ c3 ^ k1,  lo(M0 c0))
 *   (k0, k1)         := (k0 + W0, k1 + W1)           after every round but the last
 * </pre>
 *
 * with M0 = D2511F53, M1 = CD9E8D57, W0 = 9E3779B9, W1 = BB67AE85 (all words unsigned, 32 bits). A
 * pure function of its arguments: no state, no allocation, safe from any thread.
 *
 * <p>Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy
 * as 1, 2, 3", SC11 (2011), section 3.2 and table 2.
 */
public final class Philox {
  /** Rounds of the bijection. */
  public static final int ROUNDS = 10;

  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;

  private Philox() {}

  /**
   * One block of four words for the counter (c0, c1, c2, c3) under the key (k0, k1).
   *
   * @param out its first four elements are overwritten; an array shorter than 4 is refused by the
   *     array access itself
   */
  public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out) {
    for (int r = 0; r < ROUNDS; r++) {
      long p0 = M0 * (c0 & LOW);
      long p1 = M1 * (c2 & LOW);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      k0 += W0;
      k1 += W1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }
}

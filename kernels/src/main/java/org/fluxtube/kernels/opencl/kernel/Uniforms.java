package org.fluxtube.kernels.opencl.kernel;

/**
 * Random numbers inside a kernel, those of the engine's {@code SiteRandom}: Philox 4x32-10 (Salmon
 * et al., SC11) at the counter (word0 | block, site, word2, word3) under the key (key0, key1).
 *
 * <p>The translator cannot be trusted with unsigned arithmetic: the translated text gets the
 * hand-written body of {@code Random.cl}, and what stands here serves the host.
 */
final class Uniforms {
  private Uniforms() {}

  /**
   * myPair = the two uniforms of a block, in the open interval (0,1): words 0 and 1 make the first,
   * words 2 and 3 the second.
   */
  static void draw(
      int word0, int site, int word2, int word3, int key0, int key1, int block, double[] myPair) {
    int c0 = word0 | block;
    int c1 = site;
    int c2 = word2;
    int c3 = word3;
    int k0 = key0;
    int k1 = key1;
    for (int round = 0; round < 10; round++) {
      int high0 = highWord(0xD2511F53, c0);
      int low0 = 0xD2511F53 * c0;
      int high1 = highWord(0xCD9E8D57, c2);
      int low1 = 0xCD9E8D57 * c2;
      c0 = high1 ^ c1 ^ k0;
      c1 = low1;
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      k0 = k0 + 0x9E3779B9;
      k1 = k1 + 0xBB67AE85;
    }
    // odd multiples of 2^-53
    myPair[0] = ((c0 >>> 5) * 67108864.0 + ((c1 >>> 6) | 1)) / 9007199254740992.0;
    myPair[1] = ((c2 >>> 5) * 67108864.0 + ((c3 >>> 6) | 1)) / 9007199254740992.0;
  }

  /** The upper word of the product of two unsigned words. */
  static int highWord(int a, int b) {
    int al = a & 0xFFFF;
    int ah = a >>> 16;
    int bl = b & 0xFFFF;
    int bh = b >>> 16;
    int middle = ah * bl + (al * bl >>> 16);
    int other = al * bh + (middle & 0xFFFF);
    return ah * bh + (middle >>> 16) + (other >>> 16);
  }
}

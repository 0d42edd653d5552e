package org.fluxtube.engine.rng;

/**
 * The fixed words of key and counter for one (stream, purpose, direction, round); immutable. What
 * remains free is the site (word 1) and the block (low half of word 0).
 *
 * <p>Made by {@link RandomStream#key}. The accessors are for backends that generate on a device:
 * block b of site x is {@code Philox.block(word0Base | b, x, word2, word3, key0, key1)}.
 *
 * @param key0 low half of the seed
 * @param key1 high half of the seed
 * @param word0Base round in the upper half, zero in the lower
 * @param word2 low half of the trajectory
 * @param word3 purpose, direction, chain, high bits of the trajectory
 */
public record StreamKey(int key0, int key1, int word0Base, int word2, int word3) {
  /** Refuses a base that would collide with the block number. */
  public StreamKey {
    if ((word0Base & 0xFFFF) != 0) {
      throw new IllegalArgumentException(
          String.format(
              "stream key: word 0 is %08x, but its lower half belongs to the block number and"
                  + " must be zero, e.g. 00030000 for round 3",
              word0Base));
    }
  }

  /**
   * A new cursor at the first number of a site. Loops over sites make one and {@link
   * SiteRandom#moveTo(int) move} it.
   *
   * @param site 0 or larger; what has no site uses 0
   */
  public SiteRandom at(int site) {
    return new SiteRandom(this, site);
  }
}

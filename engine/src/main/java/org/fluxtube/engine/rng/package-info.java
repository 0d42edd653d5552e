/**
 * Randomness: counter-based, so that a number depends only on what it is for.
 *
 * <p>Philox 4x32-10 maps a key of 64 bits and a counter of 128 bits to four words. There is no
 * state, no global generator and no seed from the clock: the same numbers come out for any number
 * of threads, nodes, pauses and restarts, on the host and on a device.
 *
 * <h2>Key and counter</h2>
 *
 * <p>Bit 0 is the lowest. This never changes, because runs are continued bit by bit.
 *
 * <pre>
 *   word        bits     meaning                                           range
 *   key 0       0..31    seed, low half                                    any
 *   key 1       0..31    seed, high half                                   any
 *   counter 0   16..31   round: what repeats within a trajectory           0..65535
 *   counter 0   0..15    block: counted up by the draws of one site        0..65535
 *   counter 1   0..31    site                                              0..2^31-1
 *   counter 2   0..31    trajectory, low 32 bits                           any
 *   counter 3   25..31   purpose, code in Purpose                          1..127
 *   counter 3   22..24   direction                                         0..7
 *   counter 3   8..21    chain                                             0..16383
 *   counter 3   0..7     trajectory, high 8 bits (40 in all)               0..255
 * </pre>
 *
 * <h2>From words to numbers</h2>
 *
 * <ul>
 *   <li>uniform: two words (a, b), {@code n = (a >>> 5) 2^26 + (b >>> 6)}, {@code u = (n | 1)
 *       2^-53}, in (0,1); two uniforms a block: words (0, 1), then (2, 3).
 *   <li>Gaussian pair: the two uniforms (u, v) of a fresh block, {@code r = sqrt(-2 ln u)}, first
 *       {@code r cos(2 pi v)}, then {@code r sin(2 pi v)}.
 *   <li>integer below n: 64 bits (a upper, b lower), upper half of the product with n, with
 *       rejection.
 *   <li>more than 65536 blocks at one (key, site) is an error, never a wrap.
 * </ul>
 *
 * <h2>Index</h2>
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.rng.RandomStream}: (seed, chain, trajectory), what samplers get.
 *   <li>{@link org.fluxtube.engine.rng.Purpose}: what a number is for, with stable codes.
 *   <li>{@link org.fluxtube.engine.rng.StreamKey}: the fixed words, also for device backends.
 *   <li>{@link org.fluxtube.engine.rng.SiteRandom}: the cursor that draws.
 *   <li>{@link org.fluxtube.engine.rng.Philox}: the bijection.
 * </ul>
 *
 * <h2>Use</h2>
 *
 * <pre>{@code
 * StreamKey key = rng.key(Purpose.MOMENTUM, mu, 0);
 * SiteRandom random = key.at(0);
 * for (int x = 0; x < volume; x++) {
 *   random.moveTo(x);
 *   for (int a = 0; a < generators; a++) p[...] = random.gaussian();
 * }
 * }</pre>
 *
 * <h2>Tried, not kept</h2>
 *
 * <ul>
 *   <li>{@code u = (n + 1/2) 2^-53} with all 53 bits of n: n + 1/2 needs 54 bits, and rounding
 *       takes the largest n to u = 1, outside the open interval. Setting the lowest bit instead is
 *       exact.
 * </ul>
 */
package org.fluxtube.engine.rng;

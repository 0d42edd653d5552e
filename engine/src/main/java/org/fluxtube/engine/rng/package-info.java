/**
 * Randomness: counter-based, so that a number depends only on what it is for.
 *
 * <p>Philox 4x32-10 maps a key of 64 bits and a counter of 128 bits to four words. There is no
 * state, no global generator and no seed from the clock: the same numbers come out for any number
 * of threads, nodes, pauses and restarts, on the host and on a device.
 *
 * <h2>Key and counter</h2>
 *
 * <table>
 * <caption>Layout (bit 0 is the lowest); never changed, because runs are continued bit by bit</caption>
 * <tr><th>word</th><th>bits</th><th>meaning</th><th>range</th></tr>
 * <tr><td>key 0</td><td>0..31</td><td>seed, low half</td><td>any</td></tr>
 * <tr><td>key 1</td><td>0..31</td><td>seed, high half</td><td>any</td></tr>
 * <tr><td>counter 0</td><td>16..31</td><td>round: what repeats within a trajectory</td><td>0..65535</td></tr>
 * <tr><td>counter 0</td><td>0..15</td><td>block: counted up by the draws of one site</td><td>0..65535</td></tr>
 * <tr><td>counter 1</td><td>0..31</td><td>site</td><td>0..2^31-1</td></tr>
 * <tr><td>counter 2</td><td>0..31</td><td>trajectory, low 32 bits</td><td>any</td></tr>
 * <tr><td>counter 3</td><td>25..31</td><td>purpose: {@link org.fluxtube.engine.rng.Purpose#code}</td><td>1..127</td></tr>
 * <tr><td>counter 3</td><td>22..24</td><td>direction</td><td>0..7</td></tr>
 * <tr><td>counter 3</td><td>8..21</td><td>chain</td><td>0..16383</td></tr>
 * <tr><td>counter 3</td><td>0..7</td><td>trajectory, high 8 bits (40 in all)</td><td>0..255</td></tr>
 * </table>
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

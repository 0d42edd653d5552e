/**
 * Configuration files: read from whatever program wrote them, verified, and written whole.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.io.ConfigurationFile}: reads, detects and writes files.
 *   <li>{@link org.fluxtube.engine.io.ReadOptions}, {@link org.fluxtube.engine.io.Check}: what to
 *       require, which failed checks to overlook.
 *   <li>{@link org.fluxtube.engine.io.ReadResult}: field, format, header, warnings.
 *   <li>{@link org.fluxtube.engine.io.Format}, {@link org.fluxtube.engine.io.Precision}: names.
 *   <li>{@link org.fluxtube.engine.io.ConfigurationFormatException}: a file that is refused.
 *   <li>{@code IldgReader}, {@code IldgWriter} on {@code Lime} (container) and {@code Tags} (XML).
 *   <li>{@code NerscReader}, {@code NerscWriter}, {@code MilcReader}.
 *   <li>{@code Hdf5Reader}, {@code Hdf5Writer}, {@code Hdf5Layout}: the native format.
 *   <li>{@code LinkPayload}: the binary part that ILDG, NERSC and MILC share.
 *   <li>{@code SiteSum}, {@code Digest}: the checksums. {@code Verification}: the checks.
 *   <li>{@code PlainObservables}: plaquette, link trace, deviations by plain loops.
 *   <li>{@code Source}, {@code AtomicFile}, {@code Metadata}: reading, writing, header entries.
 * </ul>
 *
 * <h2>Conventions</h2>
 *
 * <table>
 *   <caption>The formats</caption>
 *   <tr><th></th><th>ILDG/SciDAC</th><th>NERSC</th><th>MILC v5</th><th>HDF5 (native)</th></tr>
 *   <tr><td>fields</td><td>4D gauge, U(1), SU(2) to SU(8)</td><td>the same</td><td>4D SU(3)</td>
 *     <td>gauge, spin, scalar in 1 to 4 dimensions</td></tr>
 *   <tr><td>written</td><td>yes</td><td>yes</td><td>no</td><td>yes</td></tr>
 *   <tr><td>byte order</td><td>big</td><td>either, as FLOATING_POINT says; written big</td>
 *     <td>either</td><td>as the datatype says; written little</td></tr>
 *   <tr><td>precision</td><td>single, double</td><td>single, double</td><td>single</td>
 *     <td>double</td></tr>
 *   <tr><td>sites</td><td colspan="4">x fastest, then y, z, t; the last direction is time</td></tr>
 *   <tr><td>numbers</td><td colspan="3">[site][mu][row][column][re, im], mu = x, y, z, t</td>
 *     <td>[mu][site][row][column][re, im]; [site][component]</td></tr>
 *   <tr><td>rows</td><td>all (N - 1 if {@code <rows>} says so)</td>
 *     <td>4D_SUN_GAUGE_NxN all, 4D_SUN_GAUGE N - 1; written all</td><td>all</td><td>all</td></tr>
 *   <tr><td>checksum</td><td>suma, sumb: CRC-32 of each site rotated by rank mod 29, 31</td>
 *     <td>sum of 32-bit words</td><td>sum29, sum31: rotated words</td><td>fluxtube.sha256</td></tr>
 *   <tr><td>claims</td><td>plaq, linktr of usqcdInfo</td><td>PLAQUETTE, LINK_TRACE</td><td>none</td>
 *     <td>plaquette, linkTrace</td></tr>
 * </table>
 *
 * <p>Plaquette and link trace are {@code <Re tr U_p>/N} and {@code <Re tr U_mu>/N}. A header's
 * value must agree to half a unit of its last digit plus 5e-6 (single precision, or double with
 * single-precision content) or 1e-8 (double).
 *
 * <p>Group names: ILDG {@code <field>} is u1gauge, su2gauge, su3gauge, ...; NERSC DATATYPE is
 * 4D_SU3_GAUGE_3x3, 4D_SU2_GAUGE_2x2, ..., and 4D_U1_GAUGE (one complex number a link). U(1) is a
 * house extension in both; the others are what GLU and Grid write. The header names the real group,
 * and one that does not fit the payload or the caller's wish is refused.
 *
 * <p>Single precision is widened exactly and not reunitarised: the payload is what the file holds,
 * and the header map of the result reports its deviation. Reconstructed rows are computed in
 * double. Beyond a deviation of 1e-4 links are refused, as by MILC's own readers; double-precision
 * files between 1e-10 and 1e-4 get a warning, since converted files are of this kind in practice.
 *
 * <p>Every written file also carries {@code fluxtube.sha256}, defined in {@code Digest}: of the
 * shape and the numbers, so that it is the same in every format. It finds what the formats' own
 * sums cannot. Any change within one 32-bit word is found by each of them. The NERSC sum is blind
 * to the order of words and to changes that compensate (a bit set in one word, the same bit cleared
 * in another: one of 64 pairs of flipped bits). sum29 and sum31 miss about one of 1000 pairs of
 * flipped bits. suma and sumb miss the same change made to two sites a multiple of 29 * 31 = 899
 * apart. Unitarity and the claims find such pairs if they are large enough to matter. No sum covers
 * the extents: exchanged extents are found by the digest, by {@code <dims>} and by the plaquette,
 * but not in a MILC file.
 *
 * <h2>The native HDF5 file</h2>
 *
 * <p>Attributes of the root: {@code format} = fluxtube-configuration, {@code version} = 1, {@code
 * fieldType} = gauge, spin or scalar, {@code group} (gauge: "SU(3)") or {@code components}, {@code
 * lattice} (integers, x first), {@code order} (text), {@code fluxtube.sha256}, {@code plaquette}
 * and {@code linkTrace} (gauge). Group {@code metadata}: free text attributes. Dataset {@code
 * field}: contiguous binary64 of shape [mu][t][z][y][x][2 N^2] for links and
 * [t][z][y][x][components] for spins and scalars (no last dimension for one component); fewer
 * dimensions leave out t, z, y. Files are at most 2 GiB and have superblock version 2 or 3 (h5py:
 * {@code libver="latest"}).
 *
 * <h2>Tried, not kept</h2>
 *
 * <ul>
 *   <li>An XML parser for ILDG records: records in circulation are not well-formed (a missing quote
 *       in MILC's own samples), and tag search has no entities to attack.
 *   <li>A tolerance of 1e-10 for links in double precision: refuses every file that was converted
 *       from single precision, 5e-7 in public samples.
 * </ul>
 */
package org.fluxtube.engine.io;

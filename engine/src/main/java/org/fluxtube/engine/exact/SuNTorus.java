package org.fluxtube.engine.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two-dimensional SU(N) gauge theory on a periodic torus of V plaquettes, S = -(beta/N) sum_P Re tr
 * P: Z = sum_r (c_r/d_r)^V over all irreducible representations, normalised Haar measure.
 *
 * <p>Representations enter by length of the first row of their Young diagram until a further length
 * changes nothing in double precision. Source: A. A. Migdal, Sov. Phys. JETP 42 (1975) 413; B. E.
 * Rusakov, Mod. Phys. Lett. A 5 (1990) 693. For N = 2 {@link Su2Torus} is cheaper.
 */
public final class SuNTorus {

  private static final int LONGEST_ROW = 60;
  private static final double TAIL = 1e-17;

  private final int n;
  private final int volume;
  private final double logTrivial;
  private final double trivial;
  private final SuNCharacters characters;
  private final Map<List<Integer>, Ratio> known = new HashMap<>();
  private final List<int[]> representations = new ArrayList<>();
  private final double sum;

  /** c_r/(d_r c_0) and its numerator's beta-derivative over the same denominator. */
  private record Ratio(double value, double derivative) {}

  /**
   * @param n colours N, 2..8
   * @param beta coupling, &gt; 0
   * @param volume number of plaquettes V, at least 2
   * @throws IllegalArgumentException where the sum over representations needs rows above 60 boxes,
   *     or where the determinants cancel (large beta)
   */
  public SuNTorus(int n, double beta, int volume) {
    Require.atLeast("volume", 2, volume);
    this.n = n;
    this.volume = volume;
    characters = new SuNCharacters(n, beta, LONGEST_ROW + 1);
    trivial = characters.coefficient(new int[n]).value();
    logTrivial = beta + Math.log(trivial);
    double total = 0;
    double shell = 1;
    for (int row = 0; shell > TAIL; row++) {
      if (row > LONGEST_ROW) {
        throw new IllegalArgumentException(
            "beta is "
                + beta
                + ", volume is "
                + volume
                + " for SU("
                + n
                + "); the character sum"
                + " converges too slowly. Smaller beta/volume is allowed, for example volume = "
                + 4 * volume);
      }
      List<int[]> found = new ArrayList<>();
      extend(new int[n], 0, row, found);
      shell = 0;
      for (int[] r : found) {
        shell += Math.pow(ratio(r).value(), volume);
      }
      total += shell;
      representations.addAll(found);
    }
    sum = total;
  }

  /** ln Z = V ln c_0 + ln sum_r (c_r/(d_r c_0))^V. */
  public double logZ() {
    return volume * logTrivial + Math.log(sum);
  }

  /** &lt;Re tr P/N&gt; = (1/V) d ln Z/dbeta = sum_r f_r^{V-1} f_r' / sum_r f_r^V, f_r = c_r/d_r. */
  public double plaquette() {
    double total = 0;
    for (int[] r : representations) {
      total += Math.pow(ratio(r).value(), volume - 1) * ratio(r).derivative();
    }
    return total / sum;
  }

  /**
   * &lt;Re tr W_A/N&gt; = sum_r sum_{s in r x fundamental} d_s/(N d_r) f_r^{V-A} f_s^A / sum_r
   * f_r^V for a contractible loop around A plaquettes. Not symmetric under A to V - A: the other
   * side has a handle, and at A = V the loop is a commutator of two holonomies.
   *
   * @param area A, 0..V
   */
  public double wilsonLoop(int area) {
    Require.within("area", 0, volume, area);
    double total = 0;
    for (int[] r : representations) {
      double outside = Math.pow(ratio(r).value(), volume - area);
      for (int row = 0; row < n; row++) {
        int[] s = SuNCharacters.addBox(r, row);
        if (s != null) {
          double weight = SuNCharacters.dimension(s) / (n * SuNCharacters.dimension(r));
          total += weight * outside * Math.pow(ratio(s).value(), area);
        }
      }
    }
    return total / sum;
  }

  private Ratio ratio(int[] r) {
    return known.computeIfAbsent(
        Arrays.stream(r).boxed().toList(),
        key -> {
          SuNCharacters.Coefficient c = characters.coefficient(r);
          double scale = SuNCharacters.dimension(r) * trivial;
          return new Ratio(c.value() / scale, c.derivative() / scale);
        });
  }

  /** All partitions with first row exactly `first` (position 0) and last row 0. */
  private void extend(int[] r, int position, int first, List<int[]> found) {
    if (position == n - 1) {
      r[position] = 0;
      found.add(r.clone());
      return;
    }
    int most = position == 0 ? first : r[position - 1];
    for (int boxes = position == 0 ? first : 0; boxes <= most; boxes++) {
      r[position] = boxes;
      extend(r, position + 1, first, found);
    }
  }
}

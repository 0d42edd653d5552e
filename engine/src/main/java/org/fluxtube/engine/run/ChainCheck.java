package org.fluxtube.engine.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One number that a chain has found out about itself, with what is right. The names are also those
 * of the rows in the campaign database.
 *
 * <p>Limits: an error of dH of 1e-3 moves the mean of exp(-dH) by at most that, below the
 * statistical error of a million trajectories, and is far above what rounding and solvers leave
 * (1e-12 to 1e-6); the field comes back as closely. An integrator that is not reversible leaves
 * numbers of the size of dH. Links leave the group by rounding alone, 1e-15 in a step.
 *
 * @param name what was looked at
 * @param value not negative; NaN if it could not be found out
 * @param limit largest value that is right; infinite where the number is only shown
 */
public record ChainCheck(String name, double value, double limit) {
  /** |dH| of a trajectory forward and back. */
  public static final String REVERSIBILITY_H = "reversibility-dh";

  /** Largest difference of a component of the field after a trajectory forward and back. */
  public static final String REVERSIBILITY_U = "reversibility-du";

  /** Largest of |U U^+ - 1| and |det U - 1| of links, of | |s| - 1 | of spins. */
  public static final String UNITARITY = "unitarity";

  /** Bytes of memory on a device; only where there is one. */
  public static final String DEVICE = "device-bytes";

  /** Prefix of the root mean square of a force: force-TERM. */
  public static final String FORCE = "force-";

  /** Largest |dH| and difference of the field that are right. */
  private static final double REVERSIBLE = 1e-3;

  /** Largest deviation from the group that is right. */
  private static final double UNITARY = 1e-10;

  /** Largest number that is right, by name. */
  public static final Map<String, Double> LIMITS =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.of(
                  REVERSIBILITY_H, REVERSIBLE, REVERSIBILITY_U, REVERSIBLE, UNITARITY, UNITARY)));

  static ChainCheck of(String name, double value) {
    return new ChainCheck(name, value, LIMITS.get(name));
  }

  /** A number that is only shown. */
  static ChainCheck shown(String name, double value) {
    return new ChainCheck(name, value, Double.POSITIVE_INFINITY);
  }

  /** Whether the number is right; one that is no number is not. */
  public boolean passed() {
    return value <= limit;
  }

  /** What went wrong, for a person. */
  public String complaint() {
    return name + " is " + value + ", allowed is at most " + limit;
  }
}

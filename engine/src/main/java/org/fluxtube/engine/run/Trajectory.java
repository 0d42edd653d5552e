package org.fluxtube.engine.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.sampler.StepInfo;

/**
 * What is known of one finished trajectory.
 *
 * @param chain the chain
 * @param trajectory counted from 1 in each chain
 * @param phase the phase that it belongs to
 * @param version version of the model that drove it; 0 where nothing is learnt
 * @param stepSize step size used; NaN where there is none
 * @param info what the sampler said
 * @param parts wall-clock seconds by part (package {@code field}, {@link
 *     org.fluxtube.engine.field.TimeSplit}), not reproducible
 */
public record Trajectory(
    int chain,
    long trajectory,
    Phase phase,
    int version,
    double stepSize,
    StepInfo info,
    Map<String, Double> parts) {
  /** Copies the parts. */
  public Trajectory {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /** Wall-clock time of all parts, not reproducible. */
  public double seconds() {
    return parts.values().stream().mapToDouble(x -> x).sum();
  }
}

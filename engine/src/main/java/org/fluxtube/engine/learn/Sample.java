package org.fluxtube.engine.learn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.sampler.Ends;
import org.fluxtube.engine.sampler.Sampler;

/**
 * What the stream carries for learning: both ends of one proposal, accepted or not, with the same
 * auxiliary fields at both, and S of both, term by term. On the host in double precision and
 * independent of any chain. Not a sample of the target: the proposal may have been rejected.
 *
 * @param chain the chain
 * @param trajectory the trajectory, counted from 1
 * @param phase its phase
 * @param version version of the model that made the proposal
 * @param auxiliary pseudo-fermions and the like, by name; empty where the target has none
 * @param start the field before
 * @param proposal the proposed field
 */
public record Sample(
    int chain,
    long trajectory,
    Phase phase,
    int version,
    Map<String, HostVector> auxiliary,
    End start,
    End proposal) {
  /**
   * One end.
   *
   * @param field the field
   * @param terms S at the auxiliary fields, term by term, in the order of the target's terms
   */
  public record End(FieldData field, Map<String, Double> terms) {
    /** Copies the values in their order. */
    public End {
      terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /** S, the terms added in their order. */
    public double action() {
      double sum = 0;
      for (double value : terms.values()) {
        sum += value;
      }
      return sum;
    }
  }

  /** Sorts the auxiliary fields by name. */
  public Sample {
    auxiliary = Collections.unmodifiableMap(new TreeMap<>(auxiliary));
  }

  /** S' - S of the proposal. */
  public double change() {
    return proposal.action() - start.action();
  }

  /**
   * Copies the ends of the sampler's last proposal; empty where it has none. A solve is never
   * repeated: what the accept step computed is all there is.
   */
  public static <F extends Field<F>> Optional<Sample> of(
      Sampler<F> sampler, int chain, long trajectory, Phase phase, int version) {
    return sampler.ends().map(ends -> copy(ends, chain, trajectory, phase, version));
  }

  private static <F extends Field<F>> Sample copy(
      Ends<F> ends, int chain, long trajectory, Phase phase, int version) {
    FieldOps ops = ends.start().ops();
    Map<String, HostVector> auxiliary = new TreeMap<>();
    ends.auxiliary()
        .fields()
        .forEach((name, vector) -> auxiliary.put(name, HostVector.of(ops, vector)));
    return new Sample(
        chain,
        trajectory,
        phase,
        version,
        auxiliary,
        new End(ends.start().snapshot(), ends.before()),
        new End(ends.proposal().snapshot(), ends.after()));
  }
}

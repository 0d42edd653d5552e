package org.fluxtube.engine.learn;

import java.util.Locale;
import java.util.Optional;
import org.fluxtube.engine.stats.Running;

/**
 * Whether a chain accepts much less than it did: {@code a_k < a - 5 s and a_k < (3/4) a}, with a_k
 * the mean acceptance of block k of {@value #BLOCK} trajectories, a and s the mean and the standard
 * deviation of the blocks before, at least {@value #FEWEST} of them. With everything frozen, a
 * stationary chain that knows its distribution never does that; one that has come to where its
 * model learnt nothing does. Blocks that fell are left out of a and s, and are told of once, until
 * one is good again.
 *
 * <p>It looks and changes nothing. Mutable, for the thread of one chain; begins anew with a process
 * and with another model.
 */
public final class AcceptanceWatch {
  private static final int BLOCK = 100;
  private static final int FEWEST = 8;
  private static final double DEVIATIONS = 5;
  private static final double SHARE = 0.75;

  private Running blocks = new Running();
  private Running block = new Running();
  private int version = -1;
  private boolean low;

  /**
   * The next trajectory of MEASURE.
   *
   * @param version of the model that drove it, 0 for none
   * @param acceptance mean of min(1, exp(-dH)); one that is not finite is not counted
   * @return what there is to tell, once for each fall
   */
  public Optional<String> add(int version, double acceptance) {
    if (version != this.version) {
      this.version = version;
      blocks = new Running();
      block = new Running();
      low = false;
    }
    if (!Double.isFinite(acceptance)) {
      return Optional.empty();
    }
    block.add(acceptance);
    if (block.n() < BLOCK) {
      return Optional.empty();
    }
    double now = block.mean();
    block = new Running();
    boolean before = low;
    low = blocks.n() >= FEWEST && now < limit();
    if (!low) {
      blocks.add(now);
    }
    return low && !before ? Optional.of(sentence(now)) : Optional.empty();
  }

  private double limit() {
    return Math.min(
        SHARE * blocks.mean(), blocks.mean() - DEVIATIONS * Math.sqrt(blocks.variance()));
  }

  private String sentence(double now) {
    return String.format(
        Locale.ROOT,
        "acceptance was %.3g in the last %d trajectories and %.3g in the %d before: the chain has"
            + " come to where %s; averages stay right, errors grow",
        now,
        BLOCK,
        blocks.mean(),
        BLOCK * blocks.n(),
        version > 0 ? "model " + version + " learnt nothing" : "its steps are too large");
  }
}

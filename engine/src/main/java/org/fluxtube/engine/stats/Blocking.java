package org.fluxtube.engine.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Error of a mean from blocks of 1, 2, 4, ... measurements: {@code error_B^2 = B var(block means) /
 * n}, {@code tau_B = B var_B / (2 var_1)}; both rise with B to a plateau.
 *
 * <p>Streaming, O(log n) memory, O(1) work a measurement on average: for live displays and as an
 * independent check of the {@link GammaMethod}, whose error is the one to quote. The plateau is the
 * smallest block with {@code B^3 > 2 n (2 tau_B)^2}, where the bias of short blocks falls below the
 * noise of few ones. Mutable, for one thread; every chain has its own, merged for the answer.
 *
 * <p>Sources: H. Flyvbjerg, H. G. Petersen, J. Chem. Phys. 91 (1989) 461; R. M. Lee et al., Phys.
 * Rev. E 83 (2011) 066706, section II C.
 */
public final class Blocking {
  private static final int FEWEST_BLOCKS = 16;

  private final List<Running> levels = new ArrayList<>(List.of(new Running()));
  private final List<Double> pending = new ArrayList<>();

  /**
   * One size of blocks.
   *
   * @param size B, measurements in a block
   * @param blocks how many complete blocks
   * @param error error of the mean of all n measurements from these blocks
   * @param errorOfError error / sqrt(2 (blocks - 1))
   * @param tauInt tau_B
   */
  public record Level(long size, long blocks, double error, double errorOfError, double tauInt) {}

  /**
   * Adds the next measurement.
   *
   * @throws IllegalArgumentException if it is not finite; the state is unchanged
   */
  public void add(double x) {
    levels.getFirst().add(x);
    double block = x;
    for (int k = 0; ; k++) {
      if (k == pending.size()) {
        pending.add(block);
        return;
      }
      if (Double.isNaN(pending.get(k))) {
        pending.set(k, block);
        return;
      }
      block = 0.5 * pending.get(k) + 0.5 * block;
      pending.set(k, Double.NaN);
      if (k + 1 == levels.size()) {
        levels.add(new Running());
      }
      levels.get(k + 1).add(block);
    }
  }

  /** Adds all measurements at once, in their order. */
  public Blocking addAll(double[] series) {
    for (double x : series) {
      add(x);
    }
    return this;
  }

  /**
   * Adds the complete blocks of another chain, which is unchanged; unfinished blocks of the other
   * one stay out, because a block never joins two chains.
   */
  public void merge(Blocking other) {
    for (int k = 0; k < other.levels.size(); k++) {
      if (k == levels.size()) {
        levels.add(new Running());
      }
      levels.get(k).merge(other.levels.get(k));
    }
    while (pending.size() < levels.size() - 1) {
      pending.add(Double.NaN);
    }
  }

  /** Measurements of all chains. */
  public long n() {
    return levels.getFirst().n();
  }

  /** Mean of all measurements; NaN for none. */
  public double mean() {
    return levels.getFirst().mean();
  }

  /** All sizes with two blocks or more, from B = 1 on. */
  public List<Level> levels() {
    Running all = levels.getFirst();
    List<Level> found = new ArrayList<>();
    for (int k = 0; k < levels.size() && levels.get(k).n() > 1; k++) {
      long size = 1L << k;
      long blocks = levels.get(k).n();
      double variance = size * levels.get(k).variance();
      double error = Math.sqrt(variance / all.n());
      double tau = all.variance() == 0 ? 0.5 : variance / (2 * all.variance());
      found.add(new Level(size, blocks, error, error / Math.sqrt(2.0 * (blocks - 1)), tau));
    }
    return List.copyOf(found);
  }

  /** Whether blocks are long enough for a plateau and {@value #FEWEST_BLOCKS} or more of them. */
  public boolean converged() {
    return candidates().anyMatch(this::onPlateau);
  }

  /**
   * The plateau, or the largest blocks of which there are {@value #FEWEST_BLOCKS} if there is none:
   * then error and tau_int are lower bounds, and {@link #converged} is false.
   *
   * @throws IllegalStateException below {@value #FEWEST_BLOCKS} measurements
   */
  public Estimate estimate() {
    Level level =
        candidates()
            .filter(this::onPlateau)
            .findFirst()
            .or(() -> candidates().reduce((a, b) -> b))
            .orElseThrow(() ->
                new IllegalStateException(
                    "blocking: %d measurements, allowed is %d or more"
                        .formatted(n(), FEWEST_BLOCKS)));
    return new Estimate(
        mean(),
        level.error(),
        level.errorOfError(),
        level.tauInt(),
        level.tauInt() * Math.sqrt(2.0 / (level.blocks() - 1)),
        n(),
        (int) level.size());
  }

  private Stream<Level> candidates() {
    return levels().stream().filter(l -> l.blocks() >= FEWEST_BLOCKS);
  }

  private boolean onPlateau(Level l) {
    double twoTau = 2 * l.tauInt();
    return Math.pow(l.size(), 3) > 2.0 * n() * twoTau * twoTau;
  }
}

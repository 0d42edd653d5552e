package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.run.Phase;

/** Samples of known statistics: what a campaign's database would hold. */
final class SyntheticSamples implements Samples {
  private final List<ChainHistory> history = new ArrayList<>();
  private final Map<String, List<ChainRows>> rows = new LinkedHashMap<>();
  private Phase phase = Phase.MEASURE;

  SyntheticSamples in(Phase other) {
    phase = other;
    return this;
  }

  SyntheticSamples chain(int chain, double[] deltaH) {
    double[] acceptance = new double[deltaH.length];
    double[] seconds = new double[deltaH.length];
    for (int i = 0; i < deltaH.length; i++) {
      acceptance[i] = Math.min(1, Math.exp(-deltaH[i]));
      seconds[i] = 0.02;
    }
    history.add(new ChainHistory(chain, deltaH.length, acceptance, deltaH, seconds));
    return this;
  }

  SyntheticSamples measured(String label, int chain, double[][] values) {
    rows.computeIfAbsent(label, key -> new ArrayList<>()).add(new ChainRows(chain, values));
    return this;
  }

  /** One component. */
  SyntheticSamples measured(String label, int chain, double[] values) {
    double[][] one = new double[values.length][];
    for (int t = 0; t < values.length; t++) {
      one[t] = new double[] {values[t]};
    }
    return measured(label, chain, one);
  }

  @Override
  public List<ChainHistory> history(Phase wanted) {
    return wanted == phase ? history : List.of();
  }

  @Override
  public List<ChainRows> measurements(String label, Phase wanted) {
    return wanted == phase ? rows.getOrDefault(label, List.of()) : List.of();
  }

  /** mean + sigma x, x' = a x + sqrt(1 - a^2) xi: tau_int = (1 + a)/(2 (1 - a)). */
  static double[] ar1(long seed, int length, double a, double mean, double sigma) {
    SiteRandom random = new RandomStream(seed, 0, 0).key(Purpose.TEST).at(0);
    double[] x = new double[length];
    double state = random.gaussian();
    for (int t = 0; t < length; t++) {
      if (t % 1000 == 999) {
        random.moveTo(t / 1000 + 1);
      }
      x[t] = mean + sigma * state;
      state = a * state + Math.sqrt(1 - a * a) * random.gaussian();
    }
    return x;
  }

  /** Independent dH of variance s^2 and mean s^2/2, for which exp(-dH) has mean 1. */
  static double[] deltaH(long seed, int length, double s) {
    return ar1(seed, length, 0, s * s / 2, s);
  }
}

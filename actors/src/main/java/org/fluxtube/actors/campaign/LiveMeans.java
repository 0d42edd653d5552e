package org.fluxtube.actors.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.stats.Blocking;
import org.fluxtube.engine.stats.Estimate;

/**
 * Running means of what one chain measures, O(1) work and bounded memory for each number. Begins
 * anew with MEASURE. A trajectory that is made again after a fault counts once. For one thread.
 */
final class LiveMeans {
  /** Further components of an observable, as of a correlator, are in the database only. */
  static final int MOST_COMPONENTS = 8;

  private static final int FEWEST = 16;

  private static final class Mean {
    private final Blocking blocking = new Blocking();
    private final LiveHistory history = new LiveHistory();
    private long last;
  }

  private final int chain;
  private final Map<String, Mean> means = new LinkedHashMap<>();
  private Phase phase = Phase.LEARN;

  LiveMeans(int chain) {
    this.chain = chain;
  }

  void add(long trajectory, Phase measuredIn, List<Measuring.Values> all) {
    if (measuredIn != phase) {
      phase = measuredIn;
      means.clear();
    }
    for (Measuring.Values v : all) {
      for (int c = 0; c < Math.min(v.values().length, MOST_COMPONENTS); c++) {
        Mean mean = means.computeIfAbsent(v.names().get(c), name -> new Mean());
        if (trajectory > mean.last && Double.isFinite(v.values()[c])) {
          mean.last = trajectory;
          mean.blocking.add(v.values()[c]);
          mean.history.add(trajectory, v.values()[c]);
        }
      }
    }
  }

  List<LiveMean> snapshot() {
    List<LiveMean> now = new ArrayList<>();
    means.forEach((name, mean) -> now.add(live(name, mean)));
    return now;
  }

  private LiveMean live(String name, Mean mean) {
    Blocking b = mean.blocking;
    double error = Double.NaN;
    double tau = Double.NaN;
    if (b.n() >= FEWEST) {
      Estimate estimate = b.estimate();
      error = estimate.error();
      tau = estimate.tauInt();
    }
    return new LiveMean(chain, name, phase, b.mean(), error, tau, b.n(), mean.history.snapshot());
  }
}

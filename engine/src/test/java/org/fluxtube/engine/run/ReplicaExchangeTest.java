package org.fluxtube.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.exact.OnRing;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.observable.SpinEnergy;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.SingleSpin;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;
import org.junit.jupiter.api.Test;

class ReplicaExchangeTest {
  private static Campaign campaign(
      ActionSpec<?> action, List<Integer> lattice, int exchange, int updates, Double... beta) {
    return new Campaign(
        "ladder",
        5,
        lattice,
        new FieldType.Spin(3),
        action,
        new Start.Hot(),
        List.of(new Campaign.ChainGroup("a", 1, new SingleSpin(updates, 1.5, 0))),
        new Phases(0, 0, 1_000_000),
        List.of(),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        1,
        Optional.empty(),
        Campaign.Checks.NONE,
        Optional.of(new Temperatures(List.of(beta), exchange)));
  }

  /** Chains in one thread that exchange as those of a campaign do. */
  private static final class Run implements AutoCloseable {
    private final Ladders ladders;
    private final FieldOps ops;
    private final ReplicaExchange<?> exchange;
    private final List<Chain<?>> chains = new ArrayList<>();
    private final List<ReplicaExchange.Swap> swaps = new ArrayList<>();

    Run(Campaign campaign) {
      ladders = Ladders.of(campaign);
      ops = new ReferenceOps(campaign.geometry());
      exchange = ReplicaExchange.open(campaign, ops);
      for (int c = 0; c < campaign.chainCount(); c++) {
        chains.add(
            ChainStart.open(
                campaign.of(c), c, campaign.group(c), campaign.trajectories(), ops, p -> null));
      }
    }

    void advance() {
      long at = chains.getFirst().trajectory();
      if (ladders.border(at)) {
        for (Chain<?> lower : chains) {
          OptionalInt partner = ladders.partner(lower.id(), at);
          if (partner.isPresent() && partner.getAsInt() > lower.id()) {
            Chain<?> upper = chains.get(partner.getAsInt());
            FieldData u = lower.snapshot();
            FieldData v = upper.snapshot();
            ReplicaExchange.Swap swap = exchange.decide(lower.id(), u, upper.id(), v, at);
            swaps.add(swap);
            if (swap.accepted()) {
              lower.take(v);
              upper.take(u);
            }
          }
        }
      }
      chains.forEach(Chain::advance);
    }

    @Override
    public void close() {
      chains.forEach(Chain::close);
      exchange.close();
      ops.close();
    }
  }

  /** Rings of O(3) spins at four temperatures with the transfer matrix's energy at each. */
  @Test
  void eachTemperatureKeepsItsOwnDistribution() {
    Campaign campaign = campaign(new SpinModel(1), List.of(8), 2, 4, 0.5, 1.0, 2.0, 4.0);
    int n = 20_000;
    double[][] energy = new double[4][n];
    try (Run run = new Run(campaign);
        Observable<SpinField> bond =
            new SpinEnergy().bind((SpinField) run.chains.getFirst().field())) {
      for (int t = -500; t < n; t++) {
        run.advance();
        for (int c = 0; c < 4 && t >= 0; c++) {
          SpinField u = (SpinField) run.chains.get(c).field();
          energy[c][t] = bond.measure(u, new RandomStream(1, 0, 1))[0];
        }
      }
      double swapped =
          run.swaps.stream().mapToDouble(s -> s.accepted() ? 1 : 0).average().orElseThrow();
      assertThat(swapped).isBetween(0.2, 0.95);
    }
    for (int c = 0; c < 4; c++) {
      double beta = campaign.temperatures().orElseThrow().beta().get(c);
      Estimate e = GammaMethod.DEFAULT.analyse(List.of(energy[c])).estimate();
      double exact = new OnRing(3, beta, 8).bond();
      System.out.printf("beta %.1f: %s, exact %.5f%n", beta, e.format(), exact);
      assertThat((e.value() - exact) / e.error()).as("beta %s", beta).isBetween(-4.0, 4.0);
      assertThat(e.error()).isLessThan(0.01);
    }
  }

  /** Where S = beta E, the joint action changes by (beta_b - beta_a)(E(u) - E(v)). */
  @Test
  void theChangeIsThatOfTheJointAction() {
    Campaign ring = campaign(new SpinModel(1), List.of(6), 1, 1, 0.5, 2.0);
    try (Run run = new Run(ring)) {
      FieldData u = run.chains.get(0).snapshot();
      FieldData v = run.chains.get(1).snapshot();
      var one =
          ((ActionSpec<SpinField>) new SpinModel(1)).bind((SpinField) run.chains.get(0).field());
      double eu = one.value((SpinField) run.chains.get(0).field());
      double ev = one.value((SpinField) run.chains.get(1).field());
      ReplicaExchange.Swap swap = run.exchange.decide(0, u, 1, v, 7);
      assertThat(swap.change()).isCloseTo((2.0 - 0.5) * (eu - ev), within(1e-12));
      assertThat(run.exchange.decide(0, v, 1, u, 7).change())
          .isCloseTo(-swap.change(), within(1e-12));
    }
    Campaign electrons =
        campaign(new DoubleExchange(1, 2, 1, 0.3), List.of(4, 2), 1, 1, 1.0, 5.0, 9.0);
    try (Run run = new Run(electrons)) {
      FieldData u = run.chains.get(1).snapshot();
      FieldData v = run.chains.get(2).snapshot();
      double change = 0;
      for (int c = 1; c < 3; c++) {
        var s =
            new DoubleExchange(1, 2, c == 1 ? 5 : 9, 0.3)
                .bind((SpinField) run.chains.get(c).field());
        double own = s.value((SpinField) run.chains.get(c).field());
        change += s.value((SpinField) run.chains.get(3 - c).field()) - own;
      }
      ReplicaExchange.Swap swap = run.exchange.decide(1, u, 2, v, 4);
      assertThat(swap.change()).isCloseTo(change, within(1e-10));
    }
  }

  /** The part of the swaps is the mean of min(1, exp(-change)), whatever the change. */
  @Test
  void swapsHappenAsOftenAsTheyMust() {
    Campaign ring = campaign(new SpinModel(1), List.of(6), 1, 1, 0.5, 2.0);
    try (Run run = new Run(ring)) {
      for (int t = 0; t < 4000; t++) {
        run.advance();
      }
      double expected = 0;
      double variance = 0;
      double swapped = 0;
      for (ReplicaExchange.Swap s : run.swaps) {
        double p = Math.min(1, Math.exp(-s.change()));
        expected += p;
        variance += p * (1 - p);
        swapped += s.accepted() ? 1 : 0;
      }
      assertThat(run.swaps).hasSizeGreaterThan(1900);
      assertThat((swapped - expected) / Math.sqrt(variance)).isBetween(-4.0, 4.0);
    }
  }

  @Test
  void partnersAreMutualAndAlternate() {
    Ladders ladders =
        Ladders.of(campaign(new SpinModel(1), List.of(4), 5, 1, 1.0, 2.0, 3.0, 4.0, 5.0));
    assertThat(ladders.ladders()).containsExactly(List.of(0, 1, 2, 3, 4));
    for (long border = 5; border <= 40; border += 5) {
      assertThat(ladders.border(border)).isTrue();
      assertThat(ladders.border(border + 1)).isFalse();
      int paired = 0;
      for (int c = 0; c < 5; c++) {
        OptionalInt partner = ladders.partner(c, border);
        if (partner.isPresent()) {
          paired++;
          assertThat(Math.abs(partner.getAsInt() - c)).isEqualTo(1);
          assertThat(ladders.partner(partner.getAsInt(), border)).hasValue(c);
          assertThat(ladders.partner(c, border + 5)).isNotEqualTo(partner);
        }
      }
      assertThat(paired).isEqualTo(4);
    }
    assertThat(ladders.border(0)).isFalse();
  }

  /**
   * Chains run on without any order, as far as their partners let them, and are saved at random:
   * where all stand is always a line, and of random old files the newest line is that of a search.
   */
  @Test
  void aLineIsWhatCanHaveBeenAtOneMoment() {
    SplittableRandom random = new SplittableRandom(3);
    List<Integer> ladder = List.of(0, 1, 2, 3);
    for (int trial = 0; trial < 200; trial++) {
      Ladders ladders = new Ladders(1 + random.nextInt(4), List.of(ladder));
      long[] at = new long[4];
      List<NavigableSet<Long>> saved = new ArrayList<>();
      ladder.forEach(c -> saved.add(new TreeSet<>(List.of(0L))));
      for (int move = 0; move < 200; move++) {
        int c = random.nextInt(4);
        OptionalInt partner =
            ladders.border(at[c]) ? ladders.partner(c, at[c]) : OptionalInt.empty();
        if (partner.isEmpty()) {
          at[c]++;
        } else if (at[partner.getAsInt()] == at[c]) {
          at[c]++;
          at[partner.getAsInt()]++;
        }
        if (random.nextInt(12) == 0) {
          saved.get(c).add(at[c]);
        }
      }
      Map<Integer, NavigableSet<Long>> files = new HashMap<>();
      Map<Integer, NavigableSet<Long>> now = new HashMap<>();
      for (int c : ladder) {
        files.put(c, saved.get(c));
        now.put(c, new TreeSet<>(List.of(0L, at[c])));
      }
      assertThat(ladders.line(ladder, now).orElseThrow())
          .isEqualTo(Map.of(0, at[0], 1, at[1], 2, at[2], 3, at[3]));
      assertThat(ladders.line(ladder, files).orElseThrow()).isEqualTo(search(ladders, files));
    }
  }

  /** The line with the most trajectories, by trying all. */
  private static Map<Integer, Long> search(
      Ladders ladders, Map<Integer, NavigableSet<Long>> files) {
    Map<Integer, Long> best = Map.of();
    long most = -1;
    for (long a : files.get(0)) {
      for (long b : files.get(1)) {
        for (long c : files.get(2)) {
          for (long d : files.get(3)) {
            long[] t = {a, b, c, d};
            boolean fits = true;
            for (int r = 0; r < 3; r++) {
              fits &= meetings(ladders, r, t[r]) == meetings(ladders, r, t[r + 1]);
            }
            if (fits && a + b + c + d > most) {
              most = a + b + c + d;
              best = Map.of(0, a, 1, b, 2, c, 3, d);
            }
          }
        }
      }
    }
    return best;
  }

  /** Counted one by one: a chain that is saved at a border has not exchanged there. */
  private static long meetings(Ladders ladders, int rank, long trajectory) {
    long met = 0;
    for (long t = 1; t < trajectory; t++) {
      if (ladders.border(t) && ladders.partner(rank, t).equals(OptionalInt.of(rank + 1))) {
        met++;
      }
    }
    return met;
  }

  @Test
  void aNegativeIntervalIsRefused() {
    assertThatThrownBy(() -> campaign(new SpinModel(1), List.of(4), -3, 1, 1.0, 2.0))
        .hasMessageContaining("exchange = -3; allowed are 0 (never)");
  }
}

package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.api.Test;

/** The streams of a sequence's members, and that a flow there wastes none of its draws. */
class TurnsTest {
  private static final SamplerSpec SWEEPS = new Metropolis(0.5, 1, 0, Order.PALINDROMIC);

  @Test
  void turnsAreNumberedWithoutGaps() {
    Turns inner = Turns.ALL.within(3, List.of(1)).within(2, List.of(0, 1));
    for (Turns turns : List.of(Turns.ALL, Turns.ALL.within(3, List.of(0, 2)), inner)) {
      for (long n = 0; n < 50; n++) {
        assertThat(turns.index(turns.stream(n))).isEqualTo(n);
      }
    }
    // trajectory 1, member 1 of 3, and of that both members
    assertThat(inner.stream(0)).isEqualTo((1 * 3 + 1) * 2);
    assertThat(inner.stream(1)).isEqualTo((1 * 3 + 1) * 2 + 1);
    assertThat(inner.stream(2)).isEqualTo((2 * 3 + 1) * 2);
    assertThatThrownBy(() -> inner.index(12)).hasMessageContaining("announced");
  }

  /** Each proposal is the next one of its batch: those of the streams, one after the other. */
  @Test
  void aFlowInASequenceUsesAllThatItDraws() {
    Flow<ScalarField> flow =
        new Flow<>(
            List.of(new AffineCoupling(2, new Convolution(List.of(2), 3, Activation.SILU), true)),
            3);
    SamplerSpec member = new FlowMetropolis(4, Optional.of(flow), false, Optional.empty());
    SamplerSpec spec = new Sequence(List.of(SWEEPS, member, SWEEPS, member));
    Phi4 target = new Phi4(1, 0.1);
    spec.requireFits(target, new FieldType.Scalar(1), new Lattice(4));
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4));
        ScalarField u = new ScalarField(ops, 1);
        Sampler<ScalarField> sampler = spec.bind(target, u);
        var bound = flow.bind(u)) {
      u.cold();
      List<RandomStream> streams = new ArrayList<>();
      State<ScalarField> state = new State<>(u);
      for (int t = 1; t <= 5; t++) {
        RandomStream rng = new RandomStream(7, 0, t);
        state = sampler.step(state, rng).state();
        streams.add(rng.trajectory(4L * t + 1));
        streams.add(rng.trajectory(4L * t + 3));
        // numbers 2t - 2 and 2t - 1; the last bits of a draw depend on its batch of four
        if (t % 2 == 0) {
          TransportMap.Batch drawn = ((TransportMap) bound).draw(streams.subList(2 * t - 4, 2 * t));
          double[] last = new double[4];
          System.arraycopy(drawn.values(), 3 * 4, last, 0, 4);
          assertThat(sampler.ends().orElseThrow().proposal().snapshot().values()).isEqualTo(last);
        }
      }
    }
  }
}

package org.fluxtube.actors.campaign;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Configuration;
import org.fluxtube.engine.run.Phase;

/**
 * The observables of a campaign on memory of their own; used by one thread.
 *
 * @param <F> the field
 */
final class Measuring<F extends Field<F>> implements AutoCloseable, Interest {
  private final long seed;
  private final FieldOps ops;
  private final F field;
  private final List<Bound<F>> bound = new ArrayList<>();
  private volatile int thinning; // set by the chain, read by chain and measurement

  private record Bound<F extends Field<F>>(
      int every, String label, List<String> names, Observable<F> observable) {}

  /**
   * The values of one observable.
   *
   * @param label its label
   * @param names of its components: label, or label.component
   * @param values one for each name
   */
  record Values(String label, List<String> names, double[] values) {}

  private Measuring(Campaign campaign, int thinning, FieldOps ops, F field) {
    this.thinning = thinning;
    this.seed = campaign.seed();
    this.ops = ops;
    this.field = field;
    for (Campaign.Measurements group : campaign.measured()) {
      for (ObservableSpec<?> spec : group.observables()) {
        // requireFits has checked that the observable is for this kind of field
        @SuppressWarnings("unchecked")
        ObservableSpec<F> fitting = (ObservableSpec<F>) spec;
        bound.add(
            new Bound<>(
                group.every(),
                spec.label(),
                spec.names(campaign.field(), campaign.geometry()),
                fitting.bind(field)));
      }
    }
  }

  static Measuring<?> open(Campaign campaign, int thinning, Backend backend) {
    FieldOps ops = backend.open(campaign.geometry());
    return switch (Field.allocate(ops, campaign.field())) {
      case GaugeField u -> new Measuring<>(campaign, thinning, ops, u);
      case ScalarField u -> new Measuring<>(campaign, thinning, ops, u);
      case SpinField u -> new Measuring<>(campaign, thinning, ops, u);
    };
  }

  /** What is due after a trajectory: nothing in THERMALISE. */
  @Override
  public boolean wants(long trajectory, Phase phase) {
    return phase != Phase.THERMALISE && bound.stream().anyMatch(b -> due(b, trajectory));
  }

  private boolean due(Bound<F> b, long trajectory) {
    return trajectory % ((long) b.every * thinning) == 0;
  }

  /** All intervals are that many times those of the campaign file from now on. */
  void thin(int factor) {
    thinning = factor;
  }

  List<Values> measure(Configuration configuration) {
    field.load(configuration.data());
    RandomStream rng = new RandomStream(seed, configuration.chain(), configuration.trajectory());
    List<Values> values = new ArrayList<>();
    for (Bound<F> b : bound) {
      if (due(b, configuration.trajectory())) {
        values.add(new Values(b.label, b.names, b.observable.measure(field, rng)));
      }
    }
    return values;
  }

  @Override
  public void close() {
    bound.forEach(b -> b.observable.close());
    field.close();
    ops.close();
  }
}

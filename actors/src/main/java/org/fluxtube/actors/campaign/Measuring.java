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

  private Measuring(Campaign campaign, FieldOps ops, F field) {
    this.seed = campaign.seed();
    this.ops = ops;
    this.field = field;
    for (Campaign.Measurements group : campaign.measurements()) {
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

  static Measuring<?> open(Campaign campaign, Backend backend) {
    FieldOps ops = backend.open(campaign.geometry());
    return switch (Field.allocate(ops, campaign.field())) {
      case GaugeField u -> new Measuring<>(campaign, ops, u);
      case ScalarField u -> new Measuring<>(campaign, ops, u);
      case SpinField u -> new Measuring<>(campaign, ops, u);
    };
  }

  /** What is due after a trajectory: nothing in THERMALISE. */
  @Override
  public boolean wants(long trajectory, Phase phase) {
    return phase != Phase.THERMALISE && bound.stream().anyMatch(b -> trajectory % b.every == 0);
  }

  List<Values> measure(Configuration configuration) {
    field.load(configuration.data());
    RandomStream rng = new RandomStream(seed, configuration.chain(), configuration.trajectory());
    List<Values> values = new ArrayList<>();
    for (Bound<F> b : bound) {
      if (configuration.trajectory() % b.every == 0) {
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

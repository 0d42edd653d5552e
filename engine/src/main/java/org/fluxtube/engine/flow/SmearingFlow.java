package org.fluxtube.engine.flow;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;

/**
 * The bound form of a {@link Flow} whose maps are all {@link MaskedSmearing}: by {@link
 * LinkSmearing}, without libtorch, one configuration after the other. HMC through the map has one
 * configuration at a time, and on 8 x 8 a force through libtorch is hundreds of calls for some
 * twenty numbers each. The prior is uniform: ln q = ln |det df^-1/dx|.
 */
final class SmearingFlow<F extends Field<F>> implements EffectiveAction<F>, TransportMap {
  private static final double[] NO_GRADIENT = {};

  /** The same flow on libtorch: what is no number of a map is asked of it. */
  private final BoundFlow<F> flow;

  private final Chart<F> chart;
  private final LinkSmearing smearing;
  private final LinkSmearing back;
  private final LinkSmearing.Weights weights;

  SmearingFlow(Flow<F> spec, F like) {
    List<MaskedSmearing> maps = spec.maps().stream().map(MaskedSmearing.class::cast).toList();
    this.flow = new BoundFlow<>(spec, like);
    this.chart = Chart.of(like);
    this.smearing = new LinkSmearing(maps, like.lattice());
    this.back = new LinkSmearing(maps, like.lattice());
    this.weights = smearing.weights(flow.parameters());
  }

  private SmearingFlow(SmearingFlow<F> like, BoundFlow<F> flow, double[] parameters) {
    this.flow = flow;
    this.chart = like.chart;
    this.smearing = like.smearing;
    this.back = like.back;
    this.weights = smearing.weights(parameters);
  }

  /** Whether a flow has this form. */
  static boolean fits(Flow<?> spec) {
    return spec.maps().stream()
        .allMatch(map -> map instanceof MaskedSmearing m && PlainNetwork.has(m.conditioner()));
  }

  @Override
  public int version() {
    return flow.version();
  }

  @Override
  public double[] parameters() {
    return flow.parameters();
  }

  @Override
  public List<String> labels() {
    return flow.labels();
  }

  @Override
  public SmearingFlow<F> with(int newVersion, double[] parameters) {
    return new SmearingFlow<>(this, flow.with(newVersion, parameters), parameters);
  }

  @Override
  public int size() {
    return flow.size();
  }

  @Override
  public double[] prior(StreamKey key, int count) {
    return flow.prior(key, count);
  }

  @Override
  public Batch draw(List<RandomStream> streams) {
    return pushed(flow.origins(streams));
  }

  private interface One {
    /** What is done with configuration i. */
    void at(int i, double[] x);
  }

  private void each(double[] all, One one) {
    for (int i = 0; i < all.length / size(); i++) {
      one.at(i, Arrays.copyOfRange(all, i * size(), (i + 1) * size()));
    }
  }

  private void put(double[] x, double[] all, int i) {
    System.arraycopy(x, 0, all, i * size(), size());
  }

  private Batch mapped(double[] from, boolean inverse) {
    Batch to = new Batch(new double[from.length], new double[from.length / size()]);
    each(
        from,
        (i, x) -> {
          if (inverse) {
            smearing.inverse(weights, x);
          } else {
            smearing.forward(weights, x);
          }
          put(x, to.values(), i);
          to.logs()[i] = smearing.logJacobian();
        });
    return to;
  }

  @Override
  public Batch forward(double[] z) {
    return mapped(z, false);
  }

  @Override
  public Batch inverse(double[] x) {
    return mapped(x, true);
  }

  @Override
  public double[] logDensity(double[] x) {
    return inverse(x).logs();
  }

  @Override
  public Batch pushed(double[] z) {
    Batch x = forward(z);
    return new Batch(x.values(), Arrays.stream(x.logs()).map(log -> -log).toArray());
  }

  @Override
  public double[] pulled(double[] z, Target target, double[] slopes) {
    double[] values = new double[z.length / size()];
    double[] slope = new double[size()];
    each(
        z,
        (i, x) -> {
          smearing.forward(weights, x);
          values[i] = target.at(x, slope) - smearing.logJacobian();
          smearing.adjoint(weights, slope, -1, NO_GRADIENT);
          put(slope, slopes, i);
        });
    return values;
  }

  @Override
  public Reverse reverse(double[] z, Target target, boolean pathOnly) {
    int count = z.length / size();
    double[] logWeights = new double[count];
    double[] gradient = new double[smearing.parameters()];
    double[] slope = new double[size()];
    double[] path = new double[size()];
    each(
        z,
        (i, x) -> {
          smearing.forward(weights, x);
          logWeights[i] = smearing.logJacobian() - target.at(x, slope);
          if (pathOnly) {
            Arrays.fill(path, 0);
            back.inverse(weights, x);
            back.adjoint(weights, path, 1, NO_GRADIENT);
          }
          for (int k = 0; k < path.length; k++) {
            slope[k] = (slope[k] + path[k]) / count;
          }
          smearing.adjoint(weights, slope, pathOnly ? 0 : -1.0 / count, gradient);
        });
    return new Reverse(logWeights, gradient);
  }

  /** ln q(x) of one; its derivatives, times a weight, are added to the gradient. */
  private double density(double[] x, double weight, double[] slope, double[] gradient) {
    smearing.inverse(weights, x.clone());
    Arrays.fill(slope, 0);
    smearing.adjoint(weights, slope, weight, gradient);
    return smearing.logJacobian();
  }

  @Override
  public Density density(double[] x, double[] weighed) {
    double[] logs = new double[weighed.length];
    double[] gradient = new double[smearing.parameters()];
    double[] slope = new double[size()];
    each(x, (i, one) -> logs[i] = density(one, weighed[i], slope, gradient));
    return new Density(logs, gradient);
  }

  @Override
  public double value(F u) {
    return -logDensity(chart.numbers(u))[0];
  }

  @Override
  public void force(F u, Momentum out) {
    double[] x = chart.numbers(u);
    double[] slope = new double[size()];
    density(x, -1, slope, NO_GRADIENT);
    chart.force(x, slope, out);
  }

  @Override
  public void parameterGradient(F u, double[] out) {
    Arrays.fill(out, 0);
    density(chart.numbers(u), -1, new double[size()], out);
  }

  @Override
  public void close() {
    flow.close();
    chart.close();
  }
}

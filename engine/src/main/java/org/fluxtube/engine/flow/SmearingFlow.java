package org.fluxtube.engine.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;

/**
 * The bound form of a {@link Flow} whose maps are all {@link MaskedSmearing}: by {@link
 * LinkSmearing}, without libtorch. HMC through the map has one configuration at a time, and on 8 x
 * 8 a force through libtorch is hundreds of calls for some twenty numbers each. Of batches as many
 * configurations are mapped together as make long loops, the rest one by one, with the same bits.
 * The prior is uniform: ln q = ln |det df^-1/dx|.
 */
final class SmearingFlow<F extends Field<F>> implements EffectiveAction<F>, TransportMap {
  private static final double[] NO_GRADIENT = {};

  /** Active links that make a long loop. */
  private static final int LONG = 512;

  private static final int MOST_LANES = 16;

  /** The same flow on libtorch: what is no number of a map is asked of it. */
  private final BoundFlow<F> flow;

  private final Chart<F> chart;
  private final Paths one;
  private final Optional<Paths> several;
  private final LinkSmearing.Weights weights;

  /**
   * Room for configurations at a time.
   *
   * @param there for the map, or its inverse
   * @param back for the inverse of what the map has made
   */
  private record Paths(LinkSmearing there, LinkSmearing back) {
    static Paths of(List<MaskedSmearing> maps, Lattice lattice, int lanes) {
      return new Paths(
          new LinkSmearing(maps, lattice, lanes), new LinkSmearing(maps, lattice, lanes));
    }
  }

  SmearingFlow(Flow<F> spec, F like) {
    List<MaskedSmearing> maps = spec.maps().stream().map(MaskedSmearing.class::cast).toList();
    int lanes = Math.min(MOST_LANES, LONG / MaskedSmearing.coarse(like.lattice()).volume());
    this.flow = new BoundFlow<>(spec, like);
    this.chart = Chart.of(like);
    this.one = Paths.of(maps, like.lattice(), 1);
    this.several =
        lanes > 1 ? Optional.of(Paths.of(maps, like.lattice(), lanes)) : Optional.empty();
    this.weights = one.there.weights(flow.parameters());
  }

  private SmearingFlow(SmearingFlow<F> like, BoundFlow<F> flow, double[] parameters) {
    this.flow = flow;
    this.chart = like.chart;
    this.one = like.one;
    this.several = like.several;
    this.weights = one.there.weights(parameters);
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

  private interface Some {
    /**
     * What is done with a few configurations.
     *
     * @param first number of the first of them
     * @param x a copy of them
     */
    void at(Paths paths, int first, double[] x);
  }

  private void each(double[] all, Some some) {
    int count = all.length / size();
    int lanes = several.map(paths -> paths.there.lanes()).orElse(1);
    int i = 0;
    for (; lanes > 1 && i + lanes <= count; i += lanes) {
      some.at(several.orElseThrow(), i, part(all, i, lanes));
    }
    for (; i < count; i++) {
      some.at(one, i, part(all, i, 1));
    }
  }

  private double[] part(double[] all, int first, int count) {
    return Arrays.copyOfRange(all, first * size(), (first + count) * size());
  }

  private void put(double[] x, double[] all, int first) {
    System.arraycopy(x, 0, all, first * size(), x.length);
  }

  private static double[] constant(double value, int count) {
    double[] all = new double[count];
    Arrays.fill(all, value);
    return all;
  }

  private Batch mapped(double[] from, boolean inverse) {
    Batch to = new Batch(new double[from.length], new double[from.length / size()]);
    each(
        from,
        (paths, first, x) -> {
          if (inverse) {
            paths.there.inverse(weights, x);
          } else {
            paths.there.forward(weights, x);
          }
          put(x, to.values(), first);
          double[] logs = paths.there.logJacobians();
          System.arraycopy(logs, 0, to.logs(), first, logs.length);
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

  /** S - ln |det| of images, and dS/dx of each. */
  private double[] actions(Target target, double[] x, double[] logs, double[] slopes) {
    double[] values = new double[logs.length];
    double[] slope = new double[size()];
    for (int l = 0; l < values.length; l++) {
      values[l] = target.at(part(x, l, 1), slope) - logs[l];
      put(slope, slopes, l);
    }
    return values;
  }

  @Override
  public double[] pulled(double[] z, Target target, double[] slopes) {
    double[] values = new double[z.length / size()];
    each(
        z,
        (paths, first, x) -> {
          LinkSmearing map = paths.there;
          map.forward(weights, x);
          double[] slope = new double[x.length];
          double[] some = actions(target, x, map.logJacobians(), slope);
          System.arraycopy(some, 0, values, first, some.length);
          map.adjoint(weights, slope, constant(-1, some.length), NO_GRADIENT);
          put(slope, slopes, first);
        });
    return values;
  }

  @Override
  public Reverse reverse(double[] z, Target target, boolean pathOnly) {
    int count = z.length / size();
    double[] logWeights = new double[count];
    double[] gradient = new double[one.there.parameters()];
    each(
        z,
        (paths, first, x) -> {
          LinkSmearing map = paths.there;
          map.forward(weights, x);
          double[] slope = new double[x.length];
          double[] path = new double[x.length];
          double[] some = actions(target, x, map.logJacobians(), slope);
          for (int l = 0; l < some.length; l++) {
            logWeights[first + l] = -some[l];
          }
          if (pathOnly) {
            paths.back.inverse(weights, x);
            paths.back.adjoint(weights, path, constant(1, some.length), NO_GRADIENT);
          }
          for (int k = 0; k < path.length; k++) {
            slope[k] = (slope[k] + path[k]) / count;
          }
          double[] weight = constant(pathOnly ? 0 : -1.0 / count, some.length);
          map.adjoint(weights, slope, weight, gradient);
        });
    return new Reverse(logWeights, gradient);
  }

  /**
   * ln q(x_i); the derivatives of sum_i w_i ln q(x_i) are written to the slopes and added to the
   * gradient.
   */
  private double[] density(double[] all, double[] weighed, double[] slopes, double[] gradient) {
    double[] logs = new double[weighed.length];
    each(
        all,
        (paths, first, x) -> {
          LinkSmearing map = paths.there;
          map.inverse(weights, x);
          double[] some = map.logJacobians();
          System.arraycopy(some, 0, logs, first, some.length);
          double[] slope = new double[x.length];
          double[] own = Arrays.copyOfRange(weighed, first, first + some.length);
          map.adjoint(weights, slope, own, gradient);
          put(slope, slopes, first);
        });
    return logs;
  }

  @Override
  public Density density(double[] x, double[] weighed) {
    double[] gradient = new double[one.there.parameters()];
    return new Density(density(x, weighed, new double[x.length], gradient), gradient);
  }

  @Override
  public double value(F u) {
    return -logDensity(chart.numbers(u))[0];
  }

  @Override
  public void force(F u, Momentum out) {
    double[] x = chart.numbers(u);
    double[] slope = new double[size()];
    density(x, constant(-1, 1), slope, NO_GRADIENT);
    chart.force(x, slope, out);
  }

  @Override
  public void parameterGradient(F u, double[] out) {
    Arrays.fill(out, 0);
    density(chart.numbers(u), constant(-1, 1), new double[size()], out);
  }

  @Override
  public void close() {
    flow.close();
    chart.close();
  }
}

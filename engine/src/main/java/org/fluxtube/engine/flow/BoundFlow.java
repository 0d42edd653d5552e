package org.fluxtube.engine.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;

/** The bound form of {@link Flow}; libtorch is loaded by its first computation. */
final class BoundFlow<F extends Field<F>> implements EffectiveAction<F>, TransportMap {
  private final Chart<F> chart;
  private final int version;
  private final double[] theta;
  private final int threads;
  private final Maps maps;
  private final Optional<CouplingRange> range;
  private final Blocks blocks;

  /** Where in the range; nothing depends on it where there is none. */
  private final double at;

  private final List<String> labels;

  BoundFlow(Flow<F> spec, F like) {
    this.chart = Chart.of(like);
    this.version = 0;
    this.threads = spec.threads();
    this.maps = new Maps(spec.maps(), like.type(), like.lattice());
    this.range = spec.range();
    this.at = range.map(CouplingRange::at).orElse(0.0);
    this.blocks = new Blocks(range, maps.labels().size());
    this.labels = blocks.labels(maps.labels());
    RandomStream rng = new RandomStream(spec.seed(), RandomStream.MAX_CHAIN, 0);
    this.theta = blocks.constant(maps.start(rng));
  }

  private BoundFlow(BoundFlow<F> like, int version, double[] theta, double at) {
    this.chart = like.chart;
    this.threads = like.threads;
    this.maps = like.maps;
    this.range = like.range;
    this.at = at;
    this.blocks = like.blocks;
    this.labels = like.labels;
    this.version = version;
    this.theta = theta.clone();
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public double[] parameters() {
    return theta.clone();
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public BoundFlow<F> with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(labels, parameters);
    return new BoundFlow<>(this, newVersion, parameters, at);
  }

  @Override
  public Optional<CouplingRange> range() {
    return range;
  }

  @Override
  public BoundFlow<F> coupled(double a) {
    return new BoundFlow<>(this, version, theta, a);
  }

  @Override
  public int size() {
    return chart.size();
  }

  private PointerScope scope() {
    return Torch.scope(threads);
  }

  private Tensor parameters(boolean differentiated) {
    return Torch.leaf(theta, differentiated);
  }

  private Tensor columns(Tensor host) {
    return Torch.columns(host, size());
  }

  /** x = f(z), z in the order of the chart. */
  TorchMap.Mapped forward(Tensor parameters, Tensor z) {
    return maps.forward(blocks.at(parameters, at), columns(z));
  }

  private TorchMap.Mapped inverse(Tensor parameters, Tensor x) {
    return maps.inverse(blocks.at(parameters, at), columns(x));
  }

  /** ln r(z) of each: -z^2/2 - (n/2) ln 2 pi, or 0. */
  private Tensor logPrior(Tensor z) {
    if (!chart.normal()) {
      return torch.zeros(z.size(1)).to(z.scalar_type());
    }
    Tensor squares = z.square().sum(0);
    return squares.mul(new Scalar(-0.5)).sub(new Scalar(0.5 * size() * Math.log(2 * Math.PI)));
  }

  private Tensor logDensity(Tensor parameters, Tensor x) {
    TorchMap.Mapped z = inverse(parameters, x);
    return logPrior(z.field()).add(z.logJacobian());
  }

  private static Batch batch(TorchMap.Mapped mapped) {
    return new Batch(Torch.rows(mapped.field()), Torch.host(mapped.logJacobian()));
  }

  @Override
  public Batch forward(double[] z) {
    try (PointerScope scope = scope()) {
      return batch(forward(parameters(false), Torch.leaf(z, false)));
    }
  }

  @Override
  public Batch inverse(double[] x) {
    try (PointerScope scope = scope()) {
      return batch(inverse(parameters(false), Torch.leaf(x, false)));
    }
  }

  @Override
  public double[] logDensity(double[] x) {
    try (PointerScope scope = scope()) {
      return Torch.host(logDensity(parameters(false), Torch.leaf(x, false)));
    }
  }

  @Override
  public double[] prior(StreamKey key, int count) {
    double[] z = new double[count * size()];
    for (int i = 0; i < count; i++) {
      System.arraycopy(chart.draw(key.at(i)), 0, z, i * size(), size());
    }
    return z;
  }

  @Override
  public Batch pushed(double[] z) {
    try (PointerScope scope = scope()) {
      Tensor prior = Torch.leaf(z, false);
      TorchMap.Mapped x = forward(parameters(false), prior);
      Tensor log = logPrior(columns(prior)).sub(x.logJacobian());
      return new Batch(Torch.rows(x.field()), Torch.host(log));
    }
  }

  @Override
  public Batch draw(List<RandomStream> streams) {
    return pushed(origins(streams));
  }

  /** z of {@link #draw}. */
  double[] origins(List<RandomStream> streams) {
    double[] z = new double[streams.size() * size()];
    for (int i = 0; i < streams.size(); i++) {
      System.arraycopy(prior(streams.get(i).key(Purpose.LEARNING), 1), 0, z, i * size(), size());
    }
    return z;
  }

  @Override
  public double[] pulled(double[] z, Target target, double[] slopes) {
    try (PointerScope scope = scope()) {
      Tensor leaf = Torch.leaf(z, true);
      TorchMap.Mapped x = forward(parameters(false), leaf);
      double[] images = Torch.rows(x.field());
      double[] values = Torch.host(x.logJacobian());
      double[] pull = new double[images.length];
      double[] slope = new double[size()];
      for (int i = 0; i < values.length; i++) {
        double[] one = Arrays.copyOfRange(images, i * size(), (i + 1) * size());
        values[i] = target.at(one, slope) - values[i];
        System.arraycopy(slope, 0, pull, i * size(), size());
      }
      x.field().mul(columns(Torch.leaf(pull, false))).sum().sub(x.logJacobian().sum()).backward();
      System.arraycopy(Torch.host(leaf.grad()), 0, slopes, 0, slopes.length);
      return values;
    }
  }

  @Override
  public Reverse reverse(double[] z, Target target, boolean pathOnly) {
    try (PointerScope scope = scope()) {
      Tensor parameters = parameters(true);
      Tensor prior = Torch.leaf(z, false);
      TorchMap.Mapped x = forward(parameters, prior);
      double[] values = Torch.rows(x.field());
      double[] log = Torch.host(logPrior(columns(prior)).sub(x.logJacobian()));
      double[] slopes = new double[values.length];
      double[] weights = new double[log.length];
      double[] one = new double[size()];
      double[] slope = new double[size()];
      for (int i = 0; i < log.length; i++) {
        System.arraycopy(values, i * size(), one, 0, size());
        weights[i] = -target.at(one, slope) - log[i];
        System.arraycopy(slope, 0, slopes, i * size(), size());
      }
      Tensor pull = columns(Torch.leaf(slopes, false));
      Tensor sum;
      if (pathOnly) {
        Tensor fixed = Torch.leaf(values, true);
        logDensity(parameters(false), fixed).sum().backward();
        sum = x.field().mul(pull.add(columns(fixed.grad()))).sum();
      } else {
        sum = x.field().mul(pull).sum().sub(x.logJacobian().sum());
      }
      sum.div(new Scalar((double) log.length)).backward();
      return new Reverse(weights, Torch.host(parameters.grad()));
    }
  }

  @Override
  public Density density(double[] x, double[] weights) {
    try (PointerScope scope = scope()) {
      Tensor parameters = parameters(true);
      Tensor logs = logDensity(parameters, Torch.leaf(x, false));
      logs.mul(Torch.leaf(weights, false)).sum().backward();
      return new Density(Torch.host(logs), Torch.host(parameters.grad()));
    }
  }

  @Override
  public double value(F u) {
    return -logDensity(chart.numbers(u))[0];
  }

  @Override
  public void force(F u, Momentum out) {
    double[] numbers = chart.numbers(u);
    try (PointerScope scope = scope()) {
      Tensor x = Torch.leaf(numbers, true);
      logDensity(parameters(false), x).sum().neg().backward();
      chart.force(numbers, Torch.host(x.grad()), out);
    }
  }

  @Override
  public void parameterGradient(F u, double[] out) {
    try (PointerScope scope = scope()) {
      Tensor parameters = parameters(true);
      logDensity(parameters, Torch.leaf(chart.numbers(u), false)).sum().neg().backward();
      double[] gradient = Torch.host(parameters.grad());
      System.arraycopy(gradient, 0, out, 0, out.length);
    }
  }

  @Override
  public void close() {
    maps.close();
    chart.close();
  }
}

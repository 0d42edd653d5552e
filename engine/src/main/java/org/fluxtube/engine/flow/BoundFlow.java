package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;

/** The bound form of {@link Flow}; libtorch is loaded by its first computation. */
final class BoundFlow implements EffectiveAction<ScalarField>, TransportMap {
  private final FieldOps ops;
  private final int version;
  private final double[] theta;
  private final Maps maps;

  /** What all versions share: the maps, and where each has its parameters. */
  private record Maps(int threads, List<TorchMap> list, int[] first, List<String> labels) {}

  BoundFlow(Flow spec, ScalarField like) {
    this.ops = like.ops();
    this.version = 0;
    Lattice lattice = like.lattice();
    List<TorchMap> list = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    int[] first = new int[spec.maps().size() + 1];
    double[] start = {};
    RandomStream rng = new RandomStream(spec.seed(), RandomStream.MAX_CHAIN, 0);
    for (int m = 0; m < spec.maps().size(); m++) {
      TorchMap map =
          switch (spec.maps().get(m)) {
            case AffineCoupling coupling -> new CouplingLayers(coupling, lattice);
            case ContinuousFlow flow ->
                new IntegratedFlow(
                    new SineField(flow, lattice), RungeKutta.EIGHTH, flow.steps());
            case ModeScaling() -> new ScaledModes(lattice);
          };
      list.add(map);
      String prefix = "map " + m + " ";
      map.labels().forEach(label -> labels.add(prefix + label));
      double[] own = map.start(rng.key(Purpose.LEARNING, 0, m));
      first[m + 1] = first[m] + own.length;
      start = Arrays.copyOf(start, first[m + 1]);
      System.arraycopy(own, 0, start, first[m], own.length);
    }
    this.theta = start;
    this.maps = new Maps(spec.threads(), List.copyOf(list), first, List.copyOf(labels));
  }

  private BoundFlow(BoundFlow like, int version, double[] theta) {
    this.ops = like.ops;
    this.maps = like.maps;
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
    return maps.labels;
  }

  @Override
  public BoundFlow with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(maps.labels, parameters);
    return new BoundFlow(this, newVersion, parameters);
  }

  @Override
  public int size() {
    return ops.lattice().volume();
  }

  private PointerScope scope() {
    return Torch.scope(maps.threads);
  }

  private Tensor leaf(double[] numbers, boolean differentiated) {
    Tensor t = Tensor.create(numbers, numbers.length);
    t.set_requires_grad(differentiated);
    return t;
  }

  private Tensor parameters(boolean differentiated) {
    return leaf(theta, differentiated);
  }

  private Tensor part(Tensor all, int m) {
    return all.narrow(0, maps.first[m], (long) maps.first[m + 1] - maps.first[m]);
  }

  /** Configurations one after the other as a matrix [sites, batch]. */
  private Tensor columns(Tensor host) {
    return host.view(-1, size()).t().contiguous();
  }

  /** The inverse of {@link #columns}. */
  private static double[] host(Tensor columns) {
    return Torch.host(columns.t());
  }

  /** x = f(z), z in the host order. */
  TorchMap.Mapped forward(Tensor parameters, Tensor z) {
    Tensor x = columns(z);
    Tensor log = null;
    for (int m = 0; m < maps.list.size(); m++) {
      TorchMap.Mapped y = maps.list.get(m).forward(part(parameters, m), x);
      x = y.field();
      log = log == null ? y.logJacobian() : log.add(y.logJacobian());
    }
    return new TorchMap.Mapped(x, log);
  }

  private TorchMap.Mapped inverse(Tensor parameters, Tensor x) {
    Tensor z = columns(x);
    Tensor log = null;
    for (int m = maps.list.size() - 1; m >= 0; m--) {
      TorchMap.Mapped y = maps.list.get(m).inverse(part(parameters, m), z);
      z = y.field();
      log = log == null ? y.logJacobian() : log.add(y.logJacobian());
    }
    return new TorchMap.Mapped(z, log);
  }

  /** ln r(z) = -z^2/2 - (V/2) ln 2 pi of each. */
  private Tensor logPrior(Tensor z) {
    Tensor squares = z.square().sum(0);
    return squares.mul(new Scalar(-0.5)).sub(new Scalar(0.5 * size() * Math.log(2 * Math.PI)));
  }

  private Tensor logDensity(Tensor parameters, Tensor x) {
    TorchMap.Mapped z = inverse(parameters, x);
    return logPrior(z.field()).add(z.logJacobian());
  }

  private static Batch batch(TorchMap.Mapped mapped) {
    return new Batch(host(mapped.field()), Torch.host(mapped.logJacobian()));
  }

  @Override
  public Batch forward(double[] z) {
    try (PointerScope scope = scope()) {
      return batch(forward(parameters(false), leaf(z, false)));
    }
  }

  @Override
  public Batch inverse(double[] x) {
    try (PointerScope scope = scope()) {
      return batch(inverse(parameters(false), leaf(x, false)));
    }
  }

  @Override
  public double[] logDensity(double[] x) {
    try (PointerScope scope = scope()) {
      return Torch.host(logDensity(parameters(false), leaf(x, false)));
    }
  }

  @Override
  public Batch draw(RandomStream first, int count) {
    double[] z = new double[count * size()];
    for (int i = 0; i < count; i++) {
      SiteRandom random = first.trajectory(first.trajectory() + i).key(Purpose.LEARNING).at(0);
      for (int s = 0; s < size(); s++) {
        z[i * size() + s] = random.moveTo(s).gaussian();
      }
    }
    try (PointerScope scope = scope()) {
      Tensor prior = leaf(z, false);
      TorchMap.Mapped x = forward(parameters(false), prior);
      Tensor log = logPrior(columns(prior)).sub(x.logJacobian());
      return new Batch(host(x.field()), Torch.host(log));
    }
  }

  @Override
  public Reverse reverse(double[] z, Target target, boolean pathOnly) {
    try (PointerScope scope = scope()) {
      Tensor parameters = parameters(true);
      Tensor prior = leaf(z, false);
      TorchMap.Mapped x = forward(parameters, prior);
      double[] values = host(x.field());
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
      Tensor pull = columns(leaf(slopes, false));
      Tensor sum;
      if (pathOnly) {
        Tensor fixed = leaf(values, true);
        logDensity(parameters(false), fixed).sum().backward();
        sum = x.field().mul(pull.add(columns(fixed.grad()))).sum();
      } else {
        sum = x.field().mul(pull).sum().sub(x.logJacobian().sum());
      }
      sum.div(new Scalar((double) log.length)).backward();
      return new Reverse(weights, Torch.host(parameters.grad()));
    }
  }

  private double[] host(ScalarField u) {
    double[] x = new double[size()];
    u.store(x);
    return x;
  }

  @Override
  public double value(ScalarField u) {
    return -logDensity(host(u))[0];
  }

  @Override
  public void force(ScalarField u, Momentum out) {
    try (PointerScope scope = scope()) {
      Tensor x = leaf(host(u), true);
      logDensity(parameters(false), x).sum().backward();
      ops.load(Torch.host(x.grad()), 0, out.vector(0));
    }
  }

  @Override
  public void parameterGradient(ScalarField u, double[] out) {
    try (PointerScope scope = scope()) {
      Tensor parameters = parameters(true);
      logDensity(parameters, leaf(host(u), false)).sum().neg().backward();
      double[] gradient = Torch.host(parameters.grad());
      System.arraycopy(gradient, 0, out, 0, out.length);
    }
  }

  @Override
  public void close() {
    maps.list.forEach(TorchMap::close);
  }
}

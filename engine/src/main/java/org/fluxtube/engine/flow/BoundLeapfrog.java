package org.fluxtube.engine.flow;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** The bound form of {@link LearnedLeapfrog}; libtorch is loaded by the first trajectory. */
final class BoundLeapfrog implements EffectiveAction<GaugeField>, PhaseMap {
  private final LearnedLeapfrog spec;
  private final Lattice lattice;
  private final Chart<GaugeField> chart;
  private final LeapfrogSteps steps;
  private final List<String> labels;
  private final int version;
  private final double[] theta;

  BoundLeapfrog(LearnedLeapfrog spec, GaugeField like) {
    this.spec = spec;
    this.lattice = like.lattice();
    this.chart = Chart.of(like);
    this.steps = new LeapfrogSteps(spec, lattice);
    this.labels = List.copyOf(steps.labels());
    this.version = 0;
    RandomStream rng = new RandomStream(spec.seed(), RandomStream.MAX_CHAIN, 0);
    this.theta = steps.start(rng.key(Purpose.LEARNING));
  }

  private BoundLeapfrog(BoundLeapfrog like, int version, double[] theta) {
    this.spec = like.spec;
    this.lattice = like.lattice;
    this.chart = like.chart;
    this.steps = like.steps;
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
  public BoundLeapfrog with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(labels, parameters);
    return new BoundLeapfrog(this, newVersion, parameters);
  }

  private double[] plaquettes(double[] x) {
    int v = lattice.volume();
    double[] p = new double[v];
    for (int s = 0; s < v; s++) {
      p[s] = x[s] + x[v + lattice.forward(s, 0)] - x[lattice.forward(s, 1)] - x[v + s];
    }
    return p;
  }

  @Override
  public double value(GaugeField u) {
    double[] slopes = new double[theta.length];
    return valueAndGradient(u, slopes);
  }

  @Override
  public double valueAndGradient(GaugeField u, double[] out) {
    parameterGradient(u, out);
    double value = 0;
    for (int n = 0; n < spec.harmonics(); n++) {
      value += theta[n] * out[n];
    }
    return value;
  }

  /** -(1/n) sum cos(n P); nothing for sizes, lambdas and weights. */
  @Override
  public void parameterGradient(GaugeField u, double[] out) {
    Arrays.fill(out, 0);
    double[] p = plaquettes(chart.numbers(u));
    for (int n = 1; n <= spec.harmonics(); n++) {
      for (double angle : p) {
        out[n - 1] -= StrictMath.cos(n * angle) / n;
      }
    }
  }

  @Override
  public void force(GaugeField u, Momentum out) {
    double[] x = chart.numbers(u);
    double[] p = plaquettes(x);
    double[] g = new double[p.length];
    for (int s = 0; s < g.length; s++) {
      for (int n = 1; n <= spec.harmonics(); n++) {
        g[s] += theta[n - 1] * StrictMath.sin(n * p[s]);
      }
    }
    double[] slope = new double[x.length];
    for (int s = 0; s < g.length; s++) {
      slope[s] = g[s] - g[lattice.backward(s, 1)];
      slope[g.length + s] = g[lattice.backward(s, 0)] - g[s];
    }
    chart.force(x, slope, out);
  }

  private Tensor columns(double[] numbers) {
    return Torch.columns(Torch.leaf(numbers, false), chart.size());
  }

  /** The steps from a batch, on the tape of libtorch; for tests. */
  LeapfrogSteps.Place moved(Tensor parameters, Tensor x, Tensor v, boolean backwards) {
    return steps.moved(parameters, x, v, backwards);
  }

  @Override
  public Moved moved(double[] x, double[] v, boolean backwards) {
    try (PointerScope scope = Torch.scope(spec.threads())) {
      LeapfrogSteps.Place to =
          steps.moved(Torch.leaf(theta, false), columns(x), columns(v), backwards);
      return new Moved(Torch.rows(to.x()), Torch.rows(to.v()), Torch.host(to.logJacobian()));
    }
  }

  @Override
  public Jumps jumps(
      double[] x, double[] v, boolean backwards, TransportMap.Target target, boolean gradients) {
    try (PointerScope scope = Torch.scope(spec.threads())) {
      Tensor parameters = Torch.leaf(theta, gradients);
      Tensor from = columns(x);
      LeapfrogSteps.Place to = steps.moved(parameters, from, columns(v), backwards);
      double[] images = Torch.rows(to.x());
      double[] pull = new double[images.length];
      int size = chart.size();
      double[] slope = new double[size];
      double[] gap = new double[images.length / size];
      for (int i = 0; i < gap.length; i++) {
        gap[i] = -target.at(Arrays.copyOfRange(x, i * size, (i + 1) * size), slope);
        gap[i] += target.at(Arrays.copyOfRange(images, i * size, (i + 1) * size), slope);
        for (int k = i * size; k < (i + 1) * size; k++) {
          gap[i] -= v[k] * v[k] / 2;
        }
        System.arraycopy(slope, 0, pull, i * size, size);
      }
      // the value of S' is known, its derivative is that of pull x'
      Tensor along = to.x().sub(to.x().detach()).mul(columns(pull)).sum(0);
      Tensor kinetic = to.v().square().sum(0).mul(new Scalar(0.5));
      Tensor change = kinetic.add(Torch.leaf(gap, false)).add(along).sub(to.logJacobian());
      Tensor acceptance = change.clamp_min(new Scalar(0.0)).neg().exp();
      Tensor squares = steps.charge(to.x()).sub(steps.charge(from)).square();
      double[] gradient = {};
      if (gradients) {
        acceptance.mul(squares).sum().backward();
        gradient = Torch.host(parameters.grad());
      }
      return new Jumps(Torch.host(acceptance), Torch.host(squares), gradient);
    }
  }

  @Override
  public void close() {
    steps.close();
    chart.close();
  }
}

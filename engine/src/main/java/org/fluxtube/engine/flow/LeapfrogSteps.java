package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/**
 * The steps of a {@link LearnedLeapfrog} as libtorch differentiates them; angles and momenta have
 * the shape [2 sites, batch]. Parameters: c_1, c_2 ..., then ln e of each step, six lambdas of each
 * step (s, q, t of kicks, then of drifts), and for each step the networks of its kicks, of the
 * drifts of direction 0 and of direction 1.
 */
final class LeapfrogSteps implements AutoCloseable {
  private static final int DIRECTIONS = 2;
  private static final int INPUTS = 2;

  /** s, q, t. */
  private static final int NUMBERS = 3;

  /** Drifts of a step: two directions, two sets of lines. */
  private static final int DRIFTS = 4;

  private final LearnedLeapfrog spec;
  private final Lattice lattice;
  private final Plaquettes plaquettes;
  private final Conditioner kick;
  private final List<Conditioner> drift = new ArrayList<>();
  private final Constants constants = new Constants();

  /**
   * A place in phase space, with ln J of the way there.
   *
   * @param logJacobian shape [batch]
   */
  record Place(Tensor x, Tensor v, Tensor logJacobian) {}

  LeapfrogSteps(LearnedLeapfrog spec, Lattice lattice) {
    this.spec = spec;
    this.lattice = lattice;
    this.plaquettes = new Plaquettes(lattice);
    this.kick = spec.conditioner().bind(lattice, INPUTS, DIRECTIONS * NUMBERS);
    for (int mu = 0; mu < DIRECTIONS; mu++) {
      drift.add(spec.conditioner().bind(lines(lattice, mu), INPUTS, NUMBERS));
    }
  }

  /** The lattice of the links that one drift turns. */
  static Lattice lines(Lattice lattice, int mu) {
    return mu == 0
        ? new Lattice(lattice.extent(0), lattice.extent(1) / 2)
        : new Lattice(lattice.extent(0) / 2, lattice.extent(1));
  }

  private List<Conditioner> networks() {
    return List.of(kick, drift.get(0), drift.get(1));
  }

  private int weights() {
    return networks().stream().mapToInt(Conditioner::parameters).sum();
  }

  private int firstLambda() {
    return spec.harmonics() + spec.steps();
  }

  private int firstWeight() {
    return firstLambda() + 2 * NUMBERS * spec.steps();
  }

  List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int n = 1; n <= spec.harmonics(); n++) {
      labels.add("cos " + n + "P");
    }
    for (int k = 0; k < spec.steps(); k++) {
      labels.add("step " + k + " ln size");
    }
    for (int k = 0; k < spec.steps(); k++) {
      for (String of : List.of("kick", "drift")) {
        for (String number : List.of("s", "q", "t")) {
          labels.add("step " + k + " " + of + " lambda " + number);
        }
      }
    }
    for (int k = 0; k < spec.steps(); k++) {
      labels.addAll(kick.labels("step " + k + " kick"));
      labels.addAll(drift.get(0).labels("step " + k + " drift 0"));
      labels.addAll(drift.get(1).labels("step " + k + " drift 1"));
    }
    return labels;
  }

  double[] start(StreamKey key) {
    double[] out = new double[firstWeight() + spec.steps() * weights()];
    out[0] = spec.beta();
    for (int k = 0; k < spec.steps(); k++) {
      out[spec.harmonics() + k] = Math.log(spec.stepSize());
    }
    int at = firstWeight();
    for (int k = 0; k < spec.steps(); k++) {
      for (int m = 0; m < networks().size(); m++) {
        Conditioner network = networks().get(m);
        network.start(key.at(k * networks().size() + m), out, at);
        at += network.parameters();
      }
    }
    return out;
  }

  /** All steps, forwards from the first or, inverted, backwards from the last. */
  Place moved(Tensor theta, Tensor x, Tensor v, boolean backwards) {
    Place at = new Place(x, v, torch.zeros(x.size(1)).to(x.scalar_type()));
    for (int done = 0; done < spec.steps(); done++) {
      int k = backwards ? spec.steps() - 1 - done : done;
      at = kicked(theta, k, at, backwards);
      for (int d = 0; d < DRIFTS; d++) {
        at = drifted(theta, k, backwards ? DRIFTS - 1 - d : d, at, backwards);
      }
      at = kicked(theta, k, at, backwards);
    }
    return at;
  }

  private Tensor size(Tensor theta, int k) {
    return theta.narrow(0, spec.harmonics() + (long) k, 1).exp();
  }

  /** s, q or t: lambda tanh(network). */
  private Tensor bounded(Tensor theta, int k, int number, Tensor raw) {
    long at = firstLambda() + (long) k * 2 * NUMBERS + number;
    return raw.tanh().mul(theta.narrow(0, at, 1));
  }

  private Tensor weights(Tensor theta, int k, int network) {
    long at = firstWeight() + (long) k * weights();
    for (int m = 0; m < network; m++) {
      at += networks().get(m).parameters();
    }
    return theta.narrow(0, at, networks().get(network).parameters());
  }

  private static Tensor seen(Tensor angles) {
    return torch.cat(new TensorVector(angles.cos(), angles.sin()), 0);
  }

  /** dS_eff/dx: the differences of sum_n c_n sin(n P) across the links. */
  private Tensor slope(Tensor theta, Tensor p) {
    Tensor g = null;
    for (int n = 1; n <= spec.harmonics(); n++) {
      Tensor term = p.mul(new Scalar((double) n)).sin().mul(theta.narrow(0, n - 1L, 1));
      g = g == null ? term : g.add(term);
    }
    Tensor before = g.index_select(0, sites("below", s -> lattice.backward(s, 1)));
    Tensor left = g.index_select(0, sites("left", s -> lattice.backward(s, 0)));
    return torch.cat(new TensorVector(g.sub(before), left.sub(g)), 0);
  }

  private Tensor sites(String name, IntUnaryOperator of) {
    return constants.index(
        name,
        () -> {
          long[] to = new long[lattice.volume()];
          for (int s = 0; s < to.length; s++) {
            to[s] = of.applyAsInt(s);
          }
          return to;
        });
  }

  private Place kicked(Tensor theta, int k, Place at, boolean backwards) {
    Tensor p = plaquettes.of(at.x);
    Tensor raw = kick.apply(weights(theta, k, 0), seen(p)).view(NUMBERS, at.x.size(0), -1);
    Tensor size = size(theta, k);
    Tensor half = size.mul(new Scalar(0.5));
    Tensor log = bounded(theta, k, 0, raw.select(0, 0)).mul(half);
    Tensor q = bounded(theta, k, 1, raw.select(0, 1)).mul(size).exp();
    Tensor t = bounded(theta, k, 2, raw.select(0, 2));
    Tensor push = slope(theta, p).mul(q).add(t).mul(half);
    Tensor v = backwards ? at.v.add(push).mul(log.neg().exp()) : at.v.mul(log.exp()).sub(push);
    return grown(at, at.x, v, log, backwards);
  }

  private static Place grown(Place from, Tensor x, Tensor v, Tensor logs, boolean backwards) {
    Tensor log = logs.sum(0);
    Tensor all = backwards ? from.logJacobian.sub(log) : from.logJacobian.add(log);
    return new Place(x, v, all);
  }

  private Tensor index(String name, int set, IntUnaryOperator of) {
    int mu = set / 2;
    return constants.index(
        name + " " + set,
        () -> {
          Lattice lines = lines(lattice, mu);
          long[] to = new long[lines.volume()];
          for (int c = 0; c < to.length; c++) {
            int[] x = {lines.coordinate(c, 0), lines.coordinate(c, 1)};
            x[1 - mu] = 2 * x[1 - mu] + set % 2;
            to[c] = of.applyAsInt(lattice.site(x));
          }
          return to;
        });
  }

  private Place drifted(Tensor theta, int k, int set, Place at, boolean backwards) {
    int mu = set / 2;
    Tensor p = plaquettes.of(at.x);
    // turned, a link of direction 0 makes the plaquette of its site grow, one of direction 1 the
    // one before
    IntUnaryOperator other = s -> lattice.backward(s, 1 - mu);
    Tensor a = p.index_select(0, index("grows", set, mu == 0 ? s -> s : other));
    Tensor b = p.index_select(0, index("falls", set, mu == 0 ? other : s -> s));
    Tensor w = CircleMap.wrap(a.add(b));
    Tensor raw = drift.get(mu).apply(weights(theta, k, 1 + mu), seen(w));
    Tensor size = size(theta, k);
    Tensor fading = w.cos().add(new Scalar(1.0)).mul(new Scalar(0.5));
    Tensor s = bounded(theta, k, NUMBERS, raw.select(0, 0)).mul(fading).mul(size);
    Tensor q = bounded(theta, k, NUMBERS + 1, raw.select(0, 1)).mul(size).exp();
    Tensor t = bounded(theta, k, NUMBERS + 2, raw.select(0, 2));
    Tensor links = index("links", set, site -> mu * lattice.volume() + site);
    Tensor shift = at.v.index_select(0, links).mul(q).add(t).mul(size);
    Tensor here = a.sub(w.mul(new Scalar(0.5)));
    Tensor from = CircleMap.wrap(backwards ? here.sub(shift) : here);
    Tensor e = (backwards ? s.neg() : s).exp();
    Tensor half = from.mul(new Scalar(0.5));
    Tensor sine = half.sin();
    Tensor cosine = half.cos();
    Tensor to = torch.atan2(sine.mul(e), cosine).mul(new Scalar(2.0));
    Tensor log = cosine.square().div(e).add(sine.square().mul(e)).log().neg();
    Tensor turn = to.sub(from);
    Tensor x = at.x.index_add(0, links, backwards ? turn.sub(shift) : turn.add(shift));
    return grown(at, x, at.v, log, false);
  }

  /** (1/2 pi) sum_P sin P of each. */
  Tensor charge(Tensor x) {
    return plaquettes.of(x).sin().sum(0).div(new Scalar(2 * Math.PI));
  }

  @Override
  public void close() {
    networks().forEach(Conditioner::close);
    plaquettes.close();
    constants.close();
  }
}

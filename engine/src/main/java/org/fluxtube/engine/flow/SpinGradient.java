package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The vector field of {@link ContinuousSpinFlow}. Parameters: w[k][term][orbit]. */
final class SpinGradient implements VectorField {
  private static final int TERMS = 4;
  private static final List<String> NAMES = List.of("pair", "squared pair", "square", "cube");

  private final ContinuousSpinFlow spec;
  private final Orbits orbits;
  private final Chebyshev time;
  private final int volume;
  private final int n;

  /** [orbits V, V], orbit by orbit; null before the first use. */
  private Tensor sums;

  /** sqrt |o|, shape [orbits]. */
  private Tensor roots;

  SpinGradient(ContinuousSpinFlow spec, Lattice lattice, int components) {
    this.spec = spec;
    this.orbits = new Orbits(lattice, spec.range(), false);
    this.time = new Chebyshev(spec.times(), TERMS * orbits.count());
    this.volume = lattice.volume();
    this.n = components;
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int k = 0; k < spec.times(); k++) {
      for (String term : NAMES) {
        for (int o = 0; o < orbits.count(); o++) {
          labels.add("time " + k + " " + orbits.label(o) + " " + term);
        }
      }
    }
    return labels;
  }

  @Override
  public double[] start(StreamKey key) {
    return new double[time.parameters()];
  }

  @Override
  public Tensor coefficients(Tensor theta, double[] times) {
    return time.at(theta, times);
  }

  private void tables() {
    if (sums == null) {
      long count = orbits.count();
      sums = Tensor.create(orbits.sums(), volume, count * volume).t().contiguous();
      sums.retainReference(); // outlives the scope of this computation
      double[] root = new double[orbits.count()];
      for (int o = 0; o < root.length; o++) {
        root[o] = Math.sqrt(orbits.size(o));
      }
      roots = Tensor.create(root, root.length, 1, 1);
      roots.retainReference();
    }
  }

  @Override
  public Value at(Tensor theta, Tensor row, Tensor x) {
    tables();
    long count = orbits.count();
    long batch = x.size(1);
    Tensor w = row.view(TERMS, count, 1, 1);
    Tensor s = x.view(1, volume, n, batch);
    Tensor squares = x.view(volume, n, 1, batch).mul(x.view(volume, 1, n, batch));
    // sums of s_y and of s_y s_y^T over the orbits around x
    Tensor first = sums.matmul(x.view(volume, -1)).view(count, volume, n, batch);
    Tensor second = sums.matmul(squares.view(volume, -1)).view(count, volume, (long) n * n, batch);
    Tensor e = first.mul(s).sum(2);
    Tensor sandwich = second.mul(squares.view(1, volume, (long) n * n, batch)).sum(2);
    Tensor slope = e.mul(w.select(0, 2)).add(e.square().mul(w.select(0, 3)));
    Tensor curvature = w.select(0, 2).add(e.mul(w.select(0, 3)), new Scalar(2.0));

    // Psi by s_x: of pairs, of the terms around x, of the terms around y
    Tensor near = first.mul(slope.add(w.select(0, 0)).view(count, volume, 1, batch)).sum(0);
    Tensor turned =
        second.view(count, volume, n, n, batch).mul(s.view(1, volume, 1, n, batch)).sum(3);
    Tensor pairs = turned.mul(w.select(0, 1).view(count, 1, 1, 1)).sum(0);
    Tensor carried = s.mul(slope.view(count, volume, 1, batch)).view(count * volume, -1);
    Tensor far = sums.t().matmul(carried).view(volume, n, batch);
    Tensor g = near.add(pairs).add(far);
    Tensor radial = g.mul(s.select(0, 0)).sum(1).view(volume, 1, batch);
    Tensor velocity = g.sub(s.select(0, 0).mul(radial));

    Tensor pair = e.mul(w.select(0, 0)).mul(new Scalar(1.0 - n));
    Tensor squaredPair = roots.sub(sandwich, new Scalar((double) n)).mul(w.select(0, 1));
    Tensor norms = first.square().sum(2).sub(e.square()).add(new Scalar(1.0));
    Tensor around =
        curvature.mul(norms.sub(sandwich.div(roots))).add(slope.mul(e), new Scalar(2.0 * (1 - n)));
    Tensor divergence = pair.add(squaredPair).add(around).sum(0).sum(0);
    return new Value(velocity.view(x.size(0), batch), divergence);
  }

  @Override
  public Tensor restore(Tensor x) {
    Tensor s = x.view(volume, n, x.size(1));
    Tensor norm = s.square().sum(1).sqrt().view(volume, 1, -1);
    return s.div(norm).view(x.size(0), x.size(1));
  }

  @Override
  public void close() {
    if (sums != null) {
      sums.releaseReference();
      roots.releaseReference();
      sums = null;
      roots = null;
    }
  }
}

package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/**
 * The vector field of {@link ContinuousFlow}. Parameters: omega_f, then w[k][o][f], the linear term
 * last.
 */
final class SineField implements VectorField {
  private static final double HIGHEST_FREQUENCY = 4;

  private final ContinuousFlow spec;
  private final Orbits orbits;
  private final int volume;

  /** [V, orbits V]; null before the first use. */
  private Tensor sums;

  SineField(ContinuousFlow spec, Lattice lattice) {
    this.spec = spec;
    this.orbits = new Orbits(lattice, spec.range());
    this.volume = lattice.volume();
  }

  /** Sines, and the field itself. */
  private int features() {
    return spec.frequencies() + 1;
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int f = 0; f < spec.frequencies(); f++) {
      labels.add("frequency " + f);
    }
    for (int k = 0; k < spec.times(); k++) {
      for (int o = 0; o < orbits.count(); o++) {
        for (int f = 0; f < features(); f++) {
          String what = f < spec.frequencies() ? " sine " + f : " linear";
          labels.add("time " + k + " " + orbits.label(o) + what);
        }
      }
    }
    return labels;
  }

  @Override
  public double[] start(StreamKey key) {
    double[] out = new double[spec.frequencies() + spec.times() * orbits.count() * features()];
    for (int f = 0; f < spec.frequencies(); f++) {
      out[f] = HIGHEST_FREQUENCY * (f + 0.5) / spec.frequencies();
    }
    return out;
  }

  @Override
  public Tensor coefficients(Tensor theta, double[] times) {
    int count = spec.times();
    double norm = 1 / Math.sqrt((double) count * features());
    double[] polynomials = new double[times.length * count];
    for (int i = 0; i < times.length; i++) {
      double x = 2 * times[i] - 1;
      double before = x;
      double now = 1;
      for (int k = 0; k < count; k++) {
        polynomials[i * count + k] = norm * now;
        double next = 2 * x * now - before;
        before = now;
        now = next;
      }
    }
    long weights = (long) orbits.count() * features();
    Tensor w = theta.narrow(0, spec.frequencies(), count * weights).view(count, weights);
    return Tensor.create(polynomials, times.length, count).matmul(w);
  }

  private Tensor sums() {
    if (sums == null) {
      sums = Tensor.create(orbits.sums(), volume, (long) orbits.count() * volume);
      sums.retainReference(); // outlives the scope of this computation
    }
    return sums;
  }

  @Override
  public Value at(Tensor theta, Tensor row, Tensor x) {
    long batch = x.size(1);
    int count = spec.frequencies();
    Tensor w = row.view(orbits.count(), features());
    Tensor omega = theta.narrow(0, 0, count).view(count, 1);
    Tensor flat = x.reshape(1, -1);
    Tensor angles = omega.mul(flat);
    Tensor features = torch.cat(new TensorVector(angles.sin(), flat), 0);
    Tensor mixed = w.matmul(features).view((long) orbits.count() * volume, batch);
    Tensor own = w.select(0, 0);
    Tensor slopes = own.narrow(0, 0, count).view(1, count).mul(omega.t());
    Tensor cosines = angles.cos().view(count, volume, batch).sum(1);
    Tensor linear = own.select(0, count).mul(new Scalar((double) volume));
    return new Value(sums().matmul(mixed), slopes.matmul(cosines).view(batch).add(linear));
  }

  @Override
  public void close() {
    if (sums != null) {
      sums.releaseReference();
      sums = null;
    }
  }
}

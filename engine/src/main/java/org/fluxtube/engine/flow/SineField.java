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
  private final Chebyshev time;
  private final int volume;
  private final int components;

  /** [V, orbits V]; null before the first use. */
  private Tensor sums;

  SineField(ContinuousFlow spec, Lattice lattice, int components) {
    this.spec = spec;
    this.orbits = new Orbits(lattice, spec.range(), true);
    this.time = new Chebyshev(spec.times(), orbits.count() * features());
    this.volume = lattice.volume();
    this.components = components;
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
    double[] out = new double[spec.frequencies() + time.parameters()];
    for (int f = 0; f < spec.frequencies(); f++) {
      out[f] = HIGHEST_FREQUENCY * (f + 0.5) / spec.frequencies();
    }
    return out;
  }

  @Override
  public Tensor coefficients(Tensor theta, double[] times) {
    long sines = spec.frequencies();
    Tensor w = theta.narrow(0, sines, time.parameters());
    Tensor rows = time.at(w, times).div(new Scalar(Math.sqrt(features())));
    Tensor own = rows.narrow(1, 0, sines).mul(theta.narrow(0, 0, sines));
    Tensor linear = rows.narrow(1, sines, 1).mul(new Scalar((double) volume * components));
    return torch.cat(new TensorVector(rows, own, linear), 1);
  }

  private Tensor sums() {
    if (sums == null) {
      sums = Tensor.create(orbits.sums(), volume, (long) orbits.count() * volume);
      sums.retainReference(); // outlives the scope of this computation
    }
    return sums;
  }

  /**
   * Features of all sites, and what each adds to the divergence at its own site.
   *
   * @param values [F + 1, sites components batch]
   * @param slopes [F, batch], summed over the sites; in units of omega_f
   */
  private record Features(Tensor values, Tensor slopes) {}

  /** sin(omega phi). */
  private Features sines(Tensor omega, Tensor x) {
    Tensor flat = x.view(1, -1);
    Tensor angles = omega.mul(flat);
    Tensor cosines = angles.cos().view(spec.frequencies(), volume, -1).sum(1);
    return new Features(torch.cat(new TensorVector(angles.sin(), flat), 0), cosines);
  }

  /**
   * sin(omega r) phi/r, r = |phi|; its divergence is omega cos(omega r) + (n - 1) sin(omega r)/r.
   */
  private Features radialSines(Tensor omega, Tensor x) {
    long count = spec.frequencies();
    Tensor fields = x.view(1, volume, components, -1);
    // the root of 0 has no derivative, that of the smallest number does no harm
    Tensor r = fields.square().sum(2).add(new Scalar(1e-300)).sqrt().view(1, -1);
    Tensor angles = omega.mul(r);
    Tensor ratio = torch.sinc(angles.div(new Scalar(Math.PI)));
    Tensor slopes = angles.cos().add(ratio, new Scalar(components - 1.0));
    Tensor values = ratio.mul(omega).view(count, volume, 1, -1).mul(fields).view(count, -1);
    return new Features(
        torch.cat(new TensorVector(values, x.view(1, -1)), 0),
        slopes.view(count, volume, -1).sum(1));
  }

  @Override
  public Value at(Tensor theta, Tensor row, Tensor x) {
    long count = spec.frequencies();
    long weights = (long) orbits.count() * features();
    Tensor omega = theta.narrow(0, 0, count).view(count, 1);
    Features f = components == 1 ? sines(omega, x) : radialSines(omega, x);
    Tensor w = row.narrow(0, 0, weights).view(orbits.count(), features());
    Tensor mixed = w.matmul(f.values).view((long) orbits.count() * volume, -1);
    Tensor own = row.narrow(0, weights, count).view(1, count);
    Tensor linear = row.narrow(0, weights + count, 1);
    return new Value(
        sums().matmul(mixed).view(x.size(0), x.size(1)),
        torch.addmm(linear, own, f.slopes).view(-1));
  }

  @Override
  public void close() {
    if (sums != null) {
      sums.releaseReference();
      sums = null;
    }
  }
}

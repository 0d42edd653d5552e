package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The bound form of {@link ModeScaling}: a fast Fourier transform, a factor, and back. */
final class ScaledModes implements TorchMap {
  private final Lattice lattice;
  private final List<String> labels = new ArrayList<>();

  /** L_d ... L_1 and one for the batch. */
  private final long[] shape;

  /** The parameter of each mode, shared by k and -k; the index of a mode is that of a site. */
  private final long[] parameter;

  /** Where learning starts. */
  private final double[] start;

  private Tensor table;

  ScaledModes(ModeScaling spec, Lattice lattice) {
    this.lattice = lattice;
    int d = lattice.dimensions();
    this.shape = new long[d + 1];
    shape[d] = 1;
    for (int mu = 0; mu < d; mu++) {
      shape[d - 1 - mu] = lattice.extent(mu);
    }
    this.parameter = new long[lattice.volume()];
    Arrays.fill(parameter, -1);
    for (int k = 0; k < parameter.length; k++) {
      if (parameter[k] < 0) {
        int[] n = new int[d];
        int[] minus = new int[d];
        for (int mu = 0; mu < d; mu++) {
          n[mu] = lattice.coordinate(k, mu);
          minus[mu] = -n[mu];
        }
        parameter[k] = labels.size();
        parameter[lattice.site(minus)] = labels.size();
        labels.add("mode " + Arrays.toString(n));
      }
    }
    this.start = new double[labels.size()];
    if (spec.mass() > 0) {
      for (int k = 0; k < parameter.length; k++) {
        double square = spec.mass() * spec.mass();
        for (int mu = 0; mu < d; mu++) {
          square += square(lattice.coordinate(k, mu), lattice.extent(mu));
        }
        start[(int) parameter[k]] = -0.5 * StrictMath.log(2 * square);
      }
    }
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public double[] start(StreamKey key) {
    return start.clone();
  }

  @Override
  public double[] transferred(TorchMap other, double[] theta) {
    if (!(other instanceof ScaledModes modes)) {
      throw new IllegalStateException("modes from " + other);
    }
    double[] out = new double[labels.size()];
    for (int k = 0; k < parameter.length; k++) {
      out[(int) parameter[k]] = -0.5 * StrictMath.log(modes.inverse(theta, lattice, k));
    }
    return out;
  }

  /** e^(-2 s) of these modes, interpolated to mode k of another lattice. */
  private double inverse(double[] theta, Lattice other, int k) {
    int d = lattice.dimensions();
    int[] below = new int[d];
    double[] weight = new double[d];
    for (int mu = 0; mu < d; mu++) {
      int scaled = other.coordinate(k, mu) * lattice.extent(mu);
      below[mu] = scaled / other.extent(mu);
      double at = scaled / (double) other.extent(mu);
      double left = square(below[mu], lattice.extent(mu));
      double width = square(below[mu] + 1, lattice.extent(mu)) - left;
      // of an odd extent two modes are equally far from the border of the zone
      weight[mu] =
          Math.abs(width) < 1e-9 ? at - below[mu] : (square(at, lattice.extent(mu)) - left) / width;
    }
    double sum = 0;
    int[] corner = new int[d];
    for (int c = 0; c < 1 << d; c++) {
      double product = 1;
      for (int mu = 0; mu < d; mu++) {
        int up = c >> mu & 1;
        corner[mu] = below[mu] + up;
        product *= up == 1 ? weight[mu] : 1 - weight[mu];
      }
      sum += product * StrictMath.exp(-2 * theta[(int) parameter[lattice.site(corner)]]);
    }
    return sum;
  }

  /** 4 sin^2(k/2), k = 2 pi n/L. */
  private static double square(double n, int extent) {
    double sine = StrictMath.sin(Math.PI * n / extent);
    return 4 * sine * sine;
  }

  private Mapped scaled(Tensor exponents, Tensor z) {
    if (table == null) {
      table = Tensor.create(parameter, parameter.length);
      table.retainReference(); // outlives the scope of this computation
    }
    Tensor s = exponents.index_select(0, table);
    // one direction after the other: an optional list of them dangles in these bindings
    LongOptional whole = new LongOptional();
    StringViewOptional norm = new StringViewOptional();
    long[] wide = shape.clone();
    // components of a site are together: each is a field of its own, as each of the batch is
    long fields = z.size(0) / lattice.volume();
    wide[wide.length - 1] = fields * z.size(1);
    Tensor x = z.view(wide);
    for (int direction = 0; direction < wide.length - 1; direction++) {
      x = torch.fft_fft(x, whole, direction, norm);
    }
    x = x.mul(s.exp().view(shape));
    for (int direction = 0; direction < wide.length - 1; direction++) {
      x = torch.fft_ifft(x, whole, direction, norm);
    }
    Tensor y = torch.real(x).contiguous().view(z.size(0), z.size(1));
    return new Mapped(y, s.sum().mul(new Scalar((double) fields)).expand(z.size(1)));
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    return scaled(theta, z);
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    return scaled(theta.neg(), x);
  }

  @Override
  public void close() {
    if (table != null) {
      table.releaseReference();
      table = null;
    }
  }
}

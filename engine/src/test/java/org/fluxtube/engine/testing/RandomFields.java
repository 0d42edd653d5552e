package org.fluxtube.engine.testing;

import java.util.SplittableRandom;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/** Random fields and the symmetry transformations that physics must not notice. */
public final class RandomFields {
  private RandomFields() {}

  /** A stream for tests. */
  public static RandomStream stream(long seed) {
    return new RandomStream(seed, 0, 0);
  }

  /** Independent normal numbers. */
  public static double[] normal(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  /** A vector with the given numbers. */
  public static Vector vector(FieldOps ops, Shape shape, double[] host) {
    Vector v = ops.allocate(shape);
    ops.load(host, 0, v);
    return v;
  }

  /** The numbers of a vector. */
  public static double[] host(FieldOps ops, Vector v) {
    double[] host = new double[ops.lattice().volume() * v.shape().reals()];
    ops.store(v, host, 0);
    return host;
  }

  /** A hot field of the given type. */
  public static Field<?> hot(FieldOps ops, FieldType type, long seed) {
    Field<?> u = Field.allocate(ops, type);
    u.hot(stream(seed));
    return u;
  }

  /** A momentum with standard normal numbers. */
  public static Momentum momentum(Field<?> u, long seed) {
    Momentum p = u.newMomentum();
    p.refresh(stream(seed));
    return p;
  }

  /** Random group elements, one a site: the links of direction 0 of a hot field. */
  public static Mat[] gauge(GaugeField like, long seed) {
    try (GaugeField g = like.allocateLike()) {
      g.hot(stream(seed));
      Loops host = new Loops(g);
      Mat[] out = new Mat[like.lattice().volume()];
      for (int s = 0; s < out.length; s++) {
        out[s] = host.link(0, s);
      }
      return out;
    }
  }

  /** U_mu(x) becomes g(x) U_mu(x) g(x+mu)^dagger. */
  public static void transform(GaugeField u, Mat[] g) {
    Lattice lattice = u.lattice();
    Loops links = new Loops(u);
    int n = u.group().n();
    double[] host = new double[u.type().size(lattice)];
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      for (int s = 0; s < lattice.volume(); s++) {
        Mat far = g[lattice.forward(s, mu)].adjoint();
        g[s].times(links.link(mu, s)).times(far).put(host, (mu * lattice.volume() + s) * 2 * n * n);
      }
    }
    u.load(new FieldData(u.type(), lattice, host));
  }

  /** phi(x) becomes g(x) phi(x) for each spin component of a spinor. */
  public static void transform(FieldOps ops, Vector phi, Mat[] g) {
    double[] from = host(ops, phi);
    double[] to = new double[from.length];
    int n = g[0].n();
    for (int k = 0; k < from.length; k += 2 * n) {
      Mat m = g[k / phi.shape().reals()];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          to[k + 2 * i] += m.re(i, j) * from[k + 2 * j] - m.im(i, j) * from[k + 2 * j + 1];
          to[k + 2 * i + 1] += m.re(i, j) * from[k + 2 * j + 1] + m.im(i, j) * from[k + 2 * j];
        }
      }
    }
    ops.load(to, 0, phi);
  }

  /** The field moved by one site in direction mu: out(x + mu) = in(x). */
  public static void translate(Field<?> u, int mu) {
    Lattice lattice = u.lattice();
    double[] host = u.snapshot().values();
    double[] moved = new double[host.length];
    int parts = u.vectors().length;
    int reals = host.length / lattice.volume() / parts;
    for (int part = 0; part < parts; part++) {
      for (int s = 0; s < lattice.volume(); s++) {
        int from = (part * lattice.volume() + s) * reals;
        int to = (part * lattice.volume() + lattice.forward(s, mu)) * reals;
        System.arraycopy(host, from, moved, to, reals);
      }
    }
    u.load(new FieldData(u.type(), lattice, moved));
  }

  /** All numbers of a momentum, part after part. */
  public static double[] host(Field<?> u, Momentum p) {
    int volume = u.lattice().volume();
    int reals = p.vector(0).shape().reals();
    double[] host = new double[p.size() * volume * reals];
    for (int i = 0; i < p.size(); i++) {
      u.ops().store(p.vector(i), host, i * volume * reals);
    }
    return host;
  }
}

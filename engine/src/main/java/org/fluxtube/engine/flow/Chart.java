package org.fluxtube.engine.flow;

import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * u &lt;-&gt; x: how a configuration becomes the real numbers that a flow maps, with the prior of
 * its kind of field and the measure to which densities refer.
 *
 * <ul>
 *   <li>Scalars: the components in the host order {@code [site][component]}; normal numbers;
 *       product d phi.
 *   <li>U(1): the angles of the links {@code [mu][site]}, U = exp(i x), of which those that differ
 *       by 2 pi are one; uniform; product d theta/2 pi.
 *   <li>SU(N): the numbers of the matrices {@code [mu][site][row][column][re, im]}; Haar; the Haar
 *       measure of total 1.
 *   <li>Spins: the components {@code [site][component]}; uniform on the sphere; its measure of
 *       total 1.
 * </ul>
 *
 * <p>So the prior has the density 1 everywhere but for scalars. Slopes dS/dx are those along the
 * manifold: of links and spins the tangent part, which alone is defined. Used by one thread.
 *
 * @param <F> the field
 */
public abstract sealed class Chart<F extends Field<F>> implements AutoCloseable
    permits ScalarChart, AngleChart, MatrixChart, SphereChart {
  private final FieldType type;
  private final F work;

  Chart(F like) {
    this.type = like.type();
    this.work = like.allocateLike();
  }

  /**
   * The chart of a kind of field.
   *
   * @param like gives type, lattice and backend; unchanged
   * @return owned by the caller
   */
  public static <F extends Field<F>> Chart<F> of(F like) {
    return switch (like.type()) {
      case FieldType.Scalar _ -> new ScalarChart<>(like);
      case FieldType.Gauge(Group group) ->
          group.n() == 1 ? new AngleChart<>(like) : new MatrixChart<>(like, group.n());
      case FieldType.Spin(int components) -> new SphereChart<>(like, components);
    };
  }

  /** Real numbers of a configuration. */
  public abstract int size();

  /**
   * The numbers of a configuration in the host order of its field: the same, unless a chart says
   * otherwise.
   *
   * @param host unchanged
   */
  public double[] numbers(double[] host) {
    return host.clone();
  }

  /**
   * Back.
   *
   * @param x unchanged
   */
  public double[] host(double[] x) {
    return x.clone();
  }

  /**
   * dS/dx of F^a = -dS[exp(w^b T^b) u]/dw^a.
   *
   * @param force one momentum after the other, each {@code [site][a]}; unchanged
   * @param slope overwritten
   */
  abstract void slope(double[] x, double[] force, double[] slope);

  /**
   * F^a of dS/dx, of which what leads out of the manifold drops out.
   *
   * @param force overwritten
   */
  abstract void force(double[] x, double[] slope, double[] force);

  /** ln r has the term -x^2/2; else r = 1. */
  boolean normal() {
    return false;
  }

  /** The numbers of a configuration. */
  public double[] numbers(F u) {
    double[] host = new double[type.size(u.lattice())];
    u.store(host);
    return numbers(host);
  }

  /**
   * Makes a configuration of its numbers.
   *
   * @param x unchanged
   * @param u overwritten
   */
  public void load(double[] x, F u) {
    u.load(new FieldData(type, u.lattice(), host(x)));
  }

  /** A configuration of the prior: normal numbers in host order, made group elements or spins. */
  double[] draw(SiteRandom random) {
    double[] host = new double[type.size(work.lattice())];
    for (int k = 0; k < host.length; k++) {
      host[k] = random.gaussian();
    }
    work.load(new FieldData(type, work.lattice(), host));
    work.restore();
    return numbers(work);
  }

  /**
   * -F of dS/dx: what {@link Action#force} gives.
   *
   * @param slope dS/dx at x; unchanged
   * @param out overwritten
   */
  public void force(double[] x, double[] slope, Momentum out) {
    int reals = work.lattice().volume() * out.vector(0).shape().reals();
    double[] host = new double[out.size() * reals];
    force(x, slope, host);
    for (int part = 0; part < out.size(); part++) {
      work.ops().load(host, part * reals, out.vector(part));
    }
  }

  /**
   * S and dS/dx of an action, whose force the engine computes.
   *
   * @param action must not be closed before the last use
   * @param momentum overwritten at each use
   */
  public TransportMap.Target target(Action<F> action, Momentum momentum) {
    int reals = work.lattice().volume() * momentum.vector(0).shape().reals();
    double[] host = new double[momentum.size() * reals];
    return (x, slope) -> {
      load(x, work);
      double value = action.valueAndForce(work, momentum);
      for (int part = 0; part < momentum.size(); part++) {
        work.ops().store(momentum.vector(part), host, part * reals);
      }
      slope(x, host, slope);
      return value;
    };
  }

  @Override
  public void close() {
    work.close();
  }
}

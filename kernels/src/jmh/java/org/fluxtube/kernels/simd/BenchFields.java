package org.fluxtube.kernels.simd;

import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.State;

/** A gauge field, its momenta and an HMC chain on one backend. */
final class BenchFields implements AutoCloseable {
  final FieldOps ops;
  final GaugeField u;
  final Momentum p;
  final Momentum force;
  final Vector out;
  private final Sampler<GaugeField> hmc;
  private State<GaugeField> chain;
  private long trajectory;

  BenchFields(String backend, Lattice lattice, int n) {
    ops = Backend.choose(backend).backend().open(lattice);
    u = new GaugeField(ops, new Group(n));
    u.hot(new RandomStream(1, 0, 0));
    p = u.newMomentum();
    p.refresh(new RandomStream(2, 0, 0));
    force = u.newMomentum();
    ops.gaugeForce(u.vectors(), 2, 1, 0, force.vectors());
    out = ops.allocate(new Shape.Matrix(n));
    GaugeField start = u.duplicate();
    hmc = new HmcSpec(1, new Omelyan2(10)).bind(new WilsonPlaquette(2.0 * n), start);
    chain = hmc.start(start);
  }

  /** tau = 1, beta = 2N (6 for SU(3)), 10 Omelyan steps of second order. */
  void step() {
    chain = hmc.step(chain, new RandomStream(1, 0, ++trajectory)).state();
  }

  double[] chainValues() {
    return hmc.field(chain).snapshot().values();
  }

  double[] values(Vector v) {
    double[] host = new double[ops.lattice().volume() * v.shape().reals()];
    ops.store(v, host, 0);
    return host;
  }

  @Override
  public void close() {
    hmc.close();
    ops.close();
  }
}

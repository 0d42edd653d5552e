package org.fluxtube.engine.bench;

import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.State;
import org.fluxtube.engine.sampler.Transition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One HMC trajectory of SU(N) on 8^4, Omelyan2 with 10 steps, tau = 1, and its parts, on the
 * reference backend. The set-up refuses to measure a field whose energy violation is not that of a
 * working integrator.
 */
@org.openjdk.jmh.annotations.State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class HmcBenchmark {
  /** N of the group. */
  @Param({"3"})
  public int n;

  /** Extent of the hypercube. */
  @Param({"8"})
  public int extent;

  private FieldOps ops;
  private Sampler<GaugeField> hmc;
  private State<GaugeField> state;
  private GaugeField u;
  private Momentum p;
  private Momentum force;
  private long trajectory;

  /** Eight trajectories from the cold start. */
  @Setup
  public void setUp() {
    ops = new ReferenceOps(new Lattice(extent, extent, extent, extent));
    u = new GaugeField(ops, new Group(n));
    u.cold();
    hmc = new HmcSpec(1, new Omelyan2(10)).bind(new WilsonPlaquette(2.0 * n), u);
    p = u.newMomentum();
    force = u.newMomentum();
    p.refresh(new RandomStream(1, 1, 0));
    // from the cold start 10 steps violate H by +13 every time and are never accepted: 40 do not
    state = hmc.start(u.duplicate());
    for (int i = 0; i < 8; i++) {
      hmc.stepSize().orElseThrow().set(i < 5 ? 1.0 / 40 : 1.0 / 10);
      double deltaH = step();
      if (!(Math.abs(deltaH) < 5)) {
        throw new IllegalStateException("dH = " + deltaH + ": not worth a figure");
      }
    }
    u.copyFrom(hmc.field(state));
  }

  private double step() {
    Transition<GaugeField> next = hmc.step(state, new RandomStream(1, 0, ++trajectory));
    state = next.state();
    return next.info().deltaH();
  }

  /** A whole trajectory. */
  @Benchmark
  public double trajectory() {
    return step();
  }

  /** One force. */
  @Benchmark
  public Momentum force() {
    ops.gaugeForce(u.vectors(), 2, 1, 0, force.vectors());
    return force;
  }

  /** One drift. */
  @Benchmark
  public GaugeField drift() {
    u.drift(1e-6, p);
    return u;
  }

  /** One set of momenta. */
  @Benchmark
  public Momentum refresh() {
    p.refresh(new RandomStream(1, 1, 0));
    return p;
  }

  /** Frees the memory. */
  @TearDown
  public void tearDown() {
    state.close();
    hmc.close();
    ops.close();
  }
}

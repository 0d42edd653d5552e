package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/** The bound form of {@link LoopAction}. */
final class BoundLoops implements EffectiveAction<GaugeField>, LocalAction<GaugeField> {
  private final FieldOps ops;
  private final Group group;
  private final List<LoopKind> kinds;

  /** The products of all loops of a kind, but plaquettes and rectangles, which have fused sums. */
  private final List<StapleTree> loops;

  /** What closes a link of each direction, all kinds but those with fused staples. */
  private final StapleTree[] staples;

  private final List<List<int[]>> stencils;
  private final int version;
  private final double[] beta;

  BoundLoops(LoopAction spec, GaugeField like) {
    this.ops = like.ops();
    this.group = like.group();
    this.kinds = spec.terms().stream().map(LoopAction.LoopTerm::loop).toList();
    this.version = 0;
    this.beta = spec.terms().stream().mapToDouble(LoopAction.LoopTerm::beta).toArray();
    int d = ops.lattice().dimensions();
    this.loops = new ArrayList<>();
    this.staples = new StapleTree[d];
    Arrays.setAll(staples, mu -> new StapleTree(kinds.size()));
    List<Map<String, int[]>> offsets = new ArrayList<>();
    for (int mu = 0; mu < d; mu++) {
      offsets.add(new TreeMap<>());
    }
    for (int k = 0; k < kinds.size(); k++) {
      StapleTree sum = new StapleTree(1);
      for (int[] path : kinds.get(k).paths(ops.lattice())) {
        double weight = 1.0 / kinds.get(k).repeats(path);
        sum.add(Arrays.stream(path).boxed().toList(), 0, weight);
        LoopPaths.stencil(path, offsets);
        if (!fused(k)) {
          LoopPaths.open(path, k, weight, staples);
        }
      }
      loops.add(sum);
    }
    this.stencils = offsets.stream().map(map -> List.copyOf(map.values())).toList();
  }

  private BoundLoops(BoundLoops like, int version, double[] beta) {
    this.ops = like.ops;
    this.group = like.group;
    this.kinds = like.kinds;
    this.loops = like.loops;
    this.staples = like.staples;
    this.stencils = like.stencils;
    this.version = version;
    this.beta = beta.clone();
  }

  private boolean fused(int kind) {
    return kinds.get(kind) == LoopKind.PLAQUETTE || kinds.get(kind) == LoopKind.RECTANGLE;
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public double[] parameters() {
    return beta.clone();
  }

  @Override
  public List<String> labels() {
    return kinds.stream().map(k -> k.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
  }

  @Override
  public EffectiveAction<GaugeField> with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(labels(), parameters);
    return new BoundLoops(this, newVersion, parameters);
  }

  /** The features -(1/N) sum Re tr(loop). */
  @Override
  public void parameterGradient(GaugeField u, double[] out) {
    for (int k = 0; k < beta.length; k++) {
      out[k] = -loopSum(u, k) / group.n();
    }
  }

  private double loopSum(GaugeField u, int kind) {
    Vector[] links = u.vectors();
    double sum = 0;
    if (fused(kind)) {
      for (int mu = 0; mu < links.length; mu++) {
        for (int nu = mu + 1; nu < links.length; nu++) {
          sum +=
              kinds.get(kind) == LoopKind.PLAQUETTE
                  ? ops.plaquetteSum(links, mu, nu)
                  : ops.rectangleSum(links, mu, nu) + ops.rectangleSum(links, nu, mu);
        }
      }
      return sum;
    }
    try (Scratch.Lease product = ops.scratch().take(links[0].shape());
        Scratch.Lease trace = ops.scratch().take(new Shape.Real(1))) {
      loops.get(kind).evaluate(ops, links, new double[] {1}, product.vector());
      ops.realTrace(1, product.vector(), 0, trace.vector());
      return ops.sum(trace.vector())[0];
    }
  }

  @Override
  public double value(GaugeField u) {
    double sum = 0;
    for (int k = 0; k < beta.length; k++) {
      if (beta[k] != 0) {
        sum -= beta[k] * loopSum(u, k) / group.n();
      }
    }
    return sum;
  }

  @Override
  public void force(GaugeField u, Momentum out) {
    Shape shape = u.vectors()[0].shape();
    try (Scratch.Lease a = ops.scratch().take(shape);
        Scratch.Lease m = ops.scratch().take(shape)) {
      for (int mu = 0; mu < u.vectors().length; mu++) {
        environment(u, mu, a.vector());
        ops.multiply(1, u.link(mu), false, a.vector(), false, 0, m.vector());
        ops.project(1.0 / group.n(), m.vector(), 0, out.vector(mu));
      }
    }
  }

  private double coupling(LoopKind kind) {
    int at = kinds.indexOf(kind);
    return at < 0 ? 0 : beta[at];
  }

  private boolean onlyFused() {
    for (int k = 0; k < beta.length; k++) {
      if (!fused(k) && beta[k] != 0) {
        return false;
      }
    }
    return true;
  }

  /** A = sum_i beta_i x staples: S_eff depends on the link as -(1/N) Re tr[U A]. */
  @Override
  public void environment(GaugeField u, int part, Vector out) {
    double c0 = coupling(LoopKind.PLAQUETTE);
    double c1 = coupling(LoopKind.RECTANGLE);
    ops.staple(u.vectors(), part, c0, c1, out);
    if (!onlyFused()) {
      try (Scratch.Lease rest = ops.scratch().take(out.shape());
          Scratch.Lease moved = ops.scratch().take(out.shape())) {
        staples[part].evaluate(ops, u.vectors(), beta, rest.vector());
        ops.shift(rest.vector(), part, 1, moved.vector());
        ops.axpy(1, moved.vector(), out);
      }
    }
  }

  @Override
  public List<int[]> stencil(int part) {
    return stencils.get(part);
  }

  @Override
  public LocalUpdate update(Rule rule, double width, int hits) {
    double coefficient = 1.0 / group.n();
    return switch (rule) {
      case HEAT_BATH -> new LocalUpdate.LinkHeatBath(group, coefficient);
      case OVERRELAXATION -> new LocalUpdate.LinkOverrelaxation(group);
      case METROPOLIS -> new LocalUpdate.LinkMetropolis(group, coefficient, width, hits);
    };
  }
}

package org.fluxtube.engine.action;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * Weighted sums of ordered products of links along paths, common first steps taken out: W(x) = sum
 * over first steps of U(step) W_rest(x + step), by recursion. Steps are mu + 1 forwards, -(mu + 1)
 * backwards.
 */
final class StapleTree {
  private final Map<Integer, StapleTree> branches = new TreeMap<>();
  private final double[] counts;

  /** An empty sum. */
  StapleTree(int kinds) {
    this.counts = new double[kinds];
  }

  /** Adds a path with a weight in the sum of one kind. */
  void add(List<Integer> path, int kind, double weight) {
    if (path.isEmpty()) {
      counts[kind] += weight;
      return;
    }
    branches
        .computeIfAbsent(path.getFirst(), step -> new StapleTree(counts.length))
        .add(path.subList(1, path.size()), kind, weight);
  }

  /** out(x) = sum over kinds of beta, over paths from x of weight x product of the links. */
  void evaluate(FieldOps ops, Vector[] links, double[] beta, Vector out) {
    double own = 0;
    for (int k = 0; k < beta.length; k++) {
      own += beta[k] * counts[k];
    }
    ops.constant(own, out);
    if (branches.isEmpty()) {
      return;
    }
    Shape shape = links[0].shape();
    try (Scratch.Lease rest = ops.scratch().take(shape);
        Scratch.Lease moved = ops.scratch().take(shape)) {
      branches.forEach((step, branch) -> {
        branch.evaluate(ops, links, beta, rest.vector());
        int mu = Math.abs(step) - 1;
        if (step > 0) {
          ops.shift(rest.vector(), mu, 1, moved.vector());
          ops.multiply(1, links[mu], false, moved.vector(), false, 1, out);
        } else {
          ops.multiply(1, links[mu], true, rest.vector(), false, 0, moved.vector());
          ops.shift(moved.vector(), mu, -1, rest.vector());
          ops.axpy(1, rest.vector(), out);
        }
      });
    }
  }
}

package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.List;

/** The formulas of {@link Loss} from the actions at the ends of samples. */
final class Losses {
  private Losses() {}

  static Examination of(
      Loss loss, List<Ending> before, List<Ending> after, int parameters, boolean gradients) {
    int n = before.size();
    double[] r = new double[n];
    double[][] j = new double[gradients ? n : 0][parameters];
    double overlap = 0;
    for (int i = 0; i < n; i++) {
      Ending a = before.get(i);
      Ending b = after.get(i);
      r[i] = (b.action() - a.action()) - (b.value() - a.value());
      overlap += (1 + StrictMath.exp(-Math.abs(r[i]))) / 2 / n;
      for (int k = 0; gradients && k < parameters; k++) {
        j[i][k] = a.gradient()[k] - b.gradient()[k];
      }
    }
    return switch (loss) {
      case DIFFERENCE -> squares(overlap, r, j, parameters);
      case ACTION -> action(overlap, before, after, parameters, gradients);
      case ACCEPTANCE -> acceptance(overlap, r, j, parameters);
      case FORCE -> throw new IllegalStateException("forces are compared elsewhere");
      case REVERSE_KL,
          REVERSE_KL_PATH,
          REVERSE_KL_REINFORCE,
          FORWARD_KL,
          EXPECTED_JUMP,
          MAPPED_FORCE ->
          throw new IllegalStateException("this loss is one of maps, not of proposals");
    };
  }

  /** L = (1/2n) sum r^2. */
  private static Examination squares(double overlap, double[] r, double[][] j, int parameters) {
    int n = r.length;
    double sum = 0;
    double[] gradient = new double[parameters];
    for (int i = 0; i < n; i++) {
      sum += r[i] * r[i] / (2 * n);
      for (int k = 0; i < j.length && k < parameters; k++) {
        gradient[k] += r[i] * j[i][k] / n;
      }
    }
    return new Examination(sum, overlap, gradient, r, j);
  }

  private static Examination action(
      double overlap, List<Ending> before, List<Ending> after, int parameters, boolean gradients) {
    List<Ending> all = new ArrayList<>(before);
    all.addAll(after);
    int n = all.size();
    double[] r = new double[n];
    double[][] j = new double[gradients ? n : 0][parameters];
    double mean = 0;
    double[] means = new double[parameters];
    for (int i = 0; i < n; i++) {
      r[i] = all.get(i).action() - all.get(i).value();
      mean += r[i] / n;
      for (int k = 0; gradients && k < parameters; k++) {
        j[i][k] = -all.get(i).gradient()[k];
        means[k] += j[i][k] / n;
      }
    }
    for (int i = 0; i < n; i++) {
      r[i] -= mean;
      for (int k = 0; gradients && k < parameters; k++) {
        j[i][k] -= means[k];
      }
    }
    return squares(overlap, r, j, parameters);
  }

  private static Examination acceptance(double overlap, double[] r, double[][] j, int parameters) {
    double[] gradient = new double[parameters];
    for (int i = 0; i < j.length; i++) {
      double slope = Math.signum(r[i]) * StrictMath.exp(-Math.abs(r[i])) / (2 * r.length);
      for (int k = 0; k < parameters; k++) {
        gradient[k] += slope * j[i][k];
      }
    }
    return new Examination(1 - overlap, overlap, gradient, new double[0], new double[0][]);
  }

  /** The mean of losses that were evaluated sample by sample (value: the loss). */
  static Examination mean(List<Ending> gaps, int parameters) {
    double sum = 0;
    double[] gradient = new double[parameters];
    for (Ending gap : gaps) {
      sum += gap.value() / gaps.size();
      for (int k = 0; k < gap.gradient().length; k++) {
        gradient[k] += gap.gradient()[k] / gaps.size();
      }
    }
    return new Examination(sum, Double.NaN, gradient, new double[0], new double[0][]);
  }
}

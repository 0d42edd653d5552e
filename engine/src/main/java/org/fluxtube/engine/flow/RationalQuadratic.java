package org.fluxtube.engine.flow;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Monotone rational-quadratic splines of [-B, B] onto itself, one for each element (C. Durkan et
 * al., arXiv:1906.04032, eqs. 4 to 8). In the bin from x_k to x_k + w_k, with the image y_k to y_k
 * + h_k, s = h_k/w_k, the slopes d, D at its ends and u = (x - x_k)/w_k:
 *
 * <p>y = y_k + h_k [s u^2 + d u (1-u)]/N, N = s + (d + D - 2s) u (1-u),
 *
 * <p>y' = s^2 [D u^2 + 2 s u (1-u) + d (1-u)^2]/N^2.
 *
 * <p>The inverse is the closed form of the quadratic equation, in the root that does not cancel.
 * Whatever the numbers of a spline, it rises: widths and heights are at least 1/1000 of 2B, slopes
 * at least 1/1000. All numbers 0 is the identity.
 */
final class RationalQuadratic {
  private static final int MOST_BINS = 64;
  private static final double LEAST = 1e-3;

  /** softplus(x + SHIFT) + LEAST is 1 at 0. */
  private static final double SHIFT = Math.log(Math.expm1(1 - LEAST));

  /** What happens at -B and B. */
  enum Ends {
    /** The identity outside, slopes 1 at both ends. */
    LINEAR,
    /** A circle of circumference 2B: one slope for both ends, any x is wrapped and comes back. */
    CIRCULAR,
    /** Own slopes at both ends; x is within [-B, B] but for rounding. */
    INTERVAL
  }

  /** Checks the bins of a spline. */
  static void requireBins(int bins) {
    if (bins < 2 || bins > MOST_BINS) {
      throw new IllegalArgumentException(
          "bins = " + bins + "; allowed are 2 to " + MOST_BINS + ", for example bins = 8");
    }
  }

  /**
   * y, or x of the inverse, and ln of its slope, in the shape of what was mapped.
   *
   * @param value image
   * @param logSlope ln dy/dx, or ln dx/dy
   */
  record Image(Tensor value, Tensor logSlope) {}

  /**
   * Splines: knots and slopes along dimension 0.
   *
   * @param x bins + 1 knots
   * @param y their images
   * @param slope slopes there
   */
  record Splines(Tensor x, Tensor y, Tensor slope) {}

  private final int bins;
  private final double bound;
  private final Ends ends;

  RationalQuadratic(int bins, double bound, Ends ends) {
    this.bins = bins;
    this.bound = bound;
    this.ends = ends;
  }

  /** Numbers that a spline has. */
  int numbers() {
    return switch (ends) {
      case LINEAR -> 3 * bins - 1;
      case CIRCULAR -> 3 * bins;
      case INTERVAL -> 3 * bins + 1;
    };
  }

  /**
   * Splines of any real numbers.
   *
   * @param numbers shape [numbers, elements ...]: first those of the widths, then of the heights,
   *     then of the slopes
   */
  Splines splines(Tensor numbers) {
    int free = numbers() - 2 * bins;
    Tensor inner =
        torch
            .softplus(numbers.narrow(0, 2L * bins, free).add(new Scalar(SHIFT)))
            .add(new Scalar(LEAST));
    Tensor slope =
        switch (ends) {
          case LINEAR -> {
            Tensor one = torch.ones_like(numbers.narrow(0, 0, 1));
            yield torch.cat(new TensorVector(one, inner, one), 0);
          }
          case CIRCULAR -> torch.cat(new TensorVector(inner, inner.narrow(0, 0, 1)), 0);
          case INTERVAL -> inner;
        };
    return new Splines(
        knots(numbers.narrow(0, 0, bins)), knots(numbers.narrow(0, bins, bins)), slope);
  }

  private Tensor knots(Tensor logits) {
    Tensor parts =
        torch.softmax(logits, 0).mul(new Scalar(1 - bins * LEAST)).add(new Scalar(LEAST));
    Tensor first = torch.zeros_like(logits.narrow(0, 0, 1));
    return torch
        .cat(new TensorVector(first, parts.cumsum(0)), 0)
        .mul(new Scalar(2 * bound))
        .sub(new Scalar(bound));
  }

  /** Numbers of the same splines turned around: y(x) becomes -y(-x). */
  Tensor turned(Tensor numbers) {
    Tensor widths = numbers.narrow(0, 0, bins).flip(0);
    Tensor heights = numbers.narrow(0, bins, bins).flip(0);
    Tensor slopes = numbers.narrow(0, 2L * bins, numbers() - 2L * bins);
    Tensor back =
        ends == Ends.CIRCULAR
            ? torch.cat(
                new TensorVector(slopes.narrow(0, 0, 1), slopes.narrow(0, 1, bins - 1L).flip(0)), 0)
            : slopes.flip(0);
    return torch.cat(new TensorVector(widths, heights, back), 0);
  }

  /** y(x) of every element; x in the shape of the elements. */
  Image forward(Splines of, Tensor x) {
    Tensor inside = inside(x);
    Bin b = bin(of, of.x, inside);
    Tensor u = inside.sub(b.x).div(b.width);
    Tensor across = u.mul(u.neg().add(new Scalar(1)));
    Tensor denominator = b.denominator(across);
    Tensor y =
        b.mean.mul(u.square()).add(b.slope.mul(across)).mul(b.height).div(denominator).add(b.y);
    return new Image(y.add(x.sub(inside)), b.logSlope(u, across, denominator));
  }

  /** x(y) of every element. */
  Image inverse(Splines of, Tensor y) {
    Tensor inside = inside(y);
    Bin b = bin(of, of.y, inside);
    Tensor up = inside.sub(b.y);
    Tensor bend = up.mul(b.curvature());
    Tensor quadratic = b.height.mul(b.mean.sub(b.slope)).add(bend);
    Tensor linear = b.height.mul(b.slope).sub(bend);
    Tensor constant = b.mean.mul(up); // minus that of the equation
    Tensor root =
        linear.square().add(quadratic.mul(constant).mul(new Scalar(4))).sqrt().add(linear);
    Tensor u = constant.mul(new Scalar(2)).div(root);
    Tensor across = u.mul(u.neg().add(new Scalar(1)));
    Tensor x = u.mul(b.width).add(b.x);
    Tensor log = b.logSlope(u, across, b.denominator(across)).neg();
    return new Image(x.add(y.sub(inside)), log);
  }

  /** The part of x within [-B, B]; what is left is added to the image. */
  private Tensor inside(Tensor x) {
    if (ends == Ends.CIRCULAR) {
      Scalar turn = new Scalar(2 * bound);
      return x.sub(x.detach().div(turn).round().mul(turn));
    }
    return x.clamp(new ScalarOptional(new Scalar(-bound)), new ScalarOptional(new Scalar(bound)));
  }

  /** The bin of every element; mean is s. */
  private record Bin(
      Tensor x, Tensor width, Tensor y, Tensor height, Tensor slope, Tensor next, Tensor mean) {
    /** d + D - 2s. */
    Tensor curvature() {
      return slope.add(next).sub(mean.mul(new Scalar(2)));
    }

    /** N, across = u (1-u). */
    Tensor denominator(Tensor across) {
      return mean.add(curvature().mul(across));
    }

    Tensor logSlope(Tensor u, Tensor across, Tensor denominator) {
      Tensor left = u.neg().add(new Scalar(1)).square();
      Tensor numerator =
          next.mul(u.square()).add(mean.mul(across).mul(new Scalar(2))).add(slope.mul(left)).log();
      return numerator.add(mean.div(denominator).log().mul(new Scalar(2)));
    }
  }

  private Bin bin(Splines of, Tensor knots, Tensor at) {
    Tensor inner = knots.detach().narrow(0, 1, bins - 1L);
    Tensor index = at.detach().unsqueeze(0).ge(inner).sum(0).unsqueeze(0);
    Tensor after = index.add(new Scalar(1));
    Tensor x = of.x.gather(0, index).squeeze(0);
    Tensor width = of.x.gather(0, after).squeeze(0).sub(x);
    Tensor y = of.y.gather(0, index).squeeze(0);
    Tensor height = of.y.gather(0, after).squeeze(0).sub(y);
    Tensor slope = of.slope.gather(0, index).squeeze(0);
    Tensor next = of.slope.gather(0, after).squeeze(0);
    return new Bin(x, width, y, height, slope, next, height.div(width));
  }
}

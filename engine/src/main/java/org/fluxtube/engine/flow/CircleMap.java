package org.fluxtube.engine.flow;

import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Maps of the circle onto itself, one for each element, x in any period of 2 pi: a map g that
 * leaves pi where it is, and a turn by t, which is the last of an element's numbers. All numbers 0
 * is the identity.
 */
sealed interface CircleMap {
  /** Numbers of one map. */
  int numbers();

  /**
   * g(x) + t.
   *
   * @param numbers shape [numbers, elements ...]
   * @param x shape [elements ...]
   */
  RationalQuadratic.Image forward(Tensor numbers, Tensor x);

  /** x of g(x) + t = y. */
  RationalQuadratic.Image inverse(Tensor numbers, Tensor y);

  /** The numbers of an odd map, g(-x) = -g(x), without a turn; those of an odd one stay. */
  Tensor odd(Tensor numbers);

  static CircleMap of(Circle circle, int parts) {
    return switch (circle) {
      case PROJECTION -> new Projections(parts);
      case SPLINE -> new CircularSpline(parts);
    };
  }

  /** The part of x within [-pi, pi]. */
  static Tensor wrap(Tensor x) {
    Scalar turn = new Scalar(2 * Math.PI);
    return x.sub(x.detach().div(turn).round().mul(turn));
  }

  private static Tensor withoutTurn(Tensor own, Tensor numbers) {
    Tensor none = torch.zeros_like(numbers.narrow(0, own.size(0), 1));
    return torch.cat(new TensorVector(own, none), 0);
  }

  /** A rational-quadratic spline. */
  record CircularSpline(RationalQuadratic spline) implements CircleMap {
    CircularSpline(int bins) {
      this(new RationalQuadratic(bins, Math.PI, RationalQuadratic.Ends.CIRCULAR));
    }

    @Override
    public int numbers() {
      return spline.numbers() + 1;
    }

    @Override
    public Tensor odd(Tensor numbers) {
      Tensor own = numbers.narrow(0, 0, spline.numbers());
      Tensor mean = own.add(spline.turned(own)).div(new Scalar(2));
      return withoutTurn(mean, numbers);
    }

    private RationalQuadratic.Splines splines(Tensor numbers) {
      return spline.splines(numbers.narrow(0, 0, spline.numbers()));
    }

    @Override
    public RationalQuadratic.Image forward(Tensor numbers, Tensor x) {
      RationalQuadratic.Image y = spline.forward(splines(numbers), x);
      Tensor turned = y.value().add(numbers.select(0, spline.numbers()));
      return new RationalQuadratic.Image(turned, y.logSlope());
    }

    @Override
    public RationalQuadratic.Image inverse(Tensor numbers, Tensor y) {
      return spline.inverse(splines(numbers), y.sub(numbers.select(0, spline.numbers())));
    }
  }

  /**
   * g(x) = (1/n) sum_i 2 atan(e^(s_i) tan(x/2)), g'(x) = (1/n) sum_i 1/(e^(-s_i) cos^2(x/2) +
   * e^(s_i) sin^2(x/2)).
   */
  record Projections(int parts) implements CircleMap {
    private static final int MOST_STEPS = 100;
    private static final double CLOSE = 1e-14;

    @Override
    public int numbers() {
      return parts + 1;
    }

    @Override
    public Tensor odd(Tensor numbers) {
      return withoutTurn(numbers.narrow(0, 0, parts), numbers);
    }

    /** g and g' at x within [-pi, pi]. */
    private record At(Tensor value, Tensor slope) {}

    private At at(Tensor s, Tensor x) {
      Tensor half = x.div(new Scalar(2));
      Tensor sine = half.sin().unsqueeze(0);
      Tensor cosine = half.cos().unsqueeze(0);
      Tensor factor = s.exp();
      Tensor angle = torch.atan2(factor.mul(sine), cosine).sum(0);
      Tensor denominator = sine.square().mul(factor).add(cosine.square().div(factor));
      Tensor slope = denominator.reciprocal().sum(0);
      return new At(angle.mul(new Scalar(2.0 / parts)), slope.div(new Scalar(parts)));
    }

    @Override
    public RationalQuadratic.Image forward(Tensor numbers, Tensor x) {
      Tensor inside = wrap(x);
      At at = at(numbers.narrow(0, 0, parts), inside);
      Tensor y = at.value.add(numbers.select(0, parts)).add(x.sub(inside));
      return new RationalQuadratic.Image(y, at.slope.log());
    }

    /** One more step of Newton's with gradients makes them those of the implicit function. */
    @Override
    public RationalQuadratic.Image inverse(Tensor numbers, Tensor y) {
      Tensor s = numbers.narrow(0, 0, parts);
      Tensor turned = y.sub(numbers.select(0, parts));
      Tensor inside = wrap(turned);
      Tensor root;
      try (AutoGradMode off = new AutoGradMode(false)) {
        root = root(s.detach(), inside.detach());
      }
      At at = at(s, root);
      Tensor x = root.sub(at.value.sub(inside).div(at.slope.detach()));
      Tensor log = at(s, x).slope.log().neg();
      return new RationalQuadratic.Image(x.add(turned.sub(inside)), log);
    }

    /** Newton's method, by halves where it would leave the bracket. */
    private Tensor root(Tensor s, Tensor y) {
      Tensor low = torch.full_like(y, new Scalar(-Math.PI));
      Tensor high = torch.full_like(y, new Scalar(Math.PI));
      Tensor x = y;
      for (int step = 0; step < MOST_STEPS; step++) {
        At at = at(s, x);
        Tensor off = at.value.sub(y);
        Tensor above = off.gt(new Scalar(0));
        high = torch.where(above, x, high);
        low = torch.where(above, low, x);
        Tensor next = x.sub(off.div(at.slope));
        Tensor outside = torch.logical_or(next.lt(low), next.gt(high));
        next = torch.where(outside, low.add(high).div(new Scalar(2)), next);
        double moved = next.sub(x).abs().max().item_double();
        x = next;
        if (!(moved > CLOSE)) {
          break;
        }
      }
      return x;
    }
  }
}

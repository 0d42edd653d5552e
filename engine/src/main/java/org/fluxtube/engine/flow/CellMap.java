package org.fluxtube.engine.flow;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Maps of the canonical cell of SU(2) and SU(3) onto itself, one for each element.
 *
 * <p>The cell is a simplex: its coordinates are the gaps x_k = (theta_k - theta_(k+1))/2 pi,
 * theta_(N+1) = theta_1 - 2 pi, x_k &gt;= 0, sum x_k = 1, and the Haar measure of a class is
 * prod_(j&lt;k) 4 sin^2 (theta_j - theta_k)/2 = prod 4 sin^2 pi x_k for SU(3), 4 sin^2 pi x_1 for
 * SU(2). With s = 1 - x_N, 0 at the unit matrix, and for SU(3) u = x_1/s the cell is a square, dx_1
 * dx_2 = s ds du; s' = g(s), u' = g_s'(u) are splines of [0, 1] onto itself, the numbers of the
 * second (1 - cos pi s') (a + b cos pi s'): it is the identity at the unit matrix, where a smooth
 * map can only scale, and the density of u differs from Haar's by O(s'^2). Each edge of the cell,
 * where two eigenvalues meet, goes to itself, and
 *
 * <p>ln J = ln ds'/ds + ln du'/du + ln s'/s + 2 sum ln sin pi x_k'/sin pi x_k.
 */
final class CellMap {
  private final int n;
  private final RationalQuadratic spline;

  CellMap(int n, int bins) {
    this.n = n;
    this.spline = new RationalQuadratic(bins, 1, RationalQuadratic.Ends.INTERVAL);
  }

  /** Numbers of one map. */
  int numbers() {
    return (n == 2 ? 1 : 3) * spline.numbers();
  }

  /**
   * The image.
   *
   * @param angles theta', shape [N, elements ...]
   * @param logJacobian with respect to the Haar measure
   */
  record Image(Tensor angles, Tensor logJacobian) {}

  /**
   * The image of classes; the splines are taken from the image to what is mapped, so that their
   * slopes are densities.
   *
   * @param numbers shape [numbers, elements ...]
   * @param theta in the canonical cell, shape [N, elements ...]
   */
  Image forward(Tensor numbers, Tensor theta) {
    return image(numbers, theta, true);
  }

  /** The inverse of {@link #forward}. */
  Image inverse(Tensor numbers, Tensor theta) {
    return image(numbers, theta, false);
  }

  private static Tensor gap(Tensor theta, int k) {
    return theta.select(0, k).sub(theta.select(0, k + 1L)).div(new Scalar(2 * Math.PI));
  }

  /** ln sin pi x. */
  private static Tensor logSine(Tensor x) {
    return x.mul(new Scalar(Math.PI)).sin().log();
  }

  private Image image(Tensor numbers, Tensor theta, boolean out) {
    return n == 2 ? ofTwo(numbers, theta, out) : ofThree(numbers, theta, out);
  }

  /** A spline of [0, 1]. */
  private RationalQuadratic.Image mapped(Tensor numbers, Tensor x, boolean out) {
    RationalQuadratic.Splines splines = spline.splines(numbers);
    Tensor wide = x.mul(new Scalar(2)).sub(new Scalar(1.0));
    RationalQuadratic.Image y = out ? spline.inverse(splines, wide) : spline.forward(splines, wide);
    return new RationalQuadratic.Image(
        y.value().add(new Scalar(1.0)).div(new Scalar(2)), y.logSlope());
  }

  private Image ofTwo(Tensor numbers, Tensor theta, boolean out) {
    Tensor x = gap(theta, 0);
    RationalQuadratic.Image y = mapped(numbers, x, out);
    Tensor first = y.value().mul(new Scalar(Math.PI));
    Tensor sines = logSine(y.value()).sub(logSine(x)).mul(new Scalar(2));
    return new Image(torch.stack(new TensorVector(first, first.neg()), 0), y.logSlope().add(sines));
  }

  private Image ofThree(Tensor numbers, Tensor theta, boolean out) {
    Tensor first = gap(theta, 0);
    Tensor second = gap(theta, 1);
    Tensor s = first.add(second);
    long each = spline.numbers();
    RationalQuadratic.Image radial = mapped(numbers.narrow(0, 0, each), s, out);
    Tensor image = radial.value();
    Tensor slant = (out ? image : s).mul(new Scalar(Math.PI)).cos().unsqueeze(0);
    Tensor both = numbers.narrow(0, each, each).add(numbers.narrow(0, 2 * each, each).mul(slant));
    Tensor own = both.mul(slant.neg().add(new Scalar(1.0)));
    RationalQuadratic.Image along = mapped(own, first.div(s), out);
    Tensor x1 = image.mul(along.value());
    Tensor x2 = image.sub(x1);
    Tensor sines = logSine(x1).sub(logSine(first)).add(logSine(x2).sub(logSine(second)));
    sines = sines.add(logSine(image).sub(logSine(s))).mul(new Scalar(2));
    Tensor log = radial.logSlope().add(along.logSlope()).add(image.log().sub(s.log())).add(sines);
    Scalar third = new Scalar(2 * Math.PI / 3);
    Tensor a = image.add(x1).mul(third);
    Tensor b = x2.sub(x1).mul(third);
    return new Image(torch.stack(new TensorVector(a, b, a.add(b).neg()), 0), log);
  }
}
